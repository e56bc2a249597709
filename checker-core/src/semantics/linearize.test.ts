import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { sequential } from '../model/sequential.ts';
import { MalformedHistory, ReferenceObjectError } from './errors.ts';
import type { HistoryEvent } from './history-event.ts';
import { linearize } from './linearize.ts';
import { counter, keyValueStore, register } from './objects.ts';

const Register = register(z.string().nullable(), null);

const write = (caller: string, value: string) =>
  [
    { caller, invoke: 'write', input: { value } },
    { caller, response: 'write', output: 'ok' },
  ] as const;
const read = (caller: string, output: string | null) =>
  [
    { caller, invoke: 'read' },
    { caller, response: 'read', output },
  ] as const;

describe('what is told', () => {
  test('an order of the calls, with what each returned', () => {
    expect(linearize(Register, [...write('c1', 'A'), ...read('c2', 'A')])).toEqual({
      linearizable: true,
      order: [
        { caller: 'c1', operation: 'write', input: { value: 'A' }, output: 'ok', completed: true },
        { caller: 'c2', operation: 'read', input: {}, output: 'A', completed: true },
      ],
    });
  });

  test('the longest order, and what the calls that come next should have returned', () => {
    expect(linearize(Register, [...write('c1', 'A'), ...read('c2', null)])).toEqual({
      linearizable: false,
      longestPrefix: [
        { caller: 'c1', operation: 'write', input: { value: 'A' }, output: 'ok', completed: true },
      ],
      blocked: [
        {
          ...{ caller: 'c2', operation: 'read', input: {}, output: null, completed: true },
          expected: 'A',
        },
      ],
    });
  });

  test('a call without an answer is in the order where it must have happened', () => {
    const [begun] = write('c1', 'A');
    const { linearizable, ...told } = linearize(Register, [begun, ...read('c2', 'A')]);
    expect(linearizable).toBe(true);
    expect(told).toMatchObject({ order: [{ operation: 'write', completed: false }, {}] });
  });

  test('no events are a right history', () => {
    expect(linearize(Register, [])).toEqual({ linearizable: true, order: [] });
  });

  test('a write that once changes nothing may change something in another place', () => {
    const [begun, done] = write('c1', 'A');
    const history = [...write('c1', 'B'), begun, ...write('c2', 'B'), done, ...read('c1', 'B')];
    expect(linearize(Register, history).linearizable).toBe(true);
  });
});

describe('times', () => {
  const at = <E extends object>(time: number, event: E) => ({ ...event, time });
  const [w, wOk] = write('c1', 'A');
  const [r, rOk] = read('c2', null);

  test('order the events, wherever they stand', () => {
    const events = [at(3, r), at(4, rOk), at(1, w), at(2, wOk)];
    expect(linearize(Register, events).linearizable).toBe(false);
    const overlapping = [at(2, r), at(4, rOk), at(1, w), at(3, wOk)];
    expect(linearize(Register, overlapping).linearizable).toBe(true);
  });

  test('that are equal leave the order of two callers open', () => {
    const events = [at(1, w), at(2, wOk), at(2, r), at(3, rOk)];
    expect(linearize(Register, events).linearizable).toBe(true);
  });

  test('that are equal keep the order of one caller', () => {
    const events = [...write('c1', 'A'), ...read('c1', null)].map((event) => at(1, event));
    expect(linearize(Register, events).linearizable).toBe(false);
  });

  test('must be given for each event or for none', () => {
    const events = [at(1, w), wOk, at(2, r)];
    expect(() => linearize(Register, events)).toThrow(
      'Event 1 of the history: time is undefined, but event 0 has a time, so each must have one, as a number.',
    );
  });
});

