import { machine } from 'everyturn';
import * as z from 'zod';

/** Counters of some values each, all 0 at first; a step moves one on, its last value to 0. */
export const grid = (counters: number, values: number) => {
  const last = values - 1;
  const state = z.object({ at: z.array(z.int().min(0).max(last)).length(counters) });
  const Counter = z
    .int()
    .min(0)
    .max(counters - 1);
  return machine({ state }).define({
    init: () => ({ at: new Array<number>(counters).fill(0) }),
    actions: {
      moveOn: {
        params: { i: Counter },
        next: (s, { i }) => {
          s.at[i] = ((s.at[i] ?? 0) + 1) % values;
        },
      },
    },
    sometimes: { theFarCorner: (s) => s.at.every((value) => value === last) },
  });
};
