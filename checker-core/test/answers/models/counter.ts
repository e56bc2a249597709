import { machine } from 'everyturn';
import * as z from 'zod';

/** A counter from 0 to 100 without any property. */
export const counter = () =>
  machine({ state: z.object({ n: z.int().min(0).max(100) }) }).define({
    init: () => ({ n: 0 }),
    actions: {
      up: {
        when: (s) => s.n < 100,
        next: (s) => {
          s.n += 1;
        },
      },
    },
  });

/** The same counter, of which it is asked whether it comes to five. */
export const counterToFive = () =>
  machine({ state: z.object({ n: z.int().min(0).max(100) }) }).define({
    init: () => ({ n: 0 }),
    actions: {
      up: {
        when: (s) => s.n < 100,
        next: (s) => {
          s.n += 1;
        },
      },
    },
    sometimes: { five: (s) => s.n === 5 },
  });
