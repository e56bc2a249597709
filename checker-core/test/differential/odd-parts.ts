/** Machines with parts of kinds that are seldom seen in a state. */
import { type Checkable, machine } from 'everyturn';
import * as z from 'zod';

const Mixed = z.literal(['a', 1, 2, 10]);
const Tree: z.ZodType<{ value: number; kids: unknown[] }> = z.lazy(() =>
  z.object({ value: z.int(), kids: z.array(Tree) }),
);

/** One machine for each kind of part. */
export const oddParts: Readonly<Record<string, () => Checkable<unknown>>> = {
  'a part that is copied by the very first turn': () =>
    machine({ state: z.object({ list: z.array(z.int()), pair: z.tuple([z.int()]) }) }).define({
      init: () => ({ list: [0], pair: [0] }),
      actions: {
        copy: {
          next: (s) => {
            try {
              const [n] = structuredClone(s.pair);
              s.pair = [(n + 1) % 3];
              s.list = [...structuredClone(s.list).slice(-1), n];
            } catch {
              s.list = [];
            }
          },
        },
      },
    }),
  'a date that is changed in place': () =>
    machine({ state: z.object({ at: z.date(), n: z.int() }) }).define({
      init: () => ({ at: new Date(0), n: 0 }),
      actions: {
        tick: {
          when: (s) => s.at.getTime() < 3,
          next: (s) => {
            s.at.setTime(s.at.getTime() + 1);
          },
        },
        replace: {
          next: (s) => {
            s.at = new Date(s.n);
            s.n = s.at.getTime() === 2 ? 0 : s.n + 1;
          },
        },
      },
      always: { early: (s) => s.at < new Date(3) },
    }),
  'big integers': () =>
    machine({ state: z.object({ n: z.bigint(), m: z.bigint().min(0n).max(3n) }) }).define({
      init: () => ({ n: 1n, m: 0n }),
      actions: {
        double: {
          when: (s) => s.n < 2n ** 70n,
          next: (s) => {
            s.n *= 2n ** 20n;
          },
        },
        count: {
          next: (s) => {
            s.m = (s.m + 1n) % 4n;
          },
        },
      },
      always: { low: (s) => s.n < 2n ** 60n || s.m !== 3n },
    }),
  'a set of names and numbers': () =>
    machine({ state: z.object({ set: z.set(Mixed) }) }).define({
      init: () => ({ set: new Set<'a' | 1 | 2 | 10>([10]) }),
      actions: {
        flip: {
          params: { element: Mixed },
          next: (s, { element }) => {
            if (!s.set.delete(element)) s.set.add(element);
          },
        },
        dropFirst: {
          when: (s) => s.set.size > 2,
          next: (s) => {
            for (const first of s.set) {
              s.set.delete(first);
              break;
            }
          },
        },
      },
      always: { text: (s) => [...s.set].join() !== 'a,2,10' && !s.set.has('1' as 'a') },
    }),
  'records with numbers as keys': () =>
    machine({ state: z.object({ by: z.record(z.literal([1, 2, 10]), z.int()) }) }).define({
      init: () => ({ by: { 1: 0, 2: 0, 10: 0 } }),
      actions: {
        raise: {
          params: { key: z.literal([1, 2, 10]) },
          when: (s, { key }) => s.by[key] < 2,
          next: (s, { key }) => {
            s.by[key] += 1;
          },
        },
      },
      always: { first: (s) => Object.values(s.by)[0] !== 2 || s.by[10] === 0 },
    }),
  'a map by numbers, and one by pairs': () =>
    machine({
      state: z.object({
        byNumber: z.map(z.int(), z.boolean()),
        byPair: z.map(z.tuple([z.int(), z.int()]), z.int()),
      }),
    }).define({
      init: () => ({
        byNumber: new Map([[10, true]]),
        byPair: new Map<[number, number], number>(),
      }),
      actions: {
        number: {
          params: { key: z.literal([2, 10]) },
          next: (s, { key }) => {
            s.byNumber.set(key, !s.byNumber.get(key));
          },
        },
        pair: {
          when: (s) => s.byPair.size < 2,
          next: (s) => {
            s.byPair.set([s.byPair.size, 1], s.byNumber.size);
          },
        },
        twice: {
          when: (s) => s.byPair.size === 2,
          next: (s) => {
            s.byPair.set([0, 1], 5);
          },
        },
      },
    }),
  'undefined and not a number': () =>
    machine({
      state: z.object({
        maybe: z.union([z.undefined(), z.int()]),
        nan: z.union([z.nan(), z.number()]),
        list: z.array(z.int().optional()),
      }),
    }).define({
      init: () => ({ maybe: undefined, nan: 0, list: [undefined] }),
      actions: {
        set: {
          next: (s) => {
            s.maybe = s.maybe === undefined ? 1 : undefined;
          },
        },
        divide: {
          next: (s) => {
            s.nan = Number.isNaN(s.nan) ? -0 : s.nan / s.nan;
          },
        },
        push: {
          when: (s) => s.list.length < 3,
          next: (s) => {
            s.list.push(s.maybe);
          },
        },
      },
      always: {
        equal: (s) => s.list.includes(undefined) && !Object.is(s.nan, -0),
        number: (s) => !Number.isNaN(s.nan) || s.maybe === undefined,
      },
    }),
  'an optional object': () =>
    machine({
      state: z.object({
        box: z.object({ n: z.int(), tags: z.set(z.enum(['a', 'b'])) }).optional(),
      }),
    }).define({
      init: () => ({}),
      actions: {
        open: {
          when: (s) => !('box' in s),
          next: (s) => {
            s.box = { n: 0, tags: new Set() };
          },
        },
        fill: {
          params: { tag: z.enum(['a', 'b']) },
          when: (s, { tag }) => s.box?.tags.has(tag) === false,
          next: (s, { tag }) => {
            s.box?.tags.add(tag);
            if (s.box) s.box.n += 1;
          },
        },
        close: {
          when: (s) => (s.box?.n ?? 0) > 1,
          next: (s) => {
            delete s.box;
          },
        },
      },
      sometimes: { full: (s) => s.box?.tags.size === 2 },
    }),
  'a tree': () =>
    machine({ state: z.object({ tree: Tree }) }).define({
      init: () => ({ tree: { value: 0, kids: [] } }),
      actions: {
        grow: {
          next: (s) => {
            const { tree } = s;
            if (tree.kids.length < 2) tree.kids.push({ value: tree.kids.length, kids: [] });
            else tree.value += tree.value < 2 ? 1 : 0;
          },
        },
        turn: {
          next: (s) => {
            s.tree.kids.reverse();
          },
        },
      },
      always: { low: (s) => s.tree.value < 2 },
    }),
  'wrapped schemas': () =>
    machine({
      state: z.object({
        readonly: z.object({ n: z.int() }).readonly(),
        refined: z.object({ n: z.int() }).refine(({ n }) => n < 3, 'too large'),
        described: z.int().describe('a number'),
        union: z.union([z.object({ n: z.int() }), z.array(z.int())]),
        strict: z.strictObject({ n: z.int() }),
        loose: z.looseObject({ n: z.int() }),
        catchall: z.object({ n: z.int() }).catchall(z.int()),
      }),
      budget: { statesMax: 300 },
    }).define({
      init: () => ({
        readonly: { n: 0 },
        refined: { n: 0 },
        described: 0,
        union: [0],
        strict: { n: 0 },
        loose: { n: 0 },
        catchall: { n: 0 },
      }),
      actions: {
        readonly: {
          next: (s) => {
            s.readonly = { n: (s.readonly.n + 1) % 2 };
          },
        },
        refined: {
          next: (s) => {
            s.refined.n += 1;
          },
        },
        union: {
          next: (s) => {
            s.union = Array.isArray(s.union) ? { n: s.union.length } : [s.union.n, 1];
          },
        },
        loose: {
          next: (s) => {
            if ('more' in s.loose) delete s.loose['more'];
            else s.loose['more'] = 1;
          },
        },
        catchall: {
          next: (s) => {
            s.catchall['more'] = ((s.catchall['more'] ?? 0) + 1) % 2;
          },
        },
        strict: {
          when: (s) => s.described === 0,
          next: (s) => {
            Object.assign(s.strict, { n: 1, more: s.refined.n });
          },
        },
      },
      always: { few: (s) => Object.keys(s.loose).length + Object.keys(s.catchall).length < 4 },
    }),
};
