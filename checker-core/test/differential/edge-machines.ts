/** Machines at the edges of what the engines keep in tables of a fixed size or in one word. */
import { type Checkable, machine } from 'everyturn';
import * as z from 'zod';

const budget = { statesMax: 200 };

const flip = (set: Set<number>, element: number) => {
  if (!set.delete(element)) set.add(element);
};

/** A set of small numbers, each looked at alone, and the whole. */
export const setOf = (size: number) =>
  machine({
    state: z.object({
      set: z.set(
        z
          .int()
          .min(0)
          .max(size - 1),
      ),
    }),
    budget,
  }).define({
    init: () => ({ set: new Set<number>([1]) }),
    actions: {
      flipFirst: { next: (s) => flip(s.set, 0) },
      flipLast: { when: (s) => s.set.has(0), next: (s) => flip(s.set, size - 1) },
      flipMiddle: { next: (s) => flip(s.set, size >> 1) },
      fill: {
        when: (s) => s.set.size > 2,
        next: (s) => {
          for (let n = 0; n < size; n += 1) s.set.add(n);
        },
      },
      empty: { when: (s) => s.set.size === size, next: (s) => s.set.clear() },
      dropFirst: {
        next: (s) => {
          for (const first of s.set) {
            s.set.delete(first);
            return;
          }
        },
      },
    },
    always: { small: (s) => s.set.size < size },
    sometimes: { onlyLast: (s) => s.set.size === 1 && s.set.has(size - 1) },
    alwaysStep: { grows: (before, after) => after.set.size >= before.set.size - 1 },
  });

/** A tuple of so many parts, of which some change. */
export const tupleOf = (size: number) => {
  const items = Array.from({ length: size }, () => z.int().min(0).max(3));
  return machine({
    state: z.object({ items: z.array(z.int().min(0).max(3)).length(size) }),
    budget,
  }).define({
    init: () => ({ items: items.map((_, i) => i % 4) }),
    actions: {
      raise: {
        params: { place: z.enum(['first', 'last']) },
        next: (s, { place }) => {
          const index = place === 'first' ? 0 : size - 1;
          s.items[index] = ((s.items[index] ?? 0) + 1) % 4;
        },
      },
      rotate: {
        when: (s) => s.items[0] === s.items[size - 1],
        next: (s) => {
          s.items.push(s.items.shift() ?? 0);
        },
      },
    },
    always: { sum: (s) => s.items.reduce((sum, n) => sum + n, 0) < 2 * size },
  });
};

/** An object with so many keys. */
export const fieldsOf = (size: number) => {
  const names = Array.from({ length: size }, (_, i) => `f${i}`);
  const Name = z.enum(names);
  return machine({ state: z.object({ fields: z.record(Name, z.int().min(0).max(9)) }) }).define({
    init: () => ({ fields: Object.fromEntries(names.map((name) => [name, 0])) }),
    actions: {
      raise: {
        params: { name: z.enum(['f0', `f${size >> 1}`, `f${size - 1}`]) },
        when: (s, { name }) => (s.fields[name] ?? 0) < 4,
        next: (s, { name }) => {
          s.fields[name] = (s.fields[name] ?? 0) + 1;
        },
      },
    },
    always: { even: (s) => Object.values(s.fields).filter((n) => n > 0).length < 3 },
  });
};

/** Counts through so many values in one place, which needs more and more bits. */
export const countTo = (max: number) =>
  machine({ state: z.object({ n: z.int(), half: z.int() }) }).define({
    init: () => ({ n: 0, half: 0 }),
    actions: {
      count: {
        when: (s) => s.n < max,
        next: (s) => {
          s.n += 1;
          s.half = -(s.n >> 1);
        },
      },
      back: {
        when: (s) => s.n % 7 === 6,
        next: (s) => {
          s.n -= 6;
        },
      },
    },
    sometimes: { end: (s) => s.n === max },
    alwaysStep: { near: (before, after) => Math.abs(before.n - after.n) < 6 },
  });

/** So many results of one turn. */
export const choices = (count: number) =>
  machine({ state: z.object({ n: z.int(), m: z.int() }) }).define({
    init: () => ({ n: 0, m: 0 }),
    actions: {
      leap: {
        when: (s) => s.n + s.m < 3,
        next: (s, _, turn) => {
          const all = Array.from({ length: count }, (_, i) => i);
          s.n = turn.choose(all);
          s.m = turn.choose(all.filter((i) => i < 2));
        },
      },
    },
    always: { small: (s) => s.n < count - 1 },
  });

