import { machine } from 'everyturn';
import * as z from 'zod';
import { at } from './at.ts';
import { range } from './range.ts';

/** n prisoners and two switches in unknown positions; one of them counts the others. */
export const prisoners = (n: number) => {
  const all = 2 * (n - 1);
  const state = z.object({
    a: z.boolean(),
    b: z.boolean(),
    /** How often each of the others moved A up. */
    moved: z.array(z.int().min(0).max(2)).length(n - 1),
    // A may have been up at first, so the counter may count one too many.
    count: z
      .int()
      .min(0)
      .max(all + 1),
  });
  return machine({ state }).define({
    init: (turn) => ({
      a: turn.choose([false, true]),
      b: turn.choose([false, true]),
      moved: range(1, n - 1).map(() => 0),
      count: 0,
    }),
    actions: {
      other: {
        params: {
          i: z
            .int()
            .min(0)
            .max(n - 2),
        },
        fair: 'weak',
        next: (s, { i }) => {
          const moved = at(s.moved, i);
          if (!s.a && moved < 2) {
            s.a = true;
            s.moved[i] = moved + 1;
          } else s.b = !s.b;
        },
      },
      counter: {
        fair: 'weak',
        next: (s) => {
          if (s.a) {
            s.a = false;
            s.count += 1;
          } else s.b = !s.b;
        },
      },
    },
    always: {
      everybodyWasThere: (s) => s.count !== all || s.moved.every((times) => times > 0),
    },
    sometimes: { counted: (s) => s.count === all },
    eventually: { counted: (s) => s.count === all },
  });
};
