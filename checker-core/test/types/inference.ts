/** Every function of a definition infers its parameters. Checked by the compiler, never run. */
import { type Address, actor, machine, messages, seen, sequential } from 'everyturn';
import * as z from 'zod';
import { expectType, notAny } from './expect-type.ts';

const Flag = z.object({ on: z.boolean(), log: z.array(z.int()), seen: z.set(z.enum(['x', 'y'])) });

machine({ state: Flag }).define({
  init: (turn) => {
    notAny(turn);
    return { on: turn.choose([true, false]), log: [], seen: new Set() };
  },
  actions: {
    bare: {
      next: (s, params, turn) => {
        notAny(s);
        notAny(turn);
        expectType(params).toBe<{}>();
      },
    },
    ignoring: { when: () => true, next: () => {} },
    withParams: {
      params: { n: z.int(), f: z.boolean() },
      when: (s, p) => {
        notAny(s);
        expectType(p).toBe<{ readonly n: number; readonly f: boolean }>();
        return true;
      },
      next: (s, { n, f }, turn) => {
        expectType(n).toBe<number>();
        expectType(f).toBe<boolean>();
        s.log.push(turn.choose([1, 2, n]));
      },
    },
    withMethod: {
      params: { f: z.boolean() },
      next(s, { f }) {
        s.on = f;
      },
    },
  },
  always: {
    a: (s) => {
      expectType(s.log).toBe<readonly number[]>();
      return s.on;
    },
  },
  alwaysStep: { b: (before, after) => before.log.length <= after.log.length },
  leadsTo: { c: { from: (s) => s.on, to: (s) => !s.on } },
});

const Msg = messages({ ping: {}, pong: { n: z.int() } });

actor({
  messages: Msg,
  volatile: z.object({ n: z.int() }),
  timers: { tick: { after: 5 } },
}).define({
  init: () => ({ n: 0 }),
  on: {
    pong: (s, { n }, turn) => {
      expectType(n).toBe<number>();
      expectType(turn.sender).toBe<Address>();
      s.n = n;
      turn.setTimer('tick');
    },
  },
  onTimer: {
    tick: (s) => {
      s.n = 0;
    },
  },
});

sequential({
  state: z.object({ n: z.int() }),
  operations: { next: { output: z.enum(['odd', 'even']) } },
}).define({ init: () => ({ n: 0 }), apply: { next: () => 'odd' } });

notAny(
  seen(Msg.pong, (message) => {
    expectType(message.n).toBe<number>();
    return message.n;
  })['~value'],
);
