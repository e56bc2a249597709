/**
 * Mistakes that do not compile. Each is announced by a comment on the line above the error, with
 * the text at which the compiler must point in brackets: `mistakes.test.ts` removes the comments and
 * looks. Checked by the compiler, never run.
 */
import { actor, address, machine, messages, sequential, system } from 'everyturn';
import * as z from 'zod';
import { atomicCommit } from './models/two-phase.ts';
import { ResourceManager } from './models/two-phase-actors.ts';

const Flag = z.object({ on: z.boolean(), log: z.array(z.int()), seen: z.set(z.enum(['x', 'y'])) });
const flag = machine({ state: Flag });
const ok = { init: () => ({ on: true, log: [], seen: new Set<'x' | 'y'>() }) };

// @ts-expect-error [on] a field of the initial state has the wrong type
flag.define({ init: () => ({ on: 1, log: [], seen: new Set() }), actions: {} });
// @ts-expect-error [({ on: true, log: [] })] a field of the initial state is missing
flag.define({ init: () => ({ on: true, log: [] }), actions: {} });
// @ts-expect-error [invariants] an unknown section
flag.define({ ...ok, actions: {}, invariants: {} });

flag.define({
  ...ok,
  actions: {
    asynchronous: {
      // @ts-expect-error [next] an asynchronous turn
      next: async (s) => {
        s.on = false;
      },
    },
    // @ts-expect-error [({ ...s, on: false })] a turn that returns a new state
    returning: { next: (s) => ({ ...s, on: false }) },
    // @ts-expect-error [on] a guard that mutates
    mutatingGuard: { when: (s) => (s.on = true), next: () => {} },
    // @ts-expect-error [when] a guard that is not boolean
    truthyGuard: { when: (s) => s.log.length, next: () => {} },
    unknownParam: {
      params: { n: z.int() },
      // @ts-expect-error [m] an unknown parameter
      next: (s, { m }) => {
        s.log.push(m);
      },
    },
    // @ts-expect-error [params] a parameter that is not a schema
    notASchema: { params: { n: 3 }, next: () => {} },
    // @ts-expect-error [fair] no such fairness
    fairness: { fair: 'very', next: () => {} },
    outside: {
      next: (s) => {
        // @ts-expect-error ['z'] outside the domain of the field
        s.seen.add('z');
      },
    },
  },
  always: {
    // @ts-expect-error [push] predicates see a read-only state
    mutating: (s) => s.log.push(1) > 0,
    // @ts-expect-error [s.on] predicates are synchronous
    asynchronous: async (s) => s.on,
    // @ts-expect-error [off] no such field
    misspelt: (s) => s.off,
  },
});

machine({ state: z.object({ big: z.int() }) }).define({
  init: () => ({ big: 0 }),
  actions: {},
  // @ts-expect-error [({})] the mapping misses a field of the abstract state
  refines: { spec: atomicCommit, map: () => ({}) },
});

const Msg = messages({ ping: {}, pong: { n: z.int() } });
// @ts-expect-error [pong] a message without its fields
Msg.pong();
// @ts-expect-error [m] a message with the wrong field
Msg.pong({ m: 1 });

const draft = actor({
  messages: Msg,
  volatile: z.object({ n: z.int() }),
  timers: { tick: { after: 5 } },
});
draft.define({
  init: () => ({ n: 0 }),
  on: {
    pong: (_, __, turn) => {
      // @ts-expect-error ['tock'] no such timer
      turn.setTimer('tock');
      // @ts-expect-error ['r1'] a string is not an address
      turn.send('r1', Msg.ping());
    },
    // @ts-expect-error [pang] no such message
    pang: () => {},
  },
  onTimer: { tick: () => {} },
});
// @ts-expect-error [onTimer] a declared timer without a turn
draft.define({ init: () => ({ n: 0 }), on: {}, onTimer: {} });

// @ts-expect-error [{ tm: address('y') }] an actor without props takes none
ResourceManager.at(address('x'), { tm: address('y') });

system({
  actors: { a: ResourceManager.at(address('x')) },
  network: { order: 'fifo', lose: 'any', duplicate: 0 },
}).define({
  always: {
    // @ts-expect-error [b] no such role
    noRole: ({ b }) => b.phase === 'working',
    // @ts-expect-error [a.phase === 'wokring'] no such phase
    noPhase: ({ a }) => a.phase === 'wokring',
  },
});

sequential({
  state: z.object({ n: z.int() }),
  operations: { next: { output: z.enum(['odd', 'even']) } },
  // @ts-expect-error ['neither'] a result outside the output schema
}).define({ init: () => ({ n: 0 }), apply: { next: () => 'neither' } });
