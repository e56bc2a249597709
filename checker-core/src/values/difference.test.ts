import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differencesOf, isSameData } from './difference.ts';

const brief = (before: unknown, after: unknown) =>
  differencesOf(before, after).map(({ printedPath, kind, before, after }) => ({
    [kind]: printedPath,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  }));

describe('differencesOf', () => {
  test('names the leaf of a record that changed', () => {
    const before = { rms: { rm1: 'working', rm2: 'working' }, tm: 'init' };
    const after = { rms: { rm1: 'aborted', rm2: 'working' }, tm: 'init' };
    expect(differencesOf(before, after)).toEqual([
      {
        path: ['rms', 'rm1'],
        printedPath: 'rms.rm1',
        kind: 'changed',
        before: 'working',
        after: 'aborted',
      },
    ]);
  });

  test('names the set, not the place, of an element that came or went', () => {
    const difference = brief({ decided: new Set(['abort']) }, { decided: new Set(['commit']) });
    expect(difference).toEqual([
      { removed: 'decided', before: 'abort' },
      { added: 'decided', after: 'commit' },
    ]);
  });

  test('compares elements of sets as values', () => {
    const before = new Set([{ id: 1 }, { id: 2 }]);
    expect(brief(before, new Set([{ id: 2 }, { id: 3 }]))).toEqual([
      { removed: 'state', before: { id: 1 } },
      { added: 'state', after: { id: 3 } },
    ]);
    expect(brief(before, new Set([{ id: 2 }, { id: 1 }]))).toEqual([]);
  });

  test('follows the entries of maps, also those under keys that are values', () => {
    const before = new Map<unknown, unknown>([
      [{ x: 1 }, { n: 1 }],
      ['gone', 1],
    ]);
    const after = new Map<unknown, unknown>([
      [{ x: 1 }, { n: 2 }],
      ['come', 1],
    ]);
    expect(brief({ map: before }, { map: after })).toEqual([
      { changed: 'map[{ x: 1 }].n', before: 1, after: 2 },
      { removed: 'map.gone', before: 1 },
      { added: 'map.come', after: 1 },
    ]);
  });

  test('tells one removal when an element leaves the front of a queue', () => {
    expect(brief({ queue: ['a', 'b', 'c'] }, { queue: ['b', 'c'] })).toEqual([
      { removed: 'queue[0]', before: 'a' },
    ]);
    expect(brief(['a', 'c'], ['a', 'b', 'c'])).toEqual([{ added: 'state[1]', after: 'b' }]);
  });

  test('looks into the elements of arrays', () => {
    const before = { items: [{ price: 1 }, { price: 2 }] };
    const after = { items: [{ price: 1 }, { price: 3 }] };
    expect(brief(before, after)).toEqual([{ changed: 'items[1].price', before: 2, after: 3 }]);
    expect(brief([1, 2, 3], [9])).toEqual([
      { changed: 'state[0]', before: 1, after: 9 },
      { removed: 'state[1]', before: 2 },
      { removed: 'state[2]', before: 3 },
    ]);
  });

  test('tells optional fields that come or go, and members of a union', () => {
    expect(brief({ lock: 'a' }, {})).toEqual([{ removed: 'lock', before: 'a' }]);
    expect(brief({ value: [1] }, { value: { 0: 1 } })).toEqual([
      { changed: 'value', before: [1], after: { 0: 1 } },
    ]);
    expect(brief({ value: null }, { value: {} })).toEqual([
      { changed: 'value', before: null, after: {} },
    ]);
  });

  test('compares states that are no records, dates and unusual numbers', () => {
    expect(brief(3, 4)).toEqual([{ changed: 'state', before: 3, after: 4 }]);
    expect(brief(Number.NaN, Number.NaN)).toEqual([]);
    expect(brief({ at: new Date(0) }, { at: new Date(0) })).toEqual([]);
    expect(brief({ at: new Date(0) }, { at: new Date(1) })).toHaveLength(1);
  });
});

test('takes a union that became another kind for one place', () => {
  const paid = { kind: 'paid', amount: 3 };
  expect(brief({ phase: { kind: 'idle' } }, { phase: paid })).toEqual([
    { changed: 'phase', before: { kind: 'idle' }, after: paid },
  ]);
  expect(brief({ phase: { kind: 'paid', amount: 2 } }, { phase: paid })).toEqual([
    { changed: 'phase.amount', before: 2, after: 3 },
  ]);
});

/** Keys of maps are leaves here: data in canonical form has no two keys that are the same value. */
const mapKey = fc.constantFrom('a', 'b', 0, null);

const data = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('a', 'b', 0, 1, null, undefined, 2n),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('x', 'y', '__proto__'), tie('value')),
    fc.array(tie('value'), { maxLength: 3 }).map((elements) => new Set(elements)),
    fc.array(fc.tuple(mapKey, tie('value')), { maxLength: 3 }).map((e) => new Map(e)),
  ),
})).value;

test('finds no difference between a value and its copy', () => {
  fc.assert(fc.property(data, (value) => isSameData(value, structuredClone(value))));
});

test('sees the same differences from both sides', () => {
  fc.assert(
    fc.property(data, data, (left, right) => {
      const there = differencesOf(left, right);
      const back = differencesOf(right, left);
      expect(back.length).toBe(there.length);
      expect(isSameData(left, right)).toBe(there.length === 0);
    }),
  );
});
