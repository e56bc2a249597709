import { type Choice, machine } from 'everyturn';
import { machineOf } from 'everyturn/internal/engine/check';
import type { MachineDefinition } from 'everyturn/internal/model/definition';
import { printValue } from 'everyturn/internal/values/print';
import * as z from 'zod';

const Name = z.enum(['b', '10', '2']);
const Point = z.object({
  /** Comes before the others in the order of keys. */
  a: z.int().optional(),
  x: z.int().min(0).max(2),
  y: z.boolean().optional(),
});

/** One part of each kind that the engines treat in a way of its own. */
export const Parts = z.object({
  flag: z.boolean(),
  count: z.int().min(0).max(2),
  real: z.number(),
  text: z.string(),
  pair: z.tuple([z.int(), z.int()]),
  left: Point,
  right: Point,
  record: z.record(Name, z.int()),
  partial: z.partialRecord(Name, z.int()),
  names: z.set(Name),
  numbers: z.set(z.int()),
  map: z.map(Name, Point),
  list: z.array(z.int()),
  points: z.array(Point),
  maybe: z.nullable(Point),
  shape: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('dot') }),
    z.object({ kind: z.literal('disc'), radius: z.int() }),
  ]),
  nested: z.object({ pairs: z.tuple([z.set(Name), z.object({ deep: z.boolean() })]) }),
  /** What the turn observed, as text. */
  seen: z.string(),
});

/** A state with a part of each kind. */
export type Parts = z.output<typeof Parts>;

/** Moves each part on through some values. */
const moves: { readonly [part in Exclude<keyof Parts, 'seen'>]: (s: Parts) => void } = {
  flag: (s) => {
    s.flag = !s.flag;
  },
  count: (s) => {
    s.count = (s.count + 1) % 3;
  },
  real: (s) => {
    s.real = s.real === 0 ? 0.5 : 0;
  },
  text: (s) => {
    s.text = s.text === '' ? 'a' : '';
  },
  pair: (s) => {
    s.pair = s.pair[0] === 1 ? [2, 1] : [1, 2];
  },
  left: (s) => {
    s.left = s.left.x === 0 ? { x: 1 } : s.left.y ? { x: 0 } : { x: 1, y: true };
  },
  right: (s) => {
    s.right = s.right.x === 0 ? { x: 1, y: false } : { x: 0 };
  },
  record: (s) => {
    s.record['2'] = (s.record['2'] + 1) % 3;
  },
  partial: (s) => {
    if (s.partial['10'] === undefined) s.partial['10'] = 1;
    else delete s.partial['10'];
  },
  names: (s) => {
    if (!s.names.delete('10')) s.names.add('10');
  },
  numbers: (s) => {
    if (!s.numbers.delete(7)) s.numbers.add(7);
  },
  map: (s) => {
    if (!s.map.delete('10')) s.map.set('10', { x: 1 });
  },
  list: (s) => {
    if (s.list.length < 3) s.list.push(s.list.length);
    else s.list.length = 0;
  },
  points: (s) => {
    if (s.points.length < 2) s.points.push({ x: s.points.length });
    else s.points.length = 0;
  },
  maybe: (s) => {
    s.maybe = s.maybe === null ? { x: 2 } : null;
  },
  shape: (s) => {
    s.shape = s.shape.kind === 'dot' ? { kind: 'disc', radius: 3 } : { kind: 'dot' };
  },
  nested: (s) => {
    const [names, { deep }] = s.nested.pairs;
    s.nested = { pairs: [deep ? names : new Set(['b', '2']), { deep: !deep }] };
  },
};

/** A part that can be moved. */
export type Part = keyof typeof moves;

/** A function of a state, and the parts of the state that are moved for it. */
export type ObservedCase = readonly [what: string, parts: readonly Part[], (s: Parts) => unknown];

const initial = (): Parts => ({
  flag: false,
  count: 0,
  real: 0,
  text: '',
  pair: [1, 2],
  left: { x: 0 },
  right: { x: 1, y: false },
  record: { '10': 1, '2': 0, b: 2 },
  partial: { b: 1 },
  names: new Set(['b']),
  numbers: new Set([3, 5]),
  map: new Map([['b', { x: 0 }]]),
  list: [2, 1],
  points: [{ x: 0 }],
  maybe: null,
  shape: { kind: 'dot' },
  nested: { pairs: [new Set(['10']), { deep: false }] },
  seen: '',
});

/** A machine that moves some parts, and whose turn does something and keeps what it saw. */
export function turnMachine(
  parts: readonly Part[],
  take: (s: Parts, turn: Choice) => unknown,
): MachineDefinition {
  return machineOf(
    machine({ state: Parts }).define({
      init: initial,
      actions: {
        ...moving(parts),
        act: {
          next: (s, _, turn) => {
            const observed = take(s, turn);
            s.seen = printValue(observed);
          },
        },
      },
      always: { unseen: (s) => s.seen.length < 3 },
    }),
  );
}

/** A machine that moves some parts, and looks at its states with a guard and with properties. */
export function viewMachine(
  parts: readonly Part[],
  view: (s: Parts) => unknown,
): MachineDefinition {
  // A view may try what read-only types forbid: that it fails is what is looked at.
  const look = (s: unknown) => printValue(view(s as Parts));
  const first = answerTo(() => look(initial()));
  return machineOf(
    machine({ state: Parts }).define({
      init: initial,
      actions: {
        ...moving(parts),
        act: {
          when: (s) => look(s) === first,
          next: (s) => {
            s.seen = 'as at first';
          },
        },
      },
      within: (s) => s.seen === '' || look(s) === first,
      always: { asAtFirst: (s) => look(s) === first },
      sometimes: { other: (s) => look(s) !== first },
      alwaysStep: { stays: (before, after) => look(before) === look(after) },
    }),
  );
}

function moving(parts: readonly Part[]) {
  return Object.fromEntries(parts.map((part) => [part, { next: (s: Parts) => moves[part](s) }]));
}

function answerTo(ask: () => string): string {
  try {
    return ask();
  } catch {
    return 'fails';
  }
}
