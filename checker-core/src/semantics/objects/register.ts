import * as z from 'zod';
import { sequential } from '../../model/sequential.ts';

/** Holds one value: `write({ value })`, `read()`. */
export const register = <T>(value: z.ZodType<T>, initial: NoInfer<T>) =>
  sequential({
    state: z.object({ value }),
    operations: {
      write: { input: { value }, output: z.literal('ok') },
      read: { output: value },
    },
  }).define({
    init: () => ({ value: initial }),
    apply: {
      write: (s, input) => {
        s.value = input.value;
        return 'ok';
      },
      read: (s) => s.value,
    },
  });
