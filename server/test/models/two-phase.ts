import { domain, machine } from 'everyturn';
import * as z from 'zod';

const Rm = z.enum(['rm1', 'rm2', 'rm3']);
const RmPhase = z.enum(['working', 'prepared', 'committed', 'aborted']);

export const twoPhase = machine({
  state: z.object({
    rms: z.record(Rm, RmPhase),
    tm: z.enum(['init', 'committed', 'aborted']),
    tmPrepared: z.set(Rm),
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
    tmReceivePrepared: {
      params: { rm: Rm },
      when: (s, { rm }) => s.tm === 'init' && s.prepared.has(rm),
      next: (s, { rm }) => void s.tmPrepared.add(rm),
    },
    tmCommit: {
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
});
