// biome-ignore-all lint/suspicious/noProto: the case is about this
import { inspect, isDeepStrictEqual, types } from 'node:util';
import type { ObservedCase } from './observed-machine.ts';

/**
 * What cannot be followed by tracking reads. The compiled engine notices, says so in a note, and
 * runs everything on plain values.
 */
export const unfollowed: readonly ObservedCase[] = [
  [
    'a method of one set called on another',
    ['names'],
    (s) => {
      const other = new Set(['b']);
      const { add } = s.names;
      (add as (this: Set<string>, value: string) => unknown).call(other, '2');
      return [other.size, s.names.size];
    },
  ],
  [
    'Reflect.set with another receiver',
    ['left'],
    (s) => {
      const other = { x: 0 };
      const isSet = Reflect.set(s.left, 'x', 2, other);
      return [isSet, other.x, s.left.x];
    },
  ],
  [
    'an assignment through inheritance',
    ['left'],
    (s) => {
      const heir = Object.create(s.left) as { x: number };
      heir.x = 2;
      return [heir.x, s.left.x];
    },
  ],
  [
    'a key __proto__',
    ['left'],
    (s) => {
      (s.left as { __proto__?: unknown }).__proto__ = { z: 1 };
      return [(s.left as { z?: number }).z, Object.keys(s.left)];
    },
  ],
  [
    'keys, then a descriptor',
    ['left'],
    (s) => {
      const keys = Reflect.ownKeys(s.left);
      return keys.map((key) => Reflect.getOwnPropertyDescriptor(s.left, key)?.value);
    },
  ],
  [
    'all property descriptors',
    ['left'],
    (s) => Object.values(Object.getOwnPropertyDescriptors(s.left)).map(({ value }) => value),
  ],
  ['util.inspect', ['left', 'names'], (s) => inspect([s.left, s.pair, s.names, s.numbers])],
  [
    'isDeepStrictEqual',
    ['left', 'names'],
    (s) => [
      isDeepStrictEqual(s.left, { x: 0 }),
      isDeepStrictEqual(s.names, new Set(['b'])),
      isDeepStrictEqual(s.pair, [1, 2]),
    ],
  ],
  [
    'util.types',
    ['names', 'left'],
    (s) => [types.isSet(s.names), types.isProxy(s.left), types.isMap(s.map)],
  ],
];
