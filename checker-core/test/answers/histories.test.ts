import { MalformedHistory, sequential } from 'everyturn';
import { callsOfEvents } from 'everyturn/internal/semantics/calls-of-events';
import { judge, judgeCalls } from 'everyturn/internal/semantics/judge';
import { ReferenceObject } from 'everyturn/internal/semantics/reference-object';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { eventsOf, recordedOf } from './history-notation.ts';

const Letter = z.enum(['A', 'B', 'C']);

const register = sequential({
  state: z.object({ value: Letter }),
  operations: {
    write: { input: { value: Letter }, output: z.literal('ok') },
    read: { output: Letter },
  },
}).define({
  init: () => ({ value: 'A' }),
  apply: {
    write: (s, { value }) => {
      s.value = value;
      return 'ok';
    },
    read: (s) => s.value,
  },
});

const stack = sequential({
  state: z.object({ items: z.array(z.int()) }),
  operations: {
    push: { input: { item: z.int() }, output: z.literal('ok') },
    pop: { output: z.int().nullable() },
    len: { output: z.int() },
  },
}).define({
  init: () => ({ items: [] }),
  apply: {
    push: (s, { item }) => {
      s.items.push(item);
      return 'ok';
    },
    pop: (s) => s.items.pop() ?? null,
    len: (s) => s.items.length,
  },
});

const registerCall = (name: string, value?: string, result?: string) =>
  name === 'w'
    ? { operation: 'write', input: { value }, output: 'ok' }
    : { operation: 'read', input: {}, output: result };

const stackCall = (name: string, item?: string, result?: string) => {
  if (name === 'push') return { operation: 'push', input: { item: Number(item) }, output: 'ok' };
  return { operation: name, input: {}, output: result === 'none' ? null : Number(result) };
};

type Row = readonly [name: string, history: string, linearizable: string | false, sc: boolean];

const registerRows: readonly Row[] = [
  ['R1', '0:[w B · 1: r=A', 'r=A', true],
  ['R2', '0:[r · 1:[w B · 0:r=B]', 'w B, r=B', true],
  ['R3', '0: r=B', false, false],
  ['R4', '0: r=B · 1:[w B', false, true],
  ['R5', '0: w B · 1: r=A', false, true],
  ['R6', '0:[w B · 1: r=B · 2: r=A', false, true],
  ['R7', '0:[w B · 1:[w C · 2: r=B · 2: r=C · 0:w] · 1:w]', 'w B, r=B, w C, r=C', true],
  [
    'R8',
    '0:[w B · 1:[w C · 2:[r · 3:[r · 2:r=B] · 3:r=C] · 2: r=C · 3: r=B · 0:w] · 1:w]',
    false,
    false,
  ],
];

const stackRows: readonly Row[] = [
  ['K1', '0:[push 10', '', true],
  ['K2', '0:[push 10 · 1: pop=none', 'pop=none', true],
  ['K3', '0:[push 10 · 1: pop=10', 'push 10, pop=10', true],
  [
    'K4',
    '0: push 10 · 0:[push 20 · 1: len=1 · 1: pop=20 · 1: pop=10',
    'push 10, len=1, push 20, pop=20, pop=10',
    true,
  ],
  [
    'K5',
    '0: push 10 · 0:[push 20 · 1: len=1 · 1: pop=10 · 1: pop=20',
    'push 10, len=1, pop=10, push 20, pop=20',
    true,
  ],
  [
    'K6',
    '0: push 10 · 0:[push 20 · 1: len=2 · 1: pop=20 · 1: pop=10',
    'push 10, push 20, len=2, pop=20, pop=10',
    true,
  ],
  ['K7', '0: push 10 · 1:[len · 0:[push 20 · 1:len=1]', 'push 10, len=1', true],
  ['K8', '0: push 10 · 1:[len · 0:[push 20 · 1:len=2]', 'push 10, push 20, len=2', true],
  ['K9', '0: push 10 · 1: pop=none', false, true],
  ['K10', '0: push 10 · 1:[len · 0:[push 20 · 1:len=0]', false, true],
  ['K11', '0: push 10 · 0:[push 20 · 1: len=2 · 1: pop=10 · 1: pop=20', false, false],
  [
    'K12',
    '1: pop=10 · 0: push 10 · 0: pop=20 · 0:[push 30 · 1: push 20 · 1: pop=none',
    false,
    true,
  ],
];

describe.each([
  { of: 'a register', spec: register, call: registerCall, rows: registerRows },
  { of: 'a stack', spec: stack, call: stackCall, rows: stackRows },
])('histories of $of', ({ spec, call, rows }) => {
  const object = new ReferenceObject(spec);

  test.each(rows)('%s %s', (_, notation, linearizable, sequentiallyConsistent) => {
    const events = eventsOf(notation, call);
    const recorded = recordedOf(events);
    const calls = callsOfEvents(events, object);
    for (const judgement of [judge(recorded, object), judgeCalls(calls, object, 'linearizable')]) {
      expect(judgement.explained ? orderOf(judgement) : false).toEqual(linearizable);
    }
    for (const judgement of [
      judge(recorded, object, 'sequentiallyConsistent'),
      judgeCalls(calls, object, 'sequentiallyConsistent'),
    ]) {
      expect(judgement.explained).toBe(sequentiallyConsistent);
    }
  });
});

test.each([
  ['R9', '9:[w B · 9:[w C', 1, /9 invokes write while its write is pending/],
  ['R10', '9: w B · 9: w C · 9:w]', 4, /a response to write comes to 9, which has no call pending/],
])('%s is malformed', (_, notation, index, message) => {
  const events = eventsOf(notation, registerCall);
  const judging = () => callsOfEvents(events, new ReferenceObject(register));
  expect(judging).toThrow(message);
  expect(judging).toThrow(expect.objectContaining({ name: MalformedHistory.name, index }));
});

/** An order in the notation of the rows. */
const orderOf = ({ order }: Extract<ReturnType<typeof judge>, { explained: true }>) =>
  order
    .map(({ operation, input, output }) => {
      const short: Record<string, string> = { read: 'r', write: 'w' };
      const argument = Object.values(input as object).map((value) => ` ${value}`);
      const result = output === 'ok' ? '' : `=${output ?? 'none'}`;
      return `${short[operation] ?? operation}${argument}${result}`;
    })
    .join(', ');
