/**
 * Two-phase commit: three resource managers (databases, say) either all commit or all abort.
 *
 * What it shows: a protocol as a machine. `state` says what there is to know, each action is one
 * step that somebody can take, `always` is what must never break. All orders of all steps are tried:
 * there are 288 states, and the two answers never mix in any of them.
 *
 * What to try: weaken the guard of `tmCommit` to `s.tm === 'init'`, save, and read the trace. Or take
 * the line `s.prepared.add(rm);` out of `rmPrepare`: nothing breaks any more, because nothing works
 * any more. The `sometimes` properties notice.
 *
 * After Gray and Lamport, "Consensus on Transaction Commit".
 */
import { domain, machine } from 'everyturn';
import * as z from 'zod';

const Rm = z.enum(['rm1', 'rm2', 'rm3']);
const RmPhase = z.enum(['working', 'prepared', 'committed', 'aborted']);

export const twoPhase = machine({
  state: z.object({
    /** How far each resource manager is. */
    rms: z.record(Rm, RmPhase),
    /** The transaction manager: what it decided, and whose promises it has heard. */
    tm: z.enum(['init', 'committed', 'aborted']),
    tmPrepared: z.set(Rm),
    // Messages are never consumed, so the network is the set of what was ever sent.
    prepared: z.set(Rm),
    decided: z.set(z.enum(['commit', 'abort'])),
  }),
}).define({
  init: () => ({
    rms: { rm1: 'working', rm2: 'working', rm3: 'working' },
    tm: 'init',
    tmPrepared: new Set(),
    prepared: new Set(),
    decided: new Set(),
  }),

  actions: {
    /** The transaction manager hears a promise. A parameter is tried with each of its values. */
    tmReceivePrepared: {
      params: { rm: Rm },
      when: (s, { rm }) => s.tm === 'init' && s.prepared.has(rm),
      next: (s, { rm }) => {
        s.tmPrepared.add(rm);
      },
    },
    /** It may commit only when everybody has promised. */
    tmCommit: {
      when: (s) => s.tm === 'init' && domain(Rm).every((rm) => s.tmPrepared.has(rm)),
      next: (s) => {
        s.tm = 'committed';
        s.decided.add('commit');
      },
    },
    /** It may give up at any time before. */
    tmAbort: {
      when: (s) => s.tm === 'init',
      next: (s) => {
        s.tm = 'aborted';
        s.decided.add('abort');
      },
    },
    /** A resource manager promises to commit if it is told to. */
    rmPrepare: {
      params: { rm: Rm },
      when: (s, { rm }) => s.rms[rm] === 'working',
      next: (s, { rm }) => {
        s.rms[rm] = 'prepared';
        s.prepared.add(rm);
      },
    },
    /** Until then it may abort by itself. */
    rmChooseToAbort: {
      params: { rm: Rm },
      when: (s, { rm }) => s.rms[rm] === 'working',
      next: (s, { rm }) => {
        s.rms[rm] = 'aborted';
      },
    },
    /** It does as it is told. `turn.choose` tries each option, here each message that was sent. */
    rmReceiveDecision: {
      params: { rm: Rm },
      when: (s) => s.decided.size > 0,
      next: (s, { rm }, turn) => {
        const decision = turn.choose(s.decided);
        s.rms[rm] = decision === 'commit' ? 'committed' : 'aborted';
      },
    },
  },

  always: {
    consistent: (s) => {
      const phases = Object.values(s.rms);
      return !(phases.includes('committed') && phases.includes('aborted'));
    },
  },
  // A model in which nothing can happen breaks no rule. So say what must be possible, too.
  sometimes: {
    allCommit: (s) => Object.values(s.rms).every((phase) => phase === 'committed'),
    allAbort: (s) => Object.values(s.rms).every((phase) => phase === 'aborted'),
  },
  // True of every step: compares the state before with the state after.
  alwaysStep: {
    decisionIsFinal: (before, after) => before.tm === 'init' || after.tm === before.tm,
  },
});
