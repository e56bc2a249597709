import * as z from 'zod';
import { sequential } from '../../model/sequential.ts';
import { encode } from '../../values/canonical.ts';

/**
 * A register that can also be written on condition: `compareAndSwap({ expected, value })` writes the
 * value if the register holds the expected one, and says whether it did.
 */
export const compareAndSwapRegister = <T>(value: z.ZodType<T>, initial: NoInfer<T>) =>
  sequential({
    state: z.object({ value }),
    operations: {
      write: { input: { value }, output: z.literal('ok') },
      read: { output: value },
      compareAndSwap: { input: { expected: value, value }, output: z.boolean() },
    },
  }).define({
    init: () => ({ value: initial }),
    apply: {
      write: (s, input) => {
        s.value = input.value;
        return 'ok';
      },
      read: (s) => s.value,
      compareAndSwap: (s, input) => {
        const swaps = equal(s.value, input.expected);
        if (swaps) s.value = input.value;
        return swaps;
      },
    },
  });

const equal = (one: unknown, other: unknown) => encode(one) === encode(other);
