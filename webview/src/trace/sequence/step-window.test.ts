import { expect, test } from 'vitest';
import { rowsMost, windowAround } from './step-window.ts';

test('up to 200 rows are drawn whole', () => {
  expect(windowAround(7, 199)).toEqual({ first: 0, last: 199 });
});

test('of more steps a window is drawn that holds the chosen one, wherever that is', () => {
  for (const steps of [200, 201, 350, 1234]) {
    for (let step = 0; step <= steps; step++) {
      const { first, last } = windowAround(step, steps);
      expect(last - first + 1).toBe(rowsMost);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(last).toBeLessThanOrEqual(steps);
      expect(step).toBeGreaterThanOrEqual(first);
      expect(step).toBeLessThanOrEqual(last);
    }
  }
});

test('the window stays where it is for most steps', () => {
  const firsts = Array.from({ length: 1000 }, (_, step) => windowAround(step, 999).first);
  expect(new Set(firsts).size).toBeLessThan(12);
});
