import { expect, test } from 'vitest';
import { deepFreeze, FrozenMutation } from './freeze.ts';

test.each([
  ['an object', { a: 1 }, (value: { a: number }) => Object.assign(value, { a: 2 })],
  ['a set', new Set([1]), (value: Set<number>) => value.add(2)],
  ['a map', new Map([[1, 1]]), (value: Map<number, number>) => value.set(1, 2)],
  ['a date', new Date(0), (value: Date) => value.setTime(1)],
  ['a part of a date', new Date(0), (value: Date) => value.setUTCHours(1)],
])('%s cannot be changed', (_, value, change) => {
  expect(() => (change as (value: unknown) => unknown)(deepFreeze(value))).toThrow(TypeError);
});

test('what is within is frozen, too', () => {
  const { inner } = deepFreeze({ inner: [new Map([['at', new Date(5)]])] });
  expect(() => inner[0]?.get('at')?.setFullYear(2000)).toThrow(FrozenMutation);
  expect(inner[0]?.get('at')?.getTime()).toBe(5);
});
