import * as z from 'zod';
import { sequential } from '../../model/sequential.ts';

/** Last in, first out: `push({ item })`, `pop()`, which gives null if the stack is empty, `size()`. */
export const stack = <T>(item: z.ZodType<T>) =>
  sequential({
    state: z.object({ items: z.array(item) }),
    operations: {
      push: { input: { item }, output: z.literal('ok') },
      pop: { output: item.nullable() },
      size: { output: z.int() },
    },
  }).define({
    init: () => ({ items: [] }),
    apply: {
      push: (s, input) => {
        s.items.push(input.item);
        return 'ok';
      },
      pop: (s) => s.items.pop() ?? null,
      size: (s) => s.items.length,
    },
  });
