/** Two-phase commit as actors: crashes and recovery, a timer, and an unordered network. */
import { Address, actor, address, addresses, messages, system } from 'everyturn';
import * as z from 'zod';
import { atomicCommit } from './two-phase.ts';

const Commit = messages({
  prepare: {},
  vote: { yes: z.boolean() },
  decide: { commit: z.boolean() },
});

export const TransactionManager = actor({
  messages: Commit,
  props: z.object({ rms: z.array(Address) }),
  durable: z.object({ decision: z.enum(['none', 'commit', 'abort']) }),
  volatile: z.object({ yes: z.set(Address) }),
  timers: { giveUp: { after: 2_000 } },
}).define({
  init: () => ({ decision: 'none', yes: new Set() }),

  start: (_, turn) => {
    turn.broadcast(turn.props.rms, Commit.prepare());
    turn.setTimer('giveUp');
  },

  on: {
    vote: (s, { yes }, turn) => {
      if (s.decision !== 'none') return;
      if (yes) s.yes.add(turn.sender);
      if (yes && s.yes.size < turn.props.rms.length) return;
      s.decision = yes ? 'commit' : 'abort';
      turn.cancelTimer('giveUp');
      turn.broadcast(turn.props.rms, Commit.decide({ commit: yes }));
    },
  },

  onTimer: {
    giveUp: (s, turn) => {
      if (s.decision !== 'none') return;
      s.decision = 'abort';
      turn.broadcast(turn.props.rms, Commit.decide({ commit: false }));
    },
  },

  // Presumed abort: the votes are forgotten, so an undecided transaction cannot commit any more.
  recover: (s, turn) => {
    if (s.decision === 'none') s.decision = 'abort';
    turn.broadcast(turn.props.rms, Commit.decide({ commit: s.decision === 'commit' }));
  },
});

export const ResourceManager = actor({
  messages: Commit,
  durable: z.object({ phase: z.enum(['working', 'prepared', 'committed', 'aborted']) }),
}).define({
  init: () => ({ phase: 'working' }),

  on: {
    prepare: (s, _, turn) => {
      if (s.phase !== 'working') return;
      s.phase = turn.choose(['prepared', 'aborted']);
      turn.reply(Commit.vote({ yes: s.phase === 'prepared' }));
    },
    decide: (s, { commit }) => {
      s.phase = commit ? 'committed' : 'aborted';
    },
  },
});

const tm = address('tm');
const rms = addresses('rm1', 'rm2', 'rm3');
const [rm1, rm2, rm3] = rms;

export const commitSystem = system({
  actors: {
    tm: TransactionManager.at(tm, { rms: [...rms] }),
    rm1: ResourceManager.at(rm1),
    rm2: ResourceManager.at(rm2),
    rm3: ResourceManager.at(rm3),
  },
  network: { order: 'any', lose: 0, duplicate: 1 },
  faults: { crashes: 1, of: [tm], recover: true },
  fair: { deliver: 'weak', timers: 'weak' },
}).define({
  always: {
    noCommitWithoutDecision: ({ tm, rm1 }) => rm1.phase !== 'committed' || tm.decision === 'commit',
    noConflictInFlight: (w) => {
      const decisions = w.inFlight.flatMap(({ message }) =>
        message.kind === 'decide' ? [message.commit] : [],
      );
      return new Set(decisions).size <= 1;
    },
  },
  sometimes: {
    allCommit: ({ rm1, rm2, rm3 }) => [rm1, rm2, rm3].every((rm) => rm.phase === 'committed'),
  },
  eventually: {
    decided: ({ tm }) => tm.decision !== 'none',
  },
  refines: {
    spec: atomicCommit,
    map: ({ rm1, rm2, rm3 }) => ({ rms: { rm1: rm1.phase, rm2: rm2.phase, rm3: rm3.phase } }),
  },
});
