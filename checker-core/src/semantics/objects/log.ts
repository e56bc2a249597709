import * as z from 'zod';
import { sequential } from '../../model/sequential.ts';

/**
 * Only grows: `append({ entry })` gives the index of the entry, from 0, `read({ from })` all entries
 * from an index on, and `size()` their number.
 */
export const log = <T>(entry: z.ZodType<T>) =>
  sequential({
    state: z.object({ entries: z.array(entry) }),
    operations: {
      append: { input: { entry }, output: z.int() },
      read: { input: { from: z.int().min(0) }, output: z.array(entry) },
      size: { output: z.int() },
    },
  }).define({
    init: () => ({ entries: [] }),
    apply: {
      append: (s, input) => s.entries.push(input.entry) - 1,
      read: (s, { from }) => s.entries.slice(from),
      size: (s) => s.entries.length,
    },
  });
