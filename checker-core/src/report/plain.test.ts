import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSameData } from '../values/difference.ts';
import { fromPlain, toPlain } from './plain.ts';

test('leaves alone what JSON has a word for', () => {
  const state = { rms: { rm1: 'working' }, list: [1, null, true] };
  expect(toPlain(state)).toEqual(state);
});

test('names what JSON has no word for', () => {
  expect(toPlain(new Set(['a', new Set()]))).toEqual({ $set: ['a', { $set: [] }] });
  expect(toPlain(new Map([['k', 1n]]))).toEqual({ $map: [['k', { $bigint: '1' }]] });
  expect(toPlain({ a: undefined })).toEqual({ a: { $undefined: true } });
  expect(toPlain(new Date(0))).toEqual({ $date: '1970-01-01T00:00:00.000Z' });
  expect([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0].map(toPlain)).toEqual(
    ['NaN', 'Infinity', '-Infinity', '-0'].map((text) => ({ $number: text })),
  );
});

test('tells a record with a key like a tag from the tag', () => {
  expect(toPlain({ $set: ['a'] })).toEqual({ $record: { $set: ['a'] } });
  expect(fromPlain(toPlain({ $set: ['a'] }))).toEqual({ $set: ['a'] });
});

test('ends where a value contains itself, which the state of an error may', () => {
  const loop: { self?: unknown } = {};
  loop.self = [loop];
  expect(toPlain({ loop })).toEqual({ loop: { self: ['…'] } });
});

const leaf = fc.oneof(
  fc.string(),
  fc.double(),
  fc.boolean(),
  fc.bigInt(),
  fc.date({ noInvalidDate: true }),
  fc.constantFrom(null, undefined),
);
const keys = fc.constantFrom('x', '$set', '$record', '__proto__');
const data = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(keys, tie('value'), { noNullPrototype: true }),
    fc.array(leaf, { maxLength: 3 }).map((elements) => new Set(elements)),
    fc.array(fc.tuple(fc.string(), tie('value')), { maxLength: 3 }).map((e) => new Map(e)),
  ),
})).value;

test('a state survives the way to JSON text and back', () => {
  fc.assert(
    fc.property(data, (value) => {
      const text = JSON.stringify(toPlain(value));
      expect(isSameData(fromPlain(JSON.parse(text)), value)).toBe(true);
    }),
  );
});
