import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type SequentialSpec, sequentialOf } from '../model/sequential.ts';
import { type AnyEvent, callsOfEvents } from './calls-of-events.ts';
import { judgeCalls } from './judge.ts';
import * as objects from './objects.ts';
import { ReferenceObject } from './reference-object.ts';

type Input = Readonly<Record<string, number>>;

/** A small program that offers operations, each done in one go. */
type Program = Readonly<Record<string, (input: Input) => unknown>>;

interface Row {
  readonly name: string;
  readonly spec: SequentialSpec<unknown, unknown>;
  readonly right: () => Program;
  /** What the right program does otherwise, and should not. */
  readonly wrong: () => Program;
}

const Value = z.int().min(0).max(2);

/** Written without a look at the reference objects: on the language's own collections. */
const rows: readonly Row[] = [
  {
    name: 'register',
    spec: objects.register(Value, 0),
    right: () => register({ stale: false }),
    wrong: () => register({ stale: true }),
  },
  {
    name: 'compareAndSwapRegister',
    spec: objects.compareAndSwapRegister(Value, 0),
    right: () => swapped({ careless: false }),
    wrong: () => swapped({ careless: true }),
  },
  {
    name: 'keyValueStore',
    spec: objects.keyValueStore(Value, Value),
    right: () => store({ removes: true }),
    wrong: () => store({ removes: false }),
  },
  {
    name: 'set',
    spec: objects.set(Value),
    right: () => members({ forgets: false }),
    wrong: () => members({ forgets: true }),
  },
  {
    name: 'queue',
    spec: objects.queue(Value),
    right: () => line({ first: true, names: ['enqueue', 'dequeue'] }),
    wrong: () => line({ first: false, names: ['enqueue', 'dequeue'] }),
  },
  {
    name: 'stack',
    spec: objects.stack(Value),
    right: () => line({ first: false, names: ['push', 'pop'] }),
    wrong: () => line({ first: true, names: ['push', 'pop'] }),
  },
  {
    name: 'counter',
    spec: objects.counter(),
    right: () => counter({ step: 0 }),
    wrong: () => counter({ step: 1 }),
  },
  {
    name: 'lock',
    spec: objects.lock(Value),
    right: () => lock({ anybody: false }),
    wrong: () => lock({ anybody: true }),
  },
  {
    name: 'log',
    spec: objects.log(Value),
    right: () => log({ first: 0 }),
    wrong: () => log({ first: 1 }),
  },
];

const ok = (_done: unknown) => 'ok';

function register({ stale }: { readonly stale: boolean }): Program {
  const values = [0, 0];
  return {
    write: ({ value = 0 }) => ok(values.push(value)),
    read: () => values.at(stale ? -2 : -1),
  };
}

function swapped({ careless }: { readonly careless: boolean }): Program {
  const values = [0];
  return {
    write: ({ value = 0 }) => ok(values.push(value)),
    read: () => values.at(-1),
    compareAndSwap: ({ expected, value = 0 }) =>
      (careless || values.at(-1) === expected) && values.push(value) > 0,
  };
}

function store({ removes }: { readonly removes: boolean }): Program {
  const values = new Map<number, number>();
  return {
    put: ({ key = 0, value = 0 }) => ok(values.set(key, value)),
    get: ({ key = 0 }) => values.get(key) ?? null,
    remove: ({ key = 0 }) => ok(removes && values.delete(key)),
  };
}

function members({ forgets }: { readonly forgets: boolean }): Program {
  let all: readonly (number | undefined)[] = [];
  const change = (after: typeof all) => {
    const changed = after.length !== all.length;
    all = after;
    return changed;
  };
  return {
    add: ({ element }) => (all.includes(element) ? forgets : change([...all, element])),
    remove: ({ element }) => change(all.filter((other) => other !== element)),
    has: ({ element }) => all.includes(element),
  };
}

interface Ends {
  /** Which end is taken first. */
  readonly first: boolean;
  readonly names: readonly [string, string];
}

