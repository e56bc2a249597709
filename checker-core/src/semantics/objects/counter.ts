import * as z from 'zod';
import { sequential } from '../../model/sequential.ts';

/**
 * A number that begins with 0: `add({ amount })`, `addAndGet({ amount })`, which gives the sum, and
 * `read()`.
 */
export const counter = () =>
  sequential({
    state: z.object({ count: z.number() }),
    operations: {
      add: { input: { amount: z.number() }, output: z.literal('ok') },
      addAndGet: { input: { amount: z.number() }, output: z.number() },
      read: { output: z.number() },
    },
  }).define({
    init: () => ({ count: 0 }),
    apply: {
      add: (s, { amount }) => {
        s.count += amount;
        return 'ok';
      },
      addAndGet: (s, { amount }) => {
        s.count += amount;
        return s.count;
      },
      read: (s) => s.count,
    },
  });
