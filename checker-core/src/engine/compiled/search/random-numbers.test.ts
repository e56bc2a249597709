import { expect, test } from 'vitest';
import { RandomNumbers } from './random-numbers.ts';

const first = (seed: number, run: number, count = 20) => {
  const random = new RandomNumbers(seed, run);
  return Array.from({ length: count }, () => random.below(1_000_000));
};

test('the same seed and run make the same numbers', () => {
  expect(first(7, 3)).toEqual(first(7, 3));
});

test('another seed or another run makes other numbers', () => {
  const sequences = [0, 1, 2, 2 ** 31, 2 ** 32 - 1].flatMap((seed) =>
    [0, 1, 2, 1_000].map((run) => first(seed, run).join()),
  );
  expect(new Set(sequences).size).toBe(sequences.length);
});

test('every number below the bound comes about equally often', () => {
  const counts = new Array<number>(7).fill(0);
  for (let run = 0; run < 700; run += 1) {
    const random = new RandomNumbers(42, run);
    for (let i = 0; i < 10; i += 1) {
      const number = random.below(7);
      counts[number] = (counts[number] ?? 0) + 1;
    }
  }
  expect(counts.reduce((sum, count) => sum + count)).toBe(7_000);
  for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(150);
});

test('the first numbers of neighbouring runs have nothing to do with each other', () => {
  const starts = Array.from({ length: 1_000 }, (_, run) => new RandomNumbers(1, run).below(2));
  const same = starts.filter((start, i) => start === starts[i + 1]).length;
  expect(Math.abs(same - 500)).toBeLessThan(80);
});
