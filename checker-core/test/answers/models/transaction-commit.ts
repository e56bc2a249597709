import { machine } from 'everyturn';
import * as z from 'zod';
import { names } from './range.ts';

/** The phases of a resource manager. */
export const Phase = z.enum(['working', 'prepared', 'committed', 'aborted']);
type Phases = Readonly<Record<string, z.output<typeof Phase>>>;

/** Not one committed and another aborted. */
export const isConsistent = (rms: Phases) =>
  !(Object.values(rms).includes('committed') && Object.values(rms).includes('aborted'));

/** All managers at the beginning. */
export const allWorking = (managers: readonly string[]) =>
  Object.fromEntries(managers.map((name) => [name, 'working' as const]));

/** What a commit protocol must achieve, after Gray and Lamport, without saying how. */
export const transactionCommit = (n: number) => {
  const managers = names('rm', n);
  const Manager = z.enum(managers);
  return machine({
    state: z.object({ rms: z.record(Manager, Phase) }),
    symmetry: [Manager],
  }).define({
    init: () => ({ rms: allWorking(managers) }),
    actions: {
      prepare: {
        params: { rm: Manager },
        when: (s, { rm }) => s.rms[rm] === 'working',
        next: (s, { rm }) => {
          s.rms[rm] = 'prepared';
        },
      },
      commit: {
        params: { rm: Manager },
        when: (s, { rm }) =>
          s.rms[rm] === 'prepared' &&
          Object.values(s.rms).every((phase) => phase === 'prepared' || phase === 'committed'),
        next: (s, { rm }) => {
          s.rms[rm] = 'committed';
        },
      },
      abort: {
        params: { rm: Manager },
        when: (s, { rm }) =>
          (s.rms[rm] === 'working' || s.rms[rm] === 'prepared') &&
          !Object.values(s.rms).includes('committed'),
        next: (s, { rm }) => {
          s.rms[rm] = 'aborted';
        },
      },
    },
    always: { consistent: (s) => isConsistent(s.rms) },
  });
};