function line({ first, names: [put, take] }: Ends): Program {
  const items: (number | undefined)[] = [];
  return {
    [put]: ({ item }) => ok(items.push(item)),
    [take]: () => items.splice(first ? 0 : -1, 1)[0] ?? null,
    size: () => items.length,
  };
}

function counter({ step }: { readonly step: number }): Program {
  const amounts: number[] = [];
  const sum = () => amounts.reduce((all, amount) => all + amount, 0);
  return {
    add: ({ amount = 0 }) => ok(amounts.push(amount)),
    addAndGet: ({ amount = 0 }) => amounts.push(amount) && sum() - step,
    read: sum,
  };
}

function lock({ anybody }: { readonly anybody: boolean }): Program {
  const holders = new Set<number | undefined>();
  return {
    acquire: ({ holder }) => holders.size === 0 && holders.add(holder).has(holder),
    release: ({ holder }) => {
      const mine = holders.has(holder);
      if (mine || anybody) holders.clear();
      return mine;
    },
  };
}

function log({ first }: { readonly first: number }): Program {
  const entries: (number | undefined)[] = [];
  return {
    append: ({ entry }) => entries.push(entry) - 1 + first,
    read: ({ from = 0 }) => entries.filter((_, index) => index >= from),
    size: () => entries.length,
  };
}

/** What callers do, and when each call takes effect. */
const schedules = fc.array(
  fc.record({
    caller: fc.constantFrom('a', 'b', 'c'),
    operation: fc.nat(2),
    input: fc.array(fc.nat(2), { minLength: 2, maxLength: 2 }),
    atOnce: fc.boolean(),
  }),
  { minLength: 8, maxLength: 24 },
);

function isLinearizable({ spec }: Row, program: Program, schedule: Scheduled): boolean {
  const operations = Object.entries(sequentialOf(spec)?.declaration.operations ?? {});
  const open = new Map<string, { readonly operation: string; readonly finish: () => unknown }>();
  const events: AnyEvent[] = [];
  for (const { caller, operation: index, input: numbers, atOnce } of schedule) {
    const began = open.get(caller);
    if (began !== undefined) {
      open.delete(caller);
      events.push({ caller, response: began.operation, output: began.finish() });
      continue;
    }
    const [operation, { input: fields = {} }] = operations[index % operations.length] ?? ['', {}];
    const names = Object.keys(fields);
    const input = Object.fromEntries(names.map((name, i) => [name, numbers[i] ?? 0]));
    events.push({ caller, invoke: operation, input });
    const result = atOnce ? program[operation]?.(input) : undefined;
    const finish = () => (atOnce ? result : program[operation]?.(input));
    open.set(caller, { operation, finish });
  }
  const object = new ReferenceObject(spec);
  return judgeCalls(callsOfEvents(events, object), object, 'linearizable').explained;
}

type Scheduled = typeof schedules extends fc.Arbitrary<infer T> ? T : never;

describe.each(rows)('$name', (row) => {
  const holds = (program: () => Program) =>
    fc.check(
      fc.property(schedules, (schedule) => isLinearizable(row, program(), schedule)),
      { seed: 20_261_121, numRuns: 200 },
    );

  test('explains whatever a right program does', () => {
    const { counterexample } = holds(row.right);
    expect(counterexample).toBeNull();
  });

  test('rejects a program with one mistake', () => {
    const { failed, counterexample } = holds(row.wrong);
    expect(failed).toBe(true);
    expect(isLinearizable(row, row.right(), counterexample?.[0] ?? [])).toBe(true);
  });
});

test('every reference object is tried here', () => {
  const tried = rows.map(({ name }) => name);
  expect(Object.keys(objects).sort()).toEqual([...tried, 'only'].sort());
});

test('only(…) keeps the operations that it names, with their keys', () => {
  const store = new ReferenceObject(
    objects.only(objects.keyValueStore(Value, Value), 'put', 'get'),
  );
  expect(store.operations).toEqual(['put', 'get']);
  expect(store.hasKeys).toBe(true);
});
