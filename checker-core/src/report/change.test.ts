import { expect, test } from 'vitest';
import { differencesOf } from '../values/difference.ts';
import { changeOf, printChange } from './change.ts';

const changes = (before: unknown, after: unknown) => differencesOf(before, after).map(changeOf);

test('a union that became another kind is one change: both kinds, and what came or changed', () => {
  const before = { phase: { kind: 'querying', request: { id: 1 }, stamp: 0, value: null } };
  const after = { phase: { kind: 'recording', request: { id: 1 }, heard: ['r1'], value: 'A' } };
  expect(changes(before, after).map(printChange)).toEqual([
    "phase 'querying' → 'recording' { value: 'A', heard: ['r1'] }",
  ]);
});

test('a kind without fields stands alone', () => {
  const [change] = changes({ phase: { kind: 'busy', n: 1 } }, { phase: { kind: 'idle' } });
  expect(change).toEqual({ path: 'phase', kind: 'changed', before: "'busy'", after: "'idle'" });
});

test('what is too long is cut, its short fields first in line', () => {
  const after = { kind: 'b', long: 'x'.repeat(80), short: 1 };
  const [change] = changes({ kind: 'a' }, after);
  expect(change?.after).toMatch(/^'b' \{ short: 1, long: 'x+…$/);
  expect(change?.after).toHaveLength(60);
});

test('other records are told by their fields', () => {
  expect(changes({ s: { kind: 'a', n: 1 } }, { s: { kind: 'b', n: 2 } }).map(printChange)).toEqual([
    "s.kind 'a' → 'b'",
    's.n 1 → 2',
  ]);
});
