import { sequential } from 'everyturn';
import type { AnyEvent } from 'everyturn/internal/semantics/calls-of-events';
import fc from 'fast-check';
import * as z from 'zod';

const Key = z.enum(['x', 'y']);
const Value = z.int().min(0).max(2);

const declaration = {
  state: z.record(Key, z.array(Value)),
  operations: {
    put: { input: { key: Key, value: Value }, output: z.literal('ok') },
    fill: { input: { key: Key, value: Value }, output: z.literal('ok') },
    get: { input: { key: Key }, output: Value.nullable() },
    take: { input: { key: Key }, output: Value.nullable() },
  },
};

type Shelves = z.output<typeof declaration.state>;

const behavior = {
  init: (): Shelves => ({ x: [0], y: [0] }),
  apply: {
    put: (s: Shelves, { key, value }: { readonly key: 'x' | 'y'; readonly value: number }) => {
      s[key].push(value);
      return 'ok' as const;
    },
    fill: (s: Shelves, { key, value }: { readonly key: 'x' | 'y'; readonly value: number }) => {
      s[key] = [value];
      return 'ok' as const;
    },
    get: (s: Shelves, { key }: { readonly key: 'x' | 'y' }) => s[key].at(-1) ?? null,
    take: (s: Shelves, { key }: { readonly key: 'x' | 'y' }) => s[key].shift() ?? null,
  },
};

const keyOf = ({ key }: { readonly key: 'x' | 'y' }) => key;

/**
 * Two queues by key, of which one sees the newest element and takes the oldest. A fill may or may not
 * change something, by when it happens.
 */
export const shelves = sequential(declaration).define(behavior);

/** The same, told that its keys are independent. */
export const shelvesByKey = sequential(declaration).define({
  ...behavior,
  key: { put: keyOf, fill: keyOf, get: keyOf, take: keyOf },
});

/** A call as whoever watches from outside sees it. */
export interface Observed {
  readonly caller: string;
  readonly operation: 'put' | 'fill' | 'get' | 'take';
  readonly input: { readonly key: 'x' | 'y'; readonly value: number };
  readonly output: unknown;
  /** The position of its invocation among the events. */
  readonly begin: number;
  /** The position of its response; infinite while the call is pending, like its time. */
  readonly end: number;
  readonly beginTime: number;
  readonly endTime: number;
}

/** What the shelves do, on a copy. */
export function perform(
  state: Shelves,
  { operation, input }: Pick<Observed, 'operation' | 'input'>,
) {
  const after = structuredClone(state);
  const output = behavior.apply[operation](after, input);
  return { after, output };
}

export const firstShelves = behavior.init;

const steps = fc.array(
  fc.record({
    caller: fc.constantFrom('a', 'b', 'c'),
    operation: fc.constantFrom('put', 'fill', 'get', 'take'),
    key: fc.constantFrom('x', 'y'),
    value: fc.nat(1),
    /** When a call takes effect on the shelves; `never` gives it the output of its caller's choice. */
    effect: fc.constantFrom('begin', 'end', 'never'),
    /** How much later than the one before an event is. */
    pause: fc.nat(2),
  }),
  { minLength: 6, maxLength: 12 },
);

export interface RandomHistory {
  readonly events: readonly (AnyEvent & { readonly caller: string; readonly time: number })[];
  readonly calls: readonly Observed[];
}

/** Small histories, about as many right as wrong: calls take effect once, or are answered at random. */
export const histories: fc.Arbitrary<RandomHistory> = steps.map((drawn) => {
  const open = new Map<string, { call: Observed; output: unknown; effect: string }>();
  const events: RandomHistory['events'][number][] = [];
  const calls: Observed[] = [];
  let state = firstShelves();
  let time = 0;
  const take = (call: Observed) => {
    const { after, output } = perform(state, call);
    state = after;
    return output;
  };
  for (const { caller, operation, key, value, effect, pause } of drawn) {
    time += pause;
    const began = open.get(caller);
    if (began === undefined) {
      const writes = operation === 'put' || operation === 'fill';
      const input = writes ? { key, value } : { key };
      const call: Observed = {
        ...{ caller, operation, input: { key, value }, output: undefined },
        ...{ begin: events.length, end: Number.POSITIVE_INFINITY },
        ...{ beginTime: time, endTime: Number.POSITIVE_INFINITY },
      };
      open.set(caller, { call, effect, output: effect === 'begin' && take(call) });
      events.push({ caller, invoke: operation, input, time });
      continue;
    }
    open.delete(caller);
    const { call } = began;
    const random = ['put', 'fill'].includes(call.operation) ? 'ok' : value;
    const output =
      began.effect === 'begin' ? began.output : began.effect === 'end' ? take(call) : random;
    calls.push({ ...call, output, end: events.length, endTime: time });
    events.push({ caller, response: call.operation, output, time });
  }
  return { events, calls: [...calls, ...[...open.values()].map(({ call }) => call)] };
});