describe('what is no history', () => {
  const refusal = (events: readonly object[]) => {
    try {
      // As they come from a log, where no compiler has seen them.
      linearize(Register, events as HistoryEvent<never>[]);
    } catch (error) {
      expect(error).toBeInstanceOf(MalformedHistory);
      return (error as MalformedHistory).message;
    }
    return undefined;
  };
  const begun = { caller: 'c1', invoke: 'write', input: { value: 'A' } };

  test.each([
    [
      [begun, begun],
      'Event 1 of the history: c1 invokes write while its write is pending; a caller does one operation at a time. If the response to write never came, let the events after it name another caller.',
    ],
    [
      [{ caller: 'c1', response: 'read', output: null }],
      'Event 0 of the history: a response to read comes to c1, which has no call pending. Leave out what was answered before, and record each call where it begins.',
    ],
    [
      [begun, { caller: 'c1', response: 'read', output: null }],
      'Event 1 of the history: a response to read comes to c1, which has its write pending. Leave out what was answered before, and record each call where it begins.',
    ],
    [
      [{ caller: 'c1' }],
      'Event 0 of the history: it has neither invoke nor response, which would name an operation.',
    ],
    [[{ caller: 7, invoke: 'read' }], 'Event 0 of the history: caller is 7; it must be a string.'],
    [
      [{ caller: 'c1', invoke: 'reed' }],
      "Event 0 of the history: 'reed' is no operation of the reference object; it has write, read.",
    ],
    [
      [{ caller: 'c1', invoke: 'write', input: { value: 7 } }],
      'Event 0 of the history: write cannot take this input: input.value: Invalid input: expected string, received number.',
    ],
    [
      [{ caller: 'c1', invoke: 'write', input: { value: () => 7 } }],
      'Event 0 of the history: its input is not plain data: a function at $.value.',
    ],
  ])('%j', (events, message) => {
    expect(refusal(events)).toBe(message);
  });
});

describe('a reference object that cannot judge', () => {
  const broken = (apply: (s: { n: number }) => number, key?: () => unknown) =>
    sequential({
      state: z.object({ n: z.int().max(1) }),
      operations: { a: { output: z.int() }, b: { output: z.int() } },
    }).define({
      init: () => ({ n: 0 }),
      apply: { a: apply, b: apply },
      ...(key && { key: { a: key, b: () => 'b' } }),
    });
  const calls = [
    ...([
      { caller: 'c', invoke: 'a' },
      { caller: 'c', response: 'a', output: 1 },
    ] as const),
    ...([
      { caller: 'c', invoke: 'b' },
      { caller: 'c', response: 'b', output: 1 },
    ] as const),
  ];
  const judged = (object: ReturnType<typeof broken>) => () => linearize(object, calls);

  test.each([
    [
      'throws',
      broken(() => {
        throw new RangeError('no');
      }),
      'apply.a throws RangeError: no',
    ],
    [
      'leaves its schema',
      broken((s) => {
        s.n += 2;
        return 1;
      }),
      'apply.a leaves the reference object outside its schema: state.n: Too big: expected number to be <=1.',
    ],
    [
      'returns what is not data',
      // Nothing but a cast makes it compile.
      broken(() => (() => 1) as unknown as number),
      'apply.a gave a function at $; a reference object holds and returns plain data only.',
    ],
    [
      'has keys that are not independent',
      broken(
        (s) => {
          s.n = 1 - s.n;
          return s.n;
        },
        () => 'a',
      ),
      'The keys of the reference object are not independent: b({}) returns 0 after calls with other keys and 1 without them. Remove key, or give calls that touch the same data the same key.',
    ],
  ])('%s', (_, object, message) => {
    expect(judged(object)).toThrow(ReferenceObjectError);
    expect(judged(object)).toThrow(message);
  });

  test('is no reference object at all', () => {
    expect(() => linearize({} as typeof Register, [])).toThrow('This is no reference object.');
  });
});

describe('long histories', () => {
  test('of overlapping calls take seconds', () => {
    const callers = ['c1', 'c2', 'c3', 'c4'];
    const events = Array.from({ length: 1_000 }, (_, round) => [
      ...callers.map((caller) => ({ caller, invoke: 'addAndGet', input: { amount: 1 } }) as const),
      ...callers.map((caller, i) => {
        const output = round * callers.length + ((i + round) % callers.length) + 1;
        return { caller, response: 'addAndGet', output } as const;
      }),
    ]).flat();
    const told = linearize(counter(), events);
    expect(told.linearizable && told.order.length).toBe(4_000);
  });

  test('of many keys and callers take seconds', () => {
    const Store = keyValueStore(z.string(), z.int());
    const events = Array.from({ length: 4_000 }, (_, i) => {
      const [caller, key] = [`request ${i}`, `k${i % 50}`];
      return [
        { caller, invoke: 'put', input: { key, value: i } } as const,
        { caller, response: 'put', output: 'ok' } as const,
        { caller, invoke: 'get', input: { key } } as const,
        { caller, response: 'get', output: i } as const,
      ];
    }).flat();
    const told = linearize(Store, events);
    expect(told.linearizable && told.order.length).toBe(8_000);
  });
});
