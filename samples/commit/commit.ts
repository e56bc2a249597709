/**
 * Two-phase commit as actors: the code that goes into services. `commit.model.ts` checks it, with a
 * manager that crashes and recovers.
 */
import { Address, actor, messages, type StateOf, type TurnOf } from 'everyturn';
import * as z from 'zod';

export const Commit = messages({
  prepare: {},
  vote: { yes: z.boolean() },
  decide: { commit: z.boolean() },
});

/** What every transaction manager is made of, however it recovers. */
export const transactionManager = actor({
  messages: Commit,
  props: z.object({ rms: z.array(Address) }),
  // Written to disk before any message of the same turn leaves.
  durable: z.object({ decision: z.enum(['none', 'commit', 'abort']) }),
  // Gone after a crash.
  volatile: z.object({ yes: z.set(Address) }),
  timers: { giveUp: { after: 2_000 } },
});

type Behavior = Parameters<typeof transactionManager.define>[0];

/** Tells everybody what was decided. */
export function announce(
  s: StateOf<typeof transactionManager>,
  turn: TurnOf<typeof transactionManager>,
) {
  turn.broadcast(turn.props.rms, Commit.decide({ commit: s.decision === 'commit' }));
}

/** Asks everybody, and commits if all of them vote yes. */
export const deciding = {
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
      announce(s, turn);
    },
  },

  onTimer: {
    giveUp: (s, turn) => {
      if (s.decision !== 'none') return;
      s.decision = 'abort';
      announce(s, turn);
    },
  },
} satisfies Behavior as Behavior;

export const TransactionManager = transactionManager.define({
  ...deciding,

  // Presumed abort: the votes are forgotten, so that an undecided transaction cannot commit any more.
  recover: (s, turn) => {
    if (s.decision === 'none') s.decision = 'abort';
    announce(s, turn);
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
