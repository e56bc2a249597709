import { machine } from 'everyturn';
import * as z from 'zod';
import { at } from './at.ts';
import { names } from './range.ts';

/** What may differ from the right program. */
export interface LockOptions {
  /** A thread that is done keeps the lock. */
  readonly keepsLock?: boolean;
}

/** n threads that increment a shared counter under a lock. */
export const lock = (n: number, { keepsLock = false }: LockOptions = {}) => {
  const threads = names('t', n);
  const Thread = z.enum(threads);
  const state = z.object({
    i: z.int().min(0).max(n),
    locked: z.boolean(),
    threads: z.record(Thread, z.object({ t: z.int().min(0).max(n), pc: z.int().min(0).max(4) })),
  });
  const params = { k: Thread };
  return machine({ state, symmetry: [Thread] }).define({
    init: () => ({
      i: 0,
      locked: false,
      threads: Object.fromEntries(threads.map((k) => [k, { t: 0, pc: 0 }])),
    }),
    actions: {
      lock: {
        params,
        when: (s, { k }) => at(s.threads, k).pc === 0 && !s.locked,
        next: (s, { k }) => {
          s.locked = true;
          at(s.threads, k).pc = 1;
        },
      },
      read: {
        params,
        when: (s, { k }) => at(s.threads, k).pc === 1,
        next: (s, { k }) => {
          s.threads[k] = { t: s.i, pc: 2 };
        },
      },
      write: {
        params,
        when: (s, { k }) => at(s.threads, k).pc === 2,
        next: (s, { k }) => {
          s.i = at(s.threads, k).t + 1;
          at(s.threads, k).pc = 3;
        },
      },
      release: {
        params,
        when: (s, { k }) => at(s.threads, k).pc === 3,
        next: (s, { k }) => {
          at(s.threads, k).pc = 4;
          s.locked = keepsLock;
        },
      },
    },
    always: {
      nothingIsLost: (s) => s.i === Object.values(s.threads).filter(({ pc }) => pc >= 3).length,
      mutex: (s) => Object.values(s.threads).filter(({ pc }) => pc >= 1 && pc <= 3).length <= 1,
    },
    terminal: (s) => Object.values(s.threads).every(({ pc }) => pc === 4),
  });
};
