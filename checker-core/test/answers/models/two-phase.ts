import { machine } from 'everyturn';
import * as z from 'zod';
import { names } from './range.ts';
import { allWorking, isConsistent, Phase, transactionCommit } from './transaction-commit.ts';

/** What may differ from the right protocol. */
export interface TwoPhaseOptions {
  /** How many promises the transaction manager waits for; by default all. */
  readonly promises?: number;
  /** A resource manager that prepares tells nobody. */
  readonly silent?: boolean;
  /** Without liveness properties, declared symmetries are used. */
  readonly liveness?: boolean;
}

const stateOf = <Manager extends z.ZodEnum>(manager: Manager) =>
  z.object({
    rms: z.record(manager, Phase),
    tm: z.enum(['init', 'committed', 'aborted']),
    tmPrepared: z.set(manager),
    prepared: z.set(manager),
    decided: z.set(z.enum(['commit', 'abort'])),
  });

const allAre = (rms: Readonly<Record<string, string>>, ...phases: readonly string[]) =>
  Object.values(rms).every((phase) => phases.includes(phase));

/** Two-phase commit with n resource managers. Messages are never consumed, so they form sets. */
export const twoPhase = (n: number, options: TwoPhaseOptions = {}) => {
  const { promises = n, silent = false, liveness = true } = options;
  const managers = names('rm', n);
  const Manager = z.enum(managers);
  return machine({
    state: stateOf(Manager),
    symmetry: [Manager],
  }).define({
    init: () => ({
      rms: allWorking(managers),
      tm: 'init',
      tmPrepared: new Set(),
      prepared: new Set(),
      decided: new Set(),
    }),
    actions: {
      tmReceivePrepared: {
        params: { rm: Manager },
        fair: 'weak',
        when: (s, { rm }) => s.tm === 'init' && s.prepared.has(rm),
        next: (s, { rm }) => {
          s.tmPrepared.add(rm);
        },
      },
      tmCommit: {
        fair: 'weak',
        when: (s) => s.tm === 'init' && s.tmPrepared.size >= promises,
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
          if (!silent) s.prepared.add(rm);
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
        fair: 'weak',
        next: (s, { rm }, turn) => {
          s.rms[rm] = turn.choose(s.decided) === 'commit' ? 'committed' : 'aborted';
        },
      },
    },
    always: { consistent: (s) => isConsistent(s.rms) },
    sometimes: {
      allCommit: (s) => allAre(s.rms, 'committed'),
      allAbort: (s) => allAre(s.rms, 'aborted'),
    },
    alwaysStep: {
      decisionIsFinal: (before, after) => before.tm === 'init' || after.tm === before.tm,
    },
    leadsTo: liveness
      ? {
          decisionIsHeard: {
            from: (s) => s.tm !== 'init',
            to: (s) => allAre(s.rms, 'committed', 'aborted'),
          },
        }
      : {},
    refines: { spec: transactionCommit(n), map: ({ rms }) => ({ rms }) },
  });
};
