import { expect, test } from 'vitest';
import { retagging } from './tagged.ts';

test('a record with another kind and other fields became another of its union', () => {
  expect(retagging({ kind: 'idle' }, { kind: 'busy', with: 1 })?.tag).toBe('kind');
  expect(retagging({ mood: 'calm', a: 1 }, { mood: 'wild' })?.tag).toBe('mood');
});

test('a usual name is the tag where several texts differ; without one nothing is claimed', () => {
  const before = { name: 'a', type: 'x', y: 1 };
  expect(retagging(before, { name: 'b', type: 'z' })?.tag).toBe('type');
  expect(retagging({ name: 'a', at: 'x', y: 1 }, { name: 'b', at: 'z' })).toBeUndefined();
});

test('the same fields, the same texts or no records are no change of kind', () => {
  expect(retagging({ kind: 'a', n: 1 }, { kind: 'b', n: 2 })).toBeUndefined();
  expect(retagging({ kind: 'a' }, { kind: 'a', n: 2 })).toBeUndefined();
  expect(retagging({ kind: 1 }, { kind: 2, n: 2 })).toBeUndefined();
  expect(retagging(new Map([['kind', 'a']]), { kind: 'b' })).toBeUndefined();
  expect(retagging('a', { kind: 'b' })).toBeUndefined();
});
