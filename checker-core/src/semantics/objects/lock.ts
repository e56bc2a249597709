import * as z from 'zod';
import { sequential } from '../../model/sequential.ts';

/**
 * Belongs to one holder at most: `acquire({ holder })` says whether the lock was free and is now the
 * holder's, `release({ holder })` whether it was the holder's and is now free. An `acquire` that waits
 * is pending until it gets the lock.
 */
export const lock = <T extends string | number>(holder: z.ZodType<T>) =>
  sequential({
    state: z.object({ holder: holder.nullable() }),
    operations: {
      acquire: { input: { holder }, output: z.boolean() },
      release: { input: { holder }, output: z.boolean() },
    },
  }).define({
    init: () => ({ holder: null }),
    apply: {
      acquire: (s, input) => {
        if (s.holder !== null) return false;
        s.holder = input.holder;
        return true;
      },
      release: (s, input) => {
        if (s.holder !== input.holder) return false;
        s.holder = null;
        return true;
      },
    },
  });
