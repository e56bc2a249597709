/**
 * Two-phase commit with a resource manager that forgets its promise. The same protocol as in
 * `two-phase.ts`, but for one guard.
 *
 * What it shows: a violated invariant. The error stands where the last step broke the rule; the steps
 * that led there are listed below it, and "Show trace" draws them on the map.
 *
 * What to try: step through the trace and find the first step that should not have been possible.
 * Then mend the guard of `rmChooseToAbort`: whoever has promised may not abort by itself, so that
 * `|| s.rms[rm] === 'prepared'` has to go. Save, and the rule holds in all 288 states.
 */
import { domain, machine } from 'everyturn';
import * as z from 'zod';

const Rm = z.enum(['rm1', 'rm2', 'rm3']);
const RmPhase = z.enum(['working', 'prepared', 'committed', 'aborted']);

export const twoPhaseForgetful = machine({
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
    /** It may abort by itself. But may it still do so when it has promised? */
    rmChooseToAbort: {
      params: { rm: Rm },
      when: (s, { rm }) => s.rms[rm] === 'working' || s.rms[rm] === 'prepared',
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