/** A schema with a condition across its fields. */
export const refined = () =>
  machine({
    state: z
      .object({ a: z.int().min(0).max(5), b: z.int().min(0).max(5) })
      .refine(({ a, b }) => a + b < 8, 'a and b are too large together'),
  }).define({
    init: () => ({ a: 0, b: 0 }),
    actions: {
      raiseA: {
        when: (s) => s.a < 5,
        next: (s) => {
          s.a += 1;
        },
      },
      raiseB: {
        when: (s) => s.b < 5,
        next: (s) => {
          s.b += 1;
        },
      },
    },
    always: { notAlike: (s) => s.a === 0 || s.a !== s.b },
  });

/** Parts with conditions of their own. */
export const refinedParts = () =>
  machine({
    state: z.object({
      pair: z.tuple([z.int(), z.int()]).refine(([a, b]) => a <= b, 'not in order'),
      set: z.set(z.enum(['a', 'b', 'c'])).max(2),
      list: z.array(z.int()).min(1).max(3),
      word: z.string().regex(/^[ab]*$/),
    }),
  }).define({
    init: () => ({ pair: [0, 0], set: new Set<'a' | 'b' | 'c'>(), list: [0], word: '' }),
    actions: {
      raise: {
        params: { index: z.literal([0, 1]) },
        when: (s) => s.pair[1] < 2,
        next: (s, { index }) => {
          s.pair[index] += 1;
        },
      },
      add: {
        params: { name: z.enum(['a', 'b', 'c']) },
        next: (s, { name }) => void s.set.add(name),
      },
      push: { next: (s) => void s.list.push(s.list.length) },
      pop: { next: (s) => void s.list.pop() },
      write: {
        when: (s) => s.word.length < 3,
        next: (s, _, turn) => {
          s.word += turn.choose(['a', 'b', 'c']);
        },
      },
    },
  });

/** States that are no objects. */
export const otherRoots: Readonly<Record<string, () => Checkable<unknown>>> = {
  'a tuple': () =>
    machine({ state: z.tuple([z.int(), z.boolean()]) }).define({
      init: () => [0, false],
      actions: {
        next: {
          when: ([n]) => n < 3,
          next: (s) => {
            s[0] += 1;
          },
        },
        flip: {
          next: (s) => {
            s[1] = !s[1];
          },
        },
      },
      always: { low: ([n, flag]) => n < 3 || flag },
    }),
  'a set': () =>
    machine({ state: z.set(z.enum(['a', 'b', 'c'])) }).define({
      init: () => new Set<'a' | 'b' | 'c'>(),
      actions: {
        add: { params: { name: z.enum(['a', 'b', 'c']) }, next: (s, { name }) => void s.add(name) },
        clear: { when: (s) => s.size === 3, next: (s) => s.clear() },
      },
      always: { ordered: (s) => !s.has('c') || s.has('a') },
    }),
  'a map': () =>
    machine({ state: z.map(z.string(), z.int()) }).define({
      init: () => new Map<string, number>(),
      actions: {
        set: {
          params: { key: z.enum(['x', 'y']) },
          next: (s, { key }) => void s.set(key, ((s.get(key) ?? 0) + 1) % 3),
        },
      },
      sometimes: { alike: (s) => s.get('x') === 2 && s.get('y') === 2 },
    }),
  'a union': () =>
    machine({
      state: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('off') }),
        z.object({ kind: z.literal('on'), level: z.int() }),
      ]),
    }).define({
      init: () => ({ kind: 'off' as const }),
      actions: {
        switch: {
          next: (s) => {
            if (s.kind === 'off') Object.assign(s, { kind: 'on', level: 1 });
            else if (s.level < 3) s.level += 1;
            else {
              Object.assign(s, { kind: 'off' });
              delete (s as { level?: number }).level;
            }
          },
        },
      },
      always: { low: (s) => s.kind === 'off' || s.level < 3 },
    }),
  'one that cannot change': () =>
    machine({ state: z.enum(['only', 'other']) }).define({
      init: (turn) => turn.choose(['only', 'other']),
      actions: { nothing: { when: (s) => s === 'only', next: () => {} } },
      terminal: (s) => s === 'only',
    }),
};
