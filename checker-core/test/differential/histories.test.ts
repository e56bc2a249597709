import { callsOfEvents } from 'everyturn/internal/semantics/calls-of-events';
import {
  type Judgement,
  judge,
  judgeCalls,
  type OrderedCall,
} from 'everyturn/internal/semantics/judge';
import { ReferenceObject } from 'everyturn/internal/semantics/reference-object';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordedOf } from '../answers/history-notation.ts';
import { isExplained, isRight, longestPrefixOf, type Precedes } from './brute-force.ts';
import { drawsOf, seedOfTests } from './random-draws.ts';
import { histories, type Observed, shelves, shelvesByKey } from './random-history.ts';

const { runs, seed } = drawsOf(600, seedOfTests);

const object = new ReferenceObject(shelves);
const objectByKey = new ReferenceObject(shelvesByKey);

const ofCaller: Precedes = (one, other) => one.caller === other.caller && one.begin < other.begin;
const realTime: Precedes = (one, other) => one.end < other.begin;
const byTime: Precedes = (one, other) => ofCaller(one, other) || one.endTime < other.beginTime;

test(`${runs} random histories are judged as by trying all orders (seed ${seed})`, () => {
  const counts = { linearizable: 0, sequential: 0, neither: 0 };
  fc.assert(
    fc.property(histories, ({ events, calls }) => {
      const recorded = recordedOf(events);
      const untimed = events.map(({ time: _, ...event }) => event);
      for (const used of [object, objectByKey]) {
        const judgement = judge(recorded, used);
        expectRight(judgement, calls, realTime, used.hasKeys);
        const fromEvents = judgeCalls(callsOfEvents(untimed, used), used, 'linearizable');
        expectRight(fromEvents, calls, realTime, used.hasKeys);
        const sequential = judge(recorded, used, 'sequentiallyConsistent');
        expectRight(sequential, calls, ofCaller, false);
        const first = judgement.explained && 'linearizable';
        counts[first || (sequential.explained ? 'sequential' : 'neither')] += 1;
      }
    }),
    { seed, numRuns: runs },
  );
  console.log(`seed ${seed}: ${JSON.stringify(counts)}`);
  // A test that meets one kind only would not tell the checkers apart.
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(runs / 20);
});

test(`${runs} random histories with times are judged as by trying all orders (seed ${seed})`, () => {
  fc.assert(
    fc.property(histories, ({ events, calls }) => {
      const byCaller = events.toSorted((a, b) => a.caller.localeCompare(b.caller));
      for (const used of [object, objectByKey]) {
        const judgement = judgeCalls(callsOfEvents(byCaller, used), used, 'linearizable');
        expectRight(judgement, calls, byTime, used.hasKeys && !haveTies(calls));
      }
    }),
    { seed, numRuns: runs },
  );
});

/** Whether a caller goes on at the very time at which it was answered. */
const haveTies = (calls: readonly Observed[]) =>
  calls.some((one) =>
    calls.some((other) => ofCaller(one, other) && one.endTime === other.beginTime),
  );

/** Looks at what is said of a history and at the evidence. */
function expectRight(
  judgement: Judgement,
  calls: readonly Observed[],
  precedes: Precedes,
  byKey: boolean,
) {
  expect(judgement.explained).toBe(isExplained(calls, precedes));
  if (judgement.explained) {
    const order = observedOf(judgement.order, calls);
    expect(isRight(order, precedes)).toBe(true);
    expect(order).toEqual(expect.arrayContaining(calls.filter(({ end }) => end !== Infinity)));
    expect(new Set(order).size).toBe(order.length);
    return;
  }
  const { longestPrefix, blocked } = judgement;
  const [misfit] = observedOf(blocked, calls);
  const keys = byKey ? [misfit?.input.key] : ['x', 'y'];
  const part = calls.filter(({ input }) => keys.includes(input.key));
  expect(isRight(observedOf(longestPrefix, part), precedes)).toBe(true);
  expect(longestPrefix.filter(({ completed }) => completed)).toHaveLength(
    longestPrefixOf(part, precedes),
  );
  for (const { output, expected } of blocked) expect(output).not.toEqual(expected);
}

/** Each ordered call as it was observed: the calls of one caller come in their order. */
function observedOf(order: readonly OrderedCall[], calls: readonly Observed[]): Observed[] {
  const open = calls.toSorted((a, b) => a.begin - b.begin);
  return order.map(({ caller, operation, input }) => {
    const { key } = input as { readonly key: string };
    const index = open.findIndex(
      (call) => call.caller === caller && call.operation === operation && call.input.key === key,
    );
    const [found] = open.splice(index, index === -1 ? 0 : 1);
    if (found === undefined) throw new Error(`there is no ${operation} of ${caller}`);
    return found;
  });
}
