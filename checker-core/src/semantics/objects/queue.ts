import * as z from 'zod';
import { sequential } from '../../model/sequential.ts';

/**
 * First in, first out: `enqueue({ item })`, `dequeue()`, which gives null if the queue is empty, and
 * `size()`.
 */
export const queue = <T>(item: z.ZodType<T>) =>
  sequential({
    state: z.object({ items: z.array(item) }),
    operations: {
      enqueue: { input: { item }, output: z.literal('ok') },
      dequeue: { output: item.nullable() },
      size: { output: z.int() },
    },
  }).define({
    init: () => ({ items: [] }),
    apply: {
      enqueue: (s, input) => {
        s.items.push(input.item);
        return 'ok';
      },
      dequeue: (s) => s.items.shift() ?? null,
      size: (s) => s.items.length,
    },
  });
