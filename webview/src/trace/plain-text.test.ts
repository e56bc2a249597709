import { toPlain } from 'everyturn/internal/report/plain';
import { printValue } from 'everyturn/internal/values/print';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printPlain, rowsOf } from './plain-text.ts';

const leaf = fc.oneof(
  fc.string(),
  fc.double(),
  fc.boolean(),
  fc.bigInt(),
  fc.date({ noInvalidDate: false }),
  fc.constantFrom(null, undefined),
);
const keys = fc.constantFrom('x', 'not a name', '$set', '$record');
const data = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(keys, tie('value')),
    fc.array(leaf, { maxLength: 3 }).map((elements) => new Set(elements)),
    fc.array(fc.tuple(fc.string(), tie('value')), { maxLength: 3 }).map((e) => new Map(e)),
  ),
})).value;

test('prints every value as the reports do', () => {
  fc.assert(
    fc.property(data, (value) => {
      expect(printPlain(toPlain(value))).toBe(printValue(value));
    }),
  );
});

test('gives each leaf of a state its row, and keeps sets and short lists together', () => {
  const state = {
    rms: { rm1: 'working', rm2: 'prepared' },
    decided: new Set(['commit']),
    votes: new Map([['rm1', { yes: true }]]),
    queue: [1, 2, 3],
    items: [{ price: 2 }],
    'odd key': undefined,
    nothing: {},
    since: new Date(0),
    ratio: Number.NaN,
    price: { $currency: 'EUR' },
  };
  expect(rowsOf(toPlain(state)).map(({ path, value }) => `${path} ${value}`)).toEqual([
    "rms.rm1 'working'",
    "rms.rm2 'prepared'",
    "decided {'commit'}",
    "votes['rm1'].yes true",
    'queue [1, 2, 3]',
    'items[0].price 2',
    "state['odd key'] undefined",
    'nothing {}',
    'since 1970-01-01T00:00:00.000Z',
    'ratio NaN',
    "price.$currency 'EUR'",
  ]);
});

test('breaks a long list into rows', () => {
  const rows = rowsOf(toPlain({ log: Array.from({ length: 30 }, (_, at) => at) }));
  expect(rows).toHaveLength(30);
  expect(rows[2]).toEqual({ path: 'log[2]', value: '2' });
});

test('shows a state that is a single value', () => {
  expect(rowsOf(3)).toEqual([{ path: 'state', value: '3' }]);
});
