import { machine } from 'everyturn';
import * as z from 'zod';

const Phase = z.enum(['working', 'prepared', 'committed', 'aborted']);

const allAre = (rms: Readonly<Record<string, string>>, wanted: string) =>
  Object.values(rms).every((phase) => phase === wanted);

/** Two-phase commit with n resource managers, with the properties that the peers' models have. */
export const twoPhase = (n: number) => {
  const Manager = z.enum(Array.from({ length: n }, (_, i) => `rm${i + 1}`));
  const state = z.object({
    rms: z.record(Manager, Phase),
    tm: z.enum(['init', 'committed', 'aborted']),
    tmPrepared: z.set(Manager),
    prepared: z.set(Manager),
    decided: z.set(z.enum(['commit', 'abort'])),
  });
  return machine({ state }).define({
    init: () => ({
      rms: Object.fromEntries(Manager.options.map((rm) => [rm, 'working' as const])),
      tm: 'init',
      tmPrepared: new Set(),
      prepared: new Set(),
      decided: new Set(),
    }),
    actions: {
      tmReceivePrepared: {
        params: { rm: Manager },
        when: (s, { rm }) => s.tm === 'init' && s.prepared.has(rm),
        next: (s, { rm }) => {
          s.tmPrepared.add(rm);
        },
      },
      tmCommit: {
        when: (s) => s.tm === 'init' && s.tmPrepared.size === n,
        next: (s) => {
          s.tm = 'committed';
          s.decided.add('commit');
        },
      },
      tmAbort: {
        when: (s) => s.tm === 'init',
        next: (s) => {
          s.tm = 'aborted';
          s.decided.add('abort');
        },
      },
      rmPrepare: {
        params: { rm: Manager },
        when: (s, { rm }) => s.rms[rm] === 'working',
        next: (s, { rm }) => {
          s.rms[rm] = 'prepared';
          s.prepared.add(rm);
        },
      },
      rmChooseToAbort: {
        params: { rm: Manager },
        when: (s, { rm }) => s.rms[rm] === 'working',
        next: (s, { rm }) => {
          s.rms[rm] = 'aborted';
        },
      },
      rmReceiveDecision: {
        params: { rm: Manager },
        next: (s, { rm }, turn) => {
          s.rms[rm] = turn.choose(s.decided) === 'commit' ? 'committed' : 'aborted';
        },
      },
    },
    always: {
      consistent: (s) => {
        const phases = Object.values(s.rms);
        return !(phases.includes('committed') && phases.includes('aborted'));
      },
    },
    sometimes: {
      allCommit: (s) => allAre(s.rms, 'committed'),
      allAbort: (s) => allAre(s.rms, 'aborted'),
    },
    alwaysStep: {
      decisionIsFinal: (before, after) => before.tm === 'init' || after.tm === before.tm,
    },
  });
};
