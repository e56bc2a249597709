// biome-ignore-all lint/suspicious/noSelfCompare: the case is about this
// biome-ignore-all lint/suspicious/noProto: the case is about this
// biome-ignore-all lint/suspicious/useIsArray: the case is about this
import type { ObservedCase } from './observed-machine.ts';

/** Every way to look at a part of a state. */
export const views: readonly ObservedCase[] = [
  ['a field', ['flag'], (s) => s.flag],
  ['one field or another', ['flag', 'count', 'text'], (s) => (s.flag ? s.count : s.text)],
  ['a short circuit', ['flag', 'count'], (s) => s.flag && s.count > 0 && s.text === ''],
  ['a part of a part', ['left'], (s) => s.left.x],
  ['an optional field', ['left'], (s) => s.left.y ?? 'none'],
  ['a field that no object has', ['left'], (s) => (s as { other?: number }).other],
  ['in', ['left'], (s) => 'y' in s.left],
  ['in, for what every object has', ['left'], (s) => ['toString' in s.left, 'z' in s.left]],
  ['Object.hasOwn', ['left'], (s) => Object.hasOwn(s.left, 'y')],
  ['hasOwnProperty', ['left'], (s) => Object.hasOwn(s.left, 'y')],
  [
    'propertyIsEnumerable',
    ['left'],
    (s) => Object.prototype.propertyIsEnumerable.call(s.left, 'y'),
  ],
  ['Object.keys', ['left'], (s) => Object.keys(s.left)],
  ['Object.keys of a record, in its order', ['record'], (s) => Object.keys(s.record)],
  ['Object.keys of a partial record', ['partial'], (s) => Object.keys(s.partial)],
  ['Object.keys of the state', ['flag'], (s) => Object.keys(s)],
  ['Object.values', ['left', 'record'], (s) => [Object.values(s.left), Object.values(s.record)]],
  [
    'Object.entries',
    ['right', 'partial'],
    (s) => [Object.entries(s.right), Object.entries(s.partial)],
  ],
  ['Reflect.ownKeys', ['partial'], (s) => Reflect.ownKeys(s.partial)],
  ['Object.getOwnPropertyNames', ['pair'], (s) => Object.getOwnPropertyNames(s.pair)],
  ['Object.getOwnPropertySymbols', ['left'], (s) => Object.getOwnPropertySymbols(s.left).length],
  ['a property descriptor', ['left'], (s) => Object.getOwnPropertyDescriptor(s.left, 'x')?.value],
  [
    'keys twice, then a descriptor',
    ['left', 'record'],
    (s) => {
      Object.keys(s.left);
      Object.keys(s.left);
      return Object.getOwnPropertyDescriptor(s.left, 'x')?.value;
    },
  ],
  [
    'for in',
    ['partial'],
    (s) => {
      const keys: string[] = [];
      for (const key in s.partial) keys.push(key);
      return keys;
    },
  ],
  [
    'for in that stops at the first',
    ['partial'],
    (s) => {
      for (const key in s.partial) return key;
      return 'nothing';
    },
  ],
  ['spread of an object', ['left'], (s) => ({ ...s.left })],
  ['spread of the state', ['flag', 'left'], (s) => ({ ...s, seen: '' }).left],
  [
    'destructuring',
    ['left', 'pair'],
    ({ left: { x, y = true }, pair: [, second] }) => [x, y, second],
  ],
  [
    'destructuring with a rest',
    ['left', 'right'],
    ({ left, right: { x, ...rest } }) => [left, x, rest],
  ],
  ['destructuring of a tuple with a rest', ['pair'], ({ pair: [first, ...rest] }) => [first, rest]],
  ['JSON.stringify of an object', ['left'], (s) => JSON.stringify(s.left)],
  [
    'JSON.stringify of a record',
    ['record', 'partial'],
    (s) => JSON.stringify([s.record, s.partial]),
  ],
  ['JSON.stringify of a tuple', ['pair'], (s) => JSON.stringify(s.pair)],
  ['JSON.stringify of a set', ['names'], (s) => JSON.stringify(s.names)],
  ['JSON.stringify of everything', ['flag', 'left'], (s) => JSON.stringify({ ...s, seen: '' })],
  ['JSON.stringify with chosen keys', ['left', 'right'], (s) => JSON.stringify(s.left, ['y'])],
  [
    'JSON.stringify with a replacer',
    ['left'],
    (s) => JSON.stringify(s.left, (key, value) => (key === 'x' ? 'x' : value)),
  ],
  ['structuredClone of an object', ['left'], (s) => structuredClone(s.left)],
  ['structuredClone of a tuple', ['pair'], (s) => structuredClone(s.pair)],
  ['structuredClone of an opened set', ['names'], (s) => structuredClone(s.names)],
  ['structuredClone of another set', ['numbers'], (s) => structuredClone(s.numbers)],
  ['structuredClone of a map', ['map'], (s) => structuredClone(s.map)],
  ['structuredClone of nested parts', ['nested'], (s) => structuredClone(s.nested)],
  [
    'structuredClone of a list of parts',
    ['left', 'right'],
    (s) => structuredClone([s.left, s.right]),
  ],
  [
    'structuredClone that fails is the same failure',
    ['left'],
    (s) => {
      try {
        return structuredClone({ left: s.left, no: () => 1 });
      } catch (error) {
        return (error as Error).name;
      }
    },
  ],
  ['Array.isArray', ['pair', 'list'], (s) => [s.pair, s.list, s.left, s.names].map(Array.isArray)],
  ['the length of a tuple', ['pair'], (s) => s.pair.length],
  ['the length of an array', ['list'], (s) => s.list.length],
  ['spread of a tuple', ['pair'], (s) => [...s.pair, ...s.list]],
  ['arguments from a tuple', ['pair'], (s) => Math.max(...s.pair)],
  [
    'tuple methods that read',
    ['pair'],
    (s) => [
      s.pair.includes(2),
      s.pair.indexOf(2),
      s.pair.at(-1),
      s.pair.join('-'),
      s.pair.slice(1),
      s.pair.concat(s.list),
      s.pair.map((n) => n + 1),
      s.pair.find((n) => n > 1),
      s.pair.findLastIndex((n) => n > 1),
      s.pair.some((n) => n > 1),
      s.pair.every((n) => n > 1),
      s.pair.reduce((a, b) => a + b, 0),
      s.pair.flat(),
      s.pair.flatMap((n) => [n, n]),
      s.pair.toReversed(),
      s.pair.toSorted((a, b) => b - a),
      s.pair.with(0, 9),
      [...s.pair.entries()],
      s.pair.toSpliced(0, 1),
      `${s.pair}`,
    ],
  ],
  [
    'array methods that read',
    ['list', 'points'],
    (s) => [
      s.list.includes(1),
      s.list.at(-1),
      s.list.filter((n) => n > 0),
      s.list.toSorted(),
      `${s.list}`,
      s.points.map(({ x }) => x),
      s.points.find(({ x }) => x > 0),
    ],
  ],
  [
    'concat, which asks whether its argument spreads',
    ['pair'],
    (s) => ([] as number[]).concat(s.pair, s.list),
  ],
  ['Array.prototype.map.call', ['pair'], (s) => Array.prototype.map.call(s.pair, (n) => n)],
  ['Array.from', ['pair', 'names'], (s) => [Array.from(s.pair), Array.from(s.names)]],
  [
    'for of over a tuple',
    ['pair'],
    (s) => {
      let sum = 0;
      for (const n of s.pair) sum += n;
      return sum;
    },
  ],
  [
    'Object.fromEntries of entries',
    ['record'],
    (s) => Object.fromEntries(Object.entries(s.record)),
  ],
  ['Object.groupBy by hand', ['record'], (s) => Object.entries(s.record).filter(([, n]) => n > 0)],
  [
    'instanceof',
    ['names', 'map'],
    (s) => [
      s.names instanceof Set,
      s.numbers instanceof Set,
      s.map instanceof Map,
      s.pair instanceof Array,
      s.left instanceof Object,
      s.left instanceof Set,
    ],
  ],
  [
    'prototypes and constructors',
    ['left', 'names'],
    (s) => [
      Object.getPrototypeOf(s.left) === Object.prototype,
      s.pair.constructor === Array,
      Object.getPrototypeOf(s.names) === Set.prototype,
      s.names.constructor === Set,
      s.left.constructor === Object,
    ],
  ],
  [
    'kinds as texts',
    ['left', 'names'],
    (s) =>
      [s.left, s.pair, s.names, s.numbers, s.map].map((part) =>
        Object.prototype.toString.call(part),
      ),
  ],
  [
    'typeof',
    ['maybe', 'left'],
    (s) => [typeof s.maybe, typeof s.left, typeof s.flag, typeof s.names],
  ],
  ['the text of an object', ['left'], (s) => `${s.left}`],
  ['whether parts are frozen is left to who asks', ['left'], (s) => Object.isFrozen([s.left.x])],
  [
    'identity of a part',
    ['left', 'right'],
    (s) => [s.left === s.left, s.left === s.right, s.pair === s.pair],
  ],
  [
    'identity of sets and elements',
    ['names', 'points'],
    (s) => [
      s.names === s.names,
      s.numbers === s.numbers,
      s.map === s.map,
      s.points[0] === s.points[0],
      s.points.includes(s.points[0] ?? { x: 0 }),
      s.points.indexOf(s.points[0] ?? { x: 0 }),
    ],
  ],
  [
    'parts as keys of a collection',
    ['left', 'right'],
    (s) => new Set([s.left, s.left, s.right, s.pair, s.pair]).size,
  ],
  [
    'parts as keys of a weak collection',
    ['left'],
    (s) => new WeakMap([[s.left, s.left.x]]).get(s.left),
  ],
  ['has of an opened set', ['names'], (s) => [s.names.has('b'), s.names.has('2')]],
  ['has of a value that the set cannot have', ['names'], (s) => s.names.has('other' as 'b')],
  ['size of an opened set', ['names'], (s) => s.names.size],
  ['iteration of an opened set', ['names'], (s) => [...s.names]],
  [
    'the first of a set',
    ['names', 'numbers'],
    (s) => [s.names.values().next().value, s.numbers.values().next().value],
  ],
  [
    'all of a set that is short-circuited',
    ['names'],
    (s) => {
      for (const name of s.names) if (name === 'b') return 'found';
      return 'none';
    },
  ],
  [
    'forEach, with the set as third argument',
    ['names', 'numbers'],
    (s) => {
      const all: unknown[] = [];
      s.names.forEach((name, again, set) => {
        all.push([name, again, set.has('2')]);
      });
      s.numbers.forEach((n) => {
        all.push(n);
      });
      return all;
    },
  ],
  [
    'keys, values and entries of a set',
    ['names'],
    (s) => [[...s.names.keys()], [...s.names.values()], [...s.names.entries()]],
  ],
  ['a set made of a set', ['names'], (s) => new Set(s.names).size],
  [
    'a method of Set.prototype on an opened set',
    ['names'],
    (s) => [Set.prototype.has.call(s.names, '10'), [...Set.prototype.values.call(s.names)]],
  ],
  [
    'a method taken off its set',
    ['names'],
    (s) => {
      const { has } = s.names;
      return has.call(s.names, '10');
    },
  ],
  [
    'set operations, where there are any',
    ['names'],
    (s) => {
      const union = (s.names as { union?: (other: Set<string>) => Set<string> }).union;
      return union === undefined ? 'none' : [...union.call(s.names, new Set(['b']))];
    },
  ],
  ['get, has and size of a map', ['map'], (s) => [s.map.get('10'), s.map.has('b'), s.map.size]],
  ['iteration of a map', ['map'], (s) => [[...s.map], [...s.map.keys()], [...s.map.values()]]],
  ['a nullable part', ['maybe'], (s) => s.maybe?.x ?? 'null'],
  ['a part that is null or not', ['maybe'], (s) => [s.maybe === null, s.maybe == null, !s.maybe]],
  ['a union by its kind', ['shape'], (s) => (s.shape.kind === 'disc' ? s.shape.radius : 0)],
  ['a field of another kind', ['shape'], (s) => 'radius' in s.shape],
  ['deep parts', ['nested'], (s) => [s.nested.pairs[1].deep, s.nested.pairs[0].has('2')]],
  [
    'a read in try',
    ['maybe', 'flag'],
    (s) => {
      try {
        return (s.maybe as { x: number }).x + (s.flag ? 1 : 0);
      } catch {
        return s.flag ? 'failed' : s.count;
      }
    },
  ],
  ['a failing read', ['maybe'], (s) => (s.maybe as { x: number }).x],
  [
    'a read in finally',
    ['flag', 'count'],
    (s) => {
      let seen: unknown[] = [];
      try {
        if (s.flag) throw new Error('no');
        seen = ['calm'];
      } catch (error) {
        seen = [(error as Error).message];
      } finally {
        seen.push(s.count);
      }
      return seen;
    },
  ],
  [
    'a generator that reads as it goes',
    ['flag', 'count'],
    (s) => {
      function* all() {
        yield s.flag;
        if (s.flag) yield s.count;
      }
      return [...all()];
    },
  ],
  [
    'a closure that reads later',
    ['flag', 'count'],
    (s) => {
      const later = () => s.count;
      return s.flag ? later() : 'not yet';
    },
  ],
  [
    'a getter on an object of the turn',
    ['count'],
    (s) =>
      ({
        get twice() {
          return s.count * 2;
        },
      }).twice,
  ],
  [
    'an object that inherits from a part',
    ['left'],
    (s) => (Object.create(s.left) as { x: number }).x,
  ],
  [
    'keys through inheritance',
    ['partial'],
    (s) => {
      const keys: string[] = [];
      for (const key in Object.create(s.partial)) keys.push(key);
      return keys;
    },
  ],
  ['negative zero', ['real'], (s) => [Object.is(s.real, -0), 1 / s.real]],
  [
    'a sort with a comparison that reads',
    ['flag'],
    (s) => [3, 1, 2].sort((a, b) => (s.flag ? a - b : b - a)),
  ],
  [
    'with a key that is computed',
    ['text', 'count'],
    (s) => (s as Record<string, unknown>)[s.text === '' ? 'flag' : 'count'],
  ],
  ['a symbol as key', ['left'], (s) => (s.left as Record<symbol, unknown>)[Symbol.iterator]],
  [
    '__proto__ of a part',
    ['left'],
    (s) => (s.left as { __proto__?: unknown }).__proto__ === Object.prototype,
  ],
  ['valueOf', ['left'], (s) => s.left.valueOf() === s.left],
];
