import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode, encode } from './canonical.ts';
import { RefusedValue } from './refused-value.ts';

const leaf = fc.oneof(
  fc.constantFrom(undefined, null, true, false, 0, 1, -1, 9, 10, 1.5, Number.NaN, 1n, -1n),
  fc.integer(),
  fc.double(),
  fc.bigInt(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '\0', '\0\u0001', 's', ']', '1', '01'),
);
const data = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', '', '1', '01', '__proto__', 'toString'), tie('value')),
    fc
      .uniqueArray(leaf, { maxLength: 4, selector: (item) => encode(item) })
      .map((all) => new Set(all)),
    fc
      .uniqueArray(fc.tuple(leaf, tie('value')), { maxLength: 4, selector: ([key]) => encode(key) })
      .map((all) => new Map(all)),
  ),
})).value;

test('decoding gives a value with the same text', () => {
  fc.assert(
    fc.property(data, (value) => {
      expect(encode(decode(encode(value)))).toBe(encode(value));
    }),
    { numRuns: 2_000 },
  );
});

test('values that differ have different texts, and equal ones the same', () => {
  fc.assert(
    fc.property(data, data, (one, other) => {
      // -0 is stored as 0, so the values are compared as they come back.
      let equal = true;
      try {
        expect(decode(encode(one))).toStrictEqual(decode(encode(other)));
      } catch {
        equal = false;
      }
      expect(encode(one) === encode(other)).toBe(equal);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  [
    [new Set([1]), new Set()],
    [new Set(), new Set([1])],
  ],
  [
    ['a', 'b'],
    ['ab', ''],
  ],
  [{ a: undefined }, {}],
  [1, 1n],
  [[1], new Set([1])],
  [{ a: 1 }, new Map([['a', 1]])],
  [null, undefined],
])('tells neighbours apart: %o and %o', (one, other) => {
  expect(encode(one)).not.toBe(encode(other));
});

test('sets, maps and objects have no order', () => {
  expect(encode(new Set([2, 10, 'a']))).toBe(encode(new Set(['a', 10, 2])));
  expect(encode({ b: 1, a: 2 })).toBe(encode({ a: 2, b: 1 }));
  expect([...(decode(encode(new Set([10, 2, -3]))) as Set<number>)]).toEqual([-3, 2, 10]);
});

test.each([
  ['a function', { rms: { callback: () => {} } }, '$.rms.callback'],
  ['a symbol', [Symbol('x')], '$[0]'],
  ['an instance of Order', { order: new (class Order {})() }, '$.order'],
  ['a promise', { later: Promise.resolve() }, '$.later'],
  ['a set with two equal elements', new Set([{ a: 1 }, { a: 1 }]), '$'],
  [
    'a map with two equal keys',
    {
      of: new Map([
        [{ a: 1 }, 1],
        [{ a: 1 }, 2],
      ]),
    },
    '$.of',
  ],
  ['a function', { b: [1, new Set([1, () => {}])] }, '$.b[1]{1}'],
  [
    'a function',
    new Map<number, unknown>([
      [1, 1],
      [2, { x: () => {} }],
    ]),
    '$' + '{value 1}.x',
  ],
  ['a function', new Map([[() => {}, 1]]), '$' + '{key 0}'],
  [
    'an accessor or hidden property',
    {
      z: () => {},
      a: {
        get b() {
          return 1;
        },
      },
    },
    '$.a.b',
  ],
  ['an object with a symbol as key', { a: { [Symbol('x')]: 1, f: () => {} } }, '$.a'],
  [
    'an array with holes or extra properties',
    { a: [Object.assign([1], { b: () => {} })] },
    '$.a[0]',
  ],
  ['an invalid date', [[new Date(Number.NaN)]], '$[0][0]'],
])('refuses %s and says where it stands', (what, value, path) => {
  let refusal: unknown;
  try {
    encode(value);
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toBeInstanceOf(RefusedValue);
  expect(refusal).toMatchObject({ what, path });
});

test('refuses a cycle instead of looping', () => {
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  expect(() => encode(cycle)).toThrow(
    'a cycle, or data nested over 500 levels deep, at $.self.self.self.self.self',
  );
});
