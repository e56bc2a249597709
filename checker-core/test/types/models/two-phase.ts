/** Two-phase commit, after Gray and Lamport, "Consensus on Transaction Commit". */
import { domain, machine } from 'everyturn';
import * as z from 'zod';

const Rm = z.enum(['rm1', 'rm2', 'rm3']);
const RmPhase = z.enum(['working', 'prepared', 'committed', 'aborted']);

/** What the protocol must achieve, without saying how. */
export const atomicCommit = machine({
  state: z.object({ rms: z.record(Rm, RmPhase) }),
  symmetry: [Rm],
}).define({
  init: () => ({ rms: { rm1: 'working', rm2: 'working', rm3: 'working' } }),

  actions: {
    prepare: {
      params: { rm: Rm },
      when: (s, { rm }) => s.rms[rm] === 'working',
      next: (s, { rm }) => {
        s.rms[rm] = 'prepared';
      },
    },
    commit: {
      params: { rm: Rm },
      when: (s, { rm }) =>
        s.rms[rm] === 'prepared' &&
        Object.values(s.rms).every((p) => p === 'prepared' || p === 'committed'),
      next: (s, { rm }) => {
        s.rms[rm] = 'committed';
      },
    },
    abort: {
      params: { rm: Rm },
      when: (s, { rm }) =>
        s.rms[rm] !== 'aborted' && Object.values(s.rms).every((p) => p !== 'committed'),
      next: (s, { rm }) => {
        s.rms[rm] = 'aborted';
      },
    },
  },

  always: {
    consistent: (s) => {
      const phases = Object.values(s.rms);
      return !(phases.includes('committed') && phases.includes('aborted'));
    },
  },
});

/** The transaction manager collects a promise from every resource manager, then commits. */
export const twoPhase = machine({
  state: z.object({
    rms: z.record(Rm, RmPhase),
    tm: z.enum(['init', 'committed', 'aborted']),
    tmPrepared: z.set(Rm),
    // Messages are never consumed, so the network is the set of what was ever sent.
    prepared: z.set(Rm),
    decided: z.set(z.enum(['commit', 'abort'])),
  }),
  symmetry: [Rm],
}).define({
  init: () => ({
    rms: { rm1: 'working', rm2: 'working', rm3: 'working' },
    tm: 'init',
    tmPrepared: new Set(),
    prepared: new Set(),
    decided: new Set(),
  }),

  actions: {
    tmReceivePrepared: {
      params: { rm: Rm },
      fair: 'weak',
      when: (s, { rm }) => s.tm === 'init' && s.prepared.has(rm),
      next: (s, { rm }) => {
        s.tmPrepared.add(rm);
      },
    },
    tmCommit: {
      fair: 'weak',
      when: (s) => s.tm === 'init' && domain(Rm).every((rm) => s.tmPrepared.has(rm)),
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
      params: { rm: Rm },
      when: (s, { rm }) => s.rms[rm] === 'working',
      next: (s, { rm }) => {
        s.rms[rm] = 'prepared';
        s.prepared.add(rm);
      },
    },
    rmChooseToAbort: {
      params: { rm: Rm },
      when: (s, { rm }) => s.rms[rm] === 'working',
      next: (s, { rm }) => {
        s.rms[rm] = 'aborted';
      },
    },
    rmReceiveDecision: {
      params: { rm: Rm },
      fair: 'weak',
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
  sometimes: {
    allCommit: (s) => Object.values(s.rms).every((p) => p === 'committed'),
    allAbort: (s) => Object.values(s.rms).every((p) => p === 'aborted'),
  },
  alwaysStep: {
    decisionIsFinal: (before, after) => before.tm === 'init' || after.tm === before.tm,
  },
  leadsTo: {
    decisionIsHeard: {
      from: (s) => s.tm !== 'init',
      to: (s) => Object.values(s.rms).every((p) => p === 'committed' || p === 'aborted'),
    },
  },

  refines: { spec: atomicCommit, map: ({ rms }) => ({ rms }) },
});
