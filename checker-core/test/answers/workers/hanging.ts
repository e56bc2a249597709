import { machine } from 'everyturn';
import * as z from 'zod';

/** A test changes this line for other threads. */
let hangs = false;

const Side = z.int().min(0).max(11);
const sides = ['a', 'b', 'c'] as const;

/** Counters that never come back, so that there are many states, and a sum that is too large. */
export const hanging = machine({ state: z.object({ a: Side, b: Side, c: Side }) }).define({
  init: () => ({ a: 0, b: 0, c: 0 }),
  actions: {
    up: {
      params: { side: z.enum(sides) },
      when: (s, { side }) => s[side] < 11,
      next: (s, { side }) => {
        if (hangs && s[side] === 9) {
          hangs = false;
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
        }
        s[side] += 1;
      },
    },
  },
  always: { isSmall: (s) => s.a + s.b + s.c < 30 },
  alwaysStep: { isSlow: (before, after) => before.a + before.b !== 17 || after.c !== 11 },
  sometimes: { isEven: (s) => s.a === 10 && s.b === 10 && s.c === 10 },
});
