import { expect, test } from 'vitest';
import { formatDuration } from './bounds.ts';

test.each([
  [0, '0 ms'],
  [0.1, '0.1 ms'],
  [1, '1 ms'],
  [250.4, '250 ms'],
  [1_500, '1.5 s'],
  [10_000, '10 s'],
])('a duration of %s ms is printed as %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});
