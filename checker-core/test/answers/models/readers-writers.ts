import { type Frozen, machine } from 'everyturn';
import * as z from 'zod';
import { range } from './range.ts';

const stateOf = (n: number) => {
  const Actor = z.int().min(1).max(n);
  return z.object({
    readers: z.set(Actor),
    writers: z.set(Actor),
    queue: z.array(z.object({ kind: z.enum(['read', 'write']), actor: Actor })).max(2 * n),
  });
};
type State = z.output<ReturnType<typeof stateOf>>;

const isQueued = (s: Frozen<State>, kind: 'read' | 'write', actor: number) =>
  s.queue.some((request) => request.kind === kind && request.actor === actor);

/** A promise for each actor, by name. */
const forEach = (n: number, name: string, holds: (s: Frozen<State>, actor: number) => boolean) =>
  Object.fromEntries(
    range(1, n).map((actor) => [`${name}${actor}`, (s: Frozen<State>) => holds(s, actor)]),
  );

/** Readers and writers who queue for a resource and are served in order. */
export const readersWriters = (n: number) => {
  const params = { actor: z.int().min(1).max(n) };
  return machine({ state: stateOf(n) }).define({
    init: () => ({ readers: new Set(), writers: new Set(), queue: [] }),
    actions: {
      tryRead: {
        params,
        fair: 'weak',
        when: (s, { actor }) => !isQueued(s, 'read', actor),
        next: (s, { actor }) => {
          s.queue.push({ kind: 'read', actor });
        },
      },
      tryWrite: {
        params,
        fair: 'weak',
        when: (s, { actor }) => !isQueued(s, 'write', actor),
        next: (s, { actor }) => {
          s.queue.push({ kind: 'write', actor });
        },
      },
      serve: {
        fair: 'weak',
        when: (s) =>
          s.queue.length > 0 &&
          s.writers.size === 0 &&
          (s.queue[0]?.kind === 'read' || s.readers.size === 0),
        next: (s) => {
          const head = s.queue.shift();
          if (head !== undefined) (head.kind === 'read' ? s.readers : s.writers).add(head.actor);
        },
      },
      stop: {
        fair: 'weak',
        next: (s, _, turn) => {
          const actor = turn.choose(new Set([...s.readers, ...s.writers]));
          (s.readers.has(actor) ? s.readers : s.writers).delete(actor);
        },
      },
    },
    always: {
      neverBoth: (s) => s.readers.size === 0 || s.writers.size === 0,
      oneWriter: (s) => s.writers.size <= 1,
    },
    alwaysEventually: {
      ...forEach(n, 'reads', (s, actor) => s.readers.has(actor)),
      ...forEach(n, 'writes', (s, actor) => s.writers.has(actor)),
      ...forEach(n, 'readsNot', (s, actor) => !s.readers.has(actor)),
      ...forEach(n, 'writesNot', (s, actor) => !s.writers.has(actor)),
    },
  });
};
