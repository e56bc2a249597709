/**
 * A lock with leases and fencing tokens, as actors: the code that goes into services. `lock.model.ts`
 * checks it.
 *
 * Nobody can keep a lock for ever by crashing or sleeping: the lease of its holder expires, and the
 * next one gets the lock. The old holder does not notice. So each holder gets a token, each greater
 * than the one before, and the storage refuses whoever comes with an old one.
 */
import { Address, actor, messages, type StateOf, type TurnOf } from 'everyturn';
import * as z from 'zod';

const Token = z.int().min(0);

export const Lock = messages({
  acquire: {},
  granted: { token: Token },
  release: {},

  write: { token: Token },
  written: {},
  refused: {},
});

const lockService = actor({
  messages: Lock,
  durable: z.object({ token: Token, holder: Address.nullable(), waiting: z.array(Address) }),
  timers: { lease: { after: 10_000 } },
});

function grantNext(s: StateOf<typeof lockService>, turn: TurnOf<typeof lockService>) {
  s.holder = s.waiting.shift() ?? null;
  if (s.holder === null) return;
  s.token += 1;
  turn.send(s.holder, Lock.granted({ token: s.token }));
  turn.setTimer('lease');
}

export const LockService = lockService.define({
  init: () => ({ token: 0, holder: null, waiting: [] }),
  on: {
    acquire: (s, _, turn) => {
      s.waiting.push(turn.sender);
      if (s.holder === null) grantNext(s, turn);
    },
    release: (s, _, turn) => {
      if (s.holder !== turn.sender) return;
      turn.cancelTimer('lease');
      grantNext(s, turn);
    },
  },
  onTimer: {
    lease: grantNext,
  },
});

/** What every storage is made of, however it behaves. */
export const storage = actor({
  messages: Lock,
  durable: z.object({
    /** Who wrote last, and with which token. */
    writer: Address.nullable(),
    token: Token,
  }),
});

export const Storage = storage.define({
  init: () => ({ writer: null, token: 0 }),
  on: {
    write: (s, { token }, turn) => {
      if (token < s.token) {
        turn.reply(Lock.refused());
        return;
      }
      s.writer = turn.sender;
      s.token = token;
      turn.reply(Lock.written());
    },
  },
});

/** Writes once, under the lock. */
export const Client = actor({
  messages: Lock,
  props: z.object({ lock: Address, storage: Address }),
  volatile: z.object({ phase: z.enum(['waiting', 'writing', 'written', 'refused']) }),
}).define({
  init: () => ({ phase: 'waiting' }),
  start: (_, turn) => {
    turn.send(turn.props.lock, Lock.acquire());
  },
  on: {
    granted: (s, { token }, turn) => {
      s.phase = 'writing';
      turn.send(turn.props.storage, Lock.write({ token }));
    },
    written: (s, _, turn) => {
      s.phase = 'written';
      turn.send(turn.props.lock, Lock.release());
    },
    refused: (s) => {
      s.phase = 'refused';
    },
  },
});
