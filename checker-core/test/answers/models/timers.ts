/** Small systems in which one thing about timers, choices and clocks can be seen: 4.1 of the tables. */
import { actor, addresses, messages, system } from 'everyturn';
import * as z from 'zod';
import { networks } from './deliveries.ts';

const network = networks.any;
const [a, b, c] = addresses('a', 'b', 'c');
const Nothing = messages({});

/** Actors with one timer each, whose turn does nothing. */
export const timers = (count: number) => {
  const Idle = actor({ messages: Nothing, timers: { t: { after: 1 } } }).define({
    init: () => ({}),
    start: (_, turn) => turn.setTimer('t'),
    on: {},
    onTimer: { t: () => {} },
  });
  const idlers = [a, b, c].slice(0, count).map((at) => Idle.at(at));
  return system({ actors: { idlers }, network }).define({});
};

/** A timer that sets itself again. */
export const rearmed = (() => {
  const Clock = actor({ messages: Nothing, timers: { t: { after: [1, 2] } } }).define({
    init: () => ({}),
    start: (_, turn) => turn.setTimer('t'),
    on: {},
    onTimer: { t: (_, turn) => turn.setTimer('t') },
  });
  return system({ actors: { clock: Clock.at(a) }, network }).define({ terminal: () => true });
})();

/** A turn that stores one of three values. */
export const choosing = (() => {
  const Chooser = actor({
    messages: Nothing,
    volatile: z.object({ value: z.int().min(0).max(3) }),
    timers: { t: { after: 1 } },
  }).define({
    init: () => ({ value: 0 }),
    start: (_, turn) => turn.setTimer('t'),
    on: {},
    onTimer: {
      t: (s, turn) => {
        s.value = turn.choose([1, 2, 3]);
      },
    },
  });
  return system({ actors: { chooser: Chooser.at(a) }, network }).define({
    sometimes: { three: ({ chooser }) => chooser.value === 3 },
  });
})();

/** What can be chosen depends on what happened before. */
export const choosingLate = (() => {
  const Chooser = actor({
    messages: Nothing,
    durable: z.object({ list: z.array(z.int()), flag: z.boolean() }),
    timers: { k1: { after: 1 }, k2: { after: 1 } },
  }).define({
    init: () => ({ list: [], flag: false }),
    start: (_, turn) => {
      turn.setTimer('k1');
      turn.setTimer('k2');
    },
    on: {},
    onTimer: {
      k1: (s, turn) => {
        s.list.push(1);
        s.flag = true;
        turn.setTimer('k2');
      },
      k2: (s, turn) => {
        s.list.push(turn.choose(s.flag ? [3] : [2, 3]));
      },
    },
  });
  const lists = ['', '1', '1,3', '2', '2,1', '2,1,3', '3', '3,1', '3,1,3'];
  return system({ actors: { chooser: Chooser.at(a) }, network }).define({
    always: { known: ({ chooser }) => lists.includes(chooser.list.join()) },
    sometimes: Object.fromEntries(
      lists.map((list) => [`[${list}]`, (w) => w.chooser.list.join() === list]),
    ),
  });
})();

/** A message that goes round among three actors, each of which counts in its own way. */
export const relay = (() => {
  const Msg = messages({ x: {} });
  const Place = actor({
    messages: Msg,
    props: z.object({ first: z.enum(['1', 'a', 'I']), next: z.string() }),
    durable: z.object({ value: z.string(), sent: z.int() }),
  }).define({
    init: ({ first }) => ({ value: first, sent: 0 }),
    start: (s, turn) => {
      if (turn.self !== c) return;
      turn.send(a, Msg.x());
      s.sent += 1;
    },
    on: {
      x: (s, _, turn) => {
        const { first } = turn.props;
        if (first === '1') s.value = String(Number(s.value) + 1);
        if (first === 'a') s.value = String.fromCharCode(s.value.charCodeAt(0) + 1);
        if (first === 'I') s.value += 'I';
        turn.send(turn.self === a ? b : turn.self === b ? c : a, Msg.x());
        s.sent += 1;
      },
    },
  });
  const actors = {
    a: Place.at(a, { first: '1', next: b }),
    b: Place.at(b, { first: 'a', next: c }),
    c: Place.at(c, { first: 'I', next: a }),
  };
  return system({ actors, network }).define({
    within: (w) => w.a.sent + w.b.sent + w.c.sent <= 7,
    sometimes: {
      round: (w) => w.a.value === '2' && w.b.value === 'b' && w.c.value === 'II',
      twice: (w) => w.a.value === '3' && w.b.value === 'c' && w.c.value === 'III',
    },
  });
})();

/** Two clocks that chase each other. */
export const clocks = (() => {
  const Msg = messages({ time: { m: z.int() } });
  const Clock = actor({
    messages: Msg,
    props: z.object({ begin: z.int() }),
    durable: z.object({ time: z.int() }),
  }).define({
    init: ({ begin }) => ({ time: begin }),
    start: (s, turn) => {
      if (turn.self === b) turn.send(a, Msg.time({ m: s.time }));
    },
    on: {
      time: (s, { m }, turn) => {
        if (m <= s.time) return;
        s.time = m + 1;
        turn.reply(Msg.time({ m: m + 1 }));
      },
    },
  });
  const actors = { clocks: [Clock.at(a, { begin: 0 }), Clock.at(b, { begin: 1 })] };
  return system({ actors, network }).define({
    always: { early: (w) => w.clocks.every(({ time }) => time < 3) },
  });
})();

/** A timer that is set at start and never again, and a crash. */
export const crashedTimer = (() => {
  const Clock = actor({
    messages: Nothing,
    durable: z.object({ fired: z.boolean(), recovered: z.boolean(), late: z.boolean() }),
    timers: { t: { after: 1 } },
  }).define({
    init: () => ({ fired: false, recovered: false, late: false }),
    start: (_, turn) => turn.setTimer('t'),
    recover: (s) => {
      s.recovered = true;
    },
    on: {},
    onTimer: {
      t: (s) => {
        s.fired = true;
        s.late = s.recovered;
      },
    },
  });
  const faults = { crashes: 1, recover: true };
  return system({ actors: { clock: Clock.at(a) }, network, faults }).define({
    sometimes: {
      firedBefore: ({ clock }) => clock.fired && clock.recovered,
      firedAfterwards: ({ clock }) => clock.late,
    },
  });
})();
