import { machine } from 'everyturn';
import * as z from 'zod';
import { at } from './at.ts';
import { names } from './range.ts';

/** n threads that each read a shared counter and write back one more. */
export const increment = (n: number) => {
  const threads = names('t', n);
  const Thread = z.enum(threads);
  const state = z.object({
    i: z.int().min(0).max(n),
    threads: z.record(Thread, z.object({ t: z.int().min(0).max(n), pc: z.int().min(1).max(3) })),
  });
  return machine({ state, symmetry: [Thread] }).define({
    init: () => ({ i: 0, threads: Object.fromEntries(threads.map((k) => [k, { t: 0, pc: 1 }])) }),
    actions: {
      read: {
        params: { k: Thread },
        when: (s, { k }) => at(s.threads, k).pc === 1,
        next: (s, { k }) => {
          s.threads[k] = { t: s.i, pc: 2 };
        },
      },
      write: {
        params: { k: Thread },
        when: (s, { k }) => at(s.threads, k).pc === 2,
        next: (s, { k }) => {
          s.i = at(s.threads, k).t + 1;
          at(s.threads, k).pc = 3;
        },
      },
    },
    always: {
      nothingIsLost: (s) => s.i === Object.values(s.threads).filter(({ pc }) => pc === 3).length,
    },
  });
};
