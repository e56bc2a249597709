import { machine } from 'everyturn';
import * as z from 'zod';
import { at } from './at.ts';
import { range } from './range.ts';

/** Who takes the forks in the other order. */
export interface ForkOptions {
  /** The last philosopher does. */
  readonly asymmetric?: boolean;
}

/** Philosophers who take one fork and then the other; `held` says how many each has taken. */
export const deadlockForks = (n: number, { asymmetric = false }: ForkOptions = {}) => {
  const P = z
    .int()
    .min(0)
    .max(n - 1);

  /** The forks of a philosopher in the order of taking. */
  const forksOf = (p: number): readonly [number, number] =>
    asymmetric && p === n - 1 ? [(p + 1) % n, p] : [p, (p + 1) % n];
  const isFree = (held: readonly number[], fork: number) =>
    held.every((count, p) => !forksOf(p).slice(0, count).includes(fork));

  return machine({ state: z.object({ held: z.array(z.int().min(0).max(2)).length(n) }) }).define({
    init: () => ({ held: range(1, n).map(() => 0) }),
    actions: {
      first: {
        params: { p: P },
        when: (s, { p }) => at(s.held, p) === 0 && isFree(s.held, forksOf(p)[0]),
        next: (s, { p }) => {
          s.held[p] = 1;
        },
      },
      second: {
        params: { p: P },
        when: (s, { p }) => at(s.held, p) === 1 && isFree(s.held, forksOf(p)[1]),
        next: (s, { p }) => {
          s.held[p] = 2;
        },
      },
      put: {
        params: { p: P },
        when: (s, { p }) => at(s.held, p) === 2,
        next: (s, { p }) => {
          s.held[p] = 0;
        },
      },
    },
    terminal: () => false,
    sometimes: { eats: (s) => s.held.includes(2) },
  });
};
