import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Multisets } from './multisets.ts';

test('multisets are equal when their values are, in whatever order they were added', () => {
  const lists = fc.array(fc.nat(5), { maxLength: 6 });
  fc.assert(
    fc.property(fc.array(lists, { maxLength: 20 }), (all) => {
      const multisets = new Multisets();
      const ids = all.map((list) => list.reduce((sum, value) => multisets.plus(sum, value), 0));
      const sorted = all.map((list) => [...list].sort().join());
      ids.forEach((a, i) => {
        ids.forEach((b, j) => {
          expect(a === b).toBe(sorted[i] === sorted[j]);
        });
      });
    }),
  );
});

test('a multiset tells how often each value is in it', () => {
  const multisets = new Multisets();
  const id = [2, 0, 2].reduce((sum, value) => multisets.plus(sum, value), 0);
  expect(multisets.counts(id)).toEqual([1, 0, 2]);
  expect(multisets.counts(0)).toEqual([]);
});
