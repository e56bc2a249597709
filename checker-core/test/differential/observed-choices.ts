import type { Choice } from 'everyturn';
import type { Part, Parts } from './observed-machine.ts';

/** A turn that chooses, and the parts of the state that are moved for it. */
export type ChoosingCase = readonly [
  what: string,
  parts: readonly Part[],
  (s: Parts, turn: Choice) => unknown,
];

/** Every way to choose. */
export const choices: readonly ChoosingCase[] = [
  ['from a list', ['flag'], (_, turn) => turn.choose(['a', 'b', 'c'])],
  ['from a list with repeats', ['flag'], (_, turn) => turn.choose([1, 1, 2])],
  ['from nothing', ['flag'], (_, turn) => turn.choose([])],
  ['from nothing in some states', ['flag', 'list'], (s, turn) => turn.choose(s.list)],
  [
    'from nothing after a change',
    ['flag', 'count'],
    (s, turn) => {
      s.count = 2;
      return turn.choose(s.flag ? [1, 2] : []);
    },
  ],
  ['from an opened set', ['names'], (s, turn) => turn.choose(s.names)],
  ['from another set', ['numbers'], (s, turn) => turn.choose(s.numbers)],
  ['from the keys of a map', ['map'], (s, turn) => turn.choose(s.map.keys())],
  [
    'from a generator',
    ['count'],
    (s, turn) => {
      function* upTo(n: number) {
        for (let i = 0; i <= n; i += 1) yield i;
      }
      return turn.choose(upTo(s.count));
    },
  ],
  ['from a string', ['text'], (s, turn) => turn.choose(`${s.text}xy`)],
  ['in one branch only', ['flag', 'names'], (s, turn) => (s.flag ? turn.choose(s.names) : 'none')],
  ['twice', ['flag'], (_, turn) => [turn.choose([1, 2]), turn.choose([3, 4])]],
  [
    'the second depends on the first',
    ['list'],
    (s, turn) => {
      const first = turn.choose([0, 1, 2]);
      return [first, turn.choose(s.list.filter((n) => n >= first))];
    },
  ],
  [
    'another part is read by each choice',
    ['flag', 'count', 'text'],
    (s, turn) => {
      switch (turn.choose(['flag', 'count', 'text'])) {
        case 'flag':
          return s.flag;
        case 'count':
          return s.count;
        default:
          return s.text;
      }
    },
  ],
  [
    'a choice of choices',
    ['count'],
    (s, turn) => {
      const picked: number[] = [];
      while (picked.length < s.count) picked.push(turn.choose([1, 2]));
      return picked;
    },
  ],
  [
    'takes out what was chosen',
    ['names'],
    (s, turn) => {
      const name = turn.choose(s.names);
      s.names.delete(name);
      return [name, ...s.names];
    },
  ],
  [
    'a part of the draft, then changed',
    ['left', 'right'],
    (s, turn) => {
      const point = turn.choose([s.left, s.right]);
      point.x = 2;
      return [s.left.x, s.right.x];
    },
  ],
  [
    'an element of the draft, then changed',
    ['points'],
    (s, turn) => {
      turn.choose(s.points).x = 2;
      return s.points.map(({ x }) => x);
    },
  ],
  [
    'an object that is stored',
    ['left'],
    (s, turn) => {
      s.left = turn.choose([{ x: 1 }, { x: 2, y: true }, s.right]);
    },
  ],
  [
    'a list that is changed while it is chosen from',
    ['list'],
    (s, turn) => {
      const options = s.list;
      const first = turn.choose(options);
      options.push(first);
      return turn.choose(options);
    },
  ],
  [
    'choosing from nothing is caught',
    ['flag', 'count'],
    (s, turn) => {
      try {
        s.count = turn.choose(s.flag ? [] : [1, 2]);
      } catch {
        return 'caught';
      }
      return s.count;
    },
  ],
  [
    'choosing from nothing is caught, then chooses on',
    ['flag'],
    (s, turn) => {
      try {
        if (s.flag) turn.choose([]);
      } catch {
        return turn.choose(['still', 'here']);
      }
      return turn.choose([1, 2]);
    },
  ],
  [
    'throws for one choice',
    ['flag'],
    (s, turn) => {
      const chosen = turn.choose([1, 2, 3]);
      if (chosen === 2 && s.flag) throw new Error('not two');
      return chosen;
    },
  ],
  [
    'leaves the schema for one choice',
    ['flag'],
    (s, turn) => {
      s.count = turn.choose(s.flag ? [0, 7, 1] : [0, 1]);
    },
  ],
  [
    'returns something for one choice',
    ['flag'],
    (s, turn) => {
      s.flag = turn.choose([true, false]);
      return s.flag ? turn.choose([undefined, 1]) : 0;
    },
  ],
  ['what is not data', ['flag'], (s, turn) => turn.choose<unknown>(s.flag ? [() => 1] : [1]) === 1],
  ['what cannot be iterated', ['flag'], (s, turn) => turn.choose((s.flag ? 5 : [5]) as number[])],
  ['undefined and null', ['flag'], (_, turn) => turn.choose([undefined, null, 0])],
  [
    'a set, a map and a tuple',
    ['names'],
    (s, turn) => turn.choose([s.names, new Set(['b']), new Map([['k', 1]]), s.pair] as unknown[]),
  ],
  [
    'kept beyond its turn',
    ['count'],
    (s, turn) => {
      const { choose } = turn;
      return choose([s.count, 2]);
    },
  ],
];
