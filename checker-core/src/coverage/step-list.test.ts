import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { listed } from './naive-exploration.test.fixture.ts';
import { blockSize, StepList } from './step-list.ts';

const step = fc.tuple(fc.nat(300), fc.nat(9));
/** Few states have steps, so that blocks begin and end with states that have none. */
const sparse = fc.array(
  fc.tuple(fc.nat(2 * blockSize), fc.array(step, { minLength: 1, maxLength: 9 })),
  { maxLength: 30 },
);

type Steps = readonly (readonly (readonly [number, number])[])[];

function stepsOf(some: readonly (readonly [number, Steps[number]])[]): Steps {
  const steps: Steps[number][] = Array(2 * blockSize + 1).fill([]);
  for (const [state, list] of some) steps[state] = list;
  return steps;
}

const exploredBy = (steps: Steps, actions: number) =>
  listed({
    schema: z.unknown(),
    states: Array(steps.length + 5).fill(0),
    steps,
    actions: Array(actions).fill('actions.go'),
  });

test('steps that are kept are those of the states, by range and one by one', () => {
  fc.assert(
    fc.property(sparse, fc.nat(60), (some, most) => {
      const steps = stepsOf(some);
      const explored = exploredBy(steps, 301);
      const list = new StepList(explored, most);
      const expected = steps.flatMap((own, from) => own.map((one) => [from, ...one]));
      // First they are made, then some of them are kept.
      for (const _ of [1, 2]) {
        const found: number[][] = [];
        list.forEachStepIn(0, explored.stateCount, (...one) => found.push(one));
        expect(found).toEqual(expected);
      }
      const found: number[][] = [];
      for (let index = 0; index < explored.stateCount; index++) {
        list.forEachStep(index, (...one) => found.push([index, ...one]));
      }
      expect(found).toEqual(expected);
      const [from, to] = [blockSize - 3, blockSize + 7];
      const between: number[][] = [];
      list.forEachStepIn(from, to, (...one) => between.push(one));
      expect(between).toEqual(expected.filter(([state = 0]) => state >= from && state < to));
    }),
    { numRuns: 30 },
  );
});

test('keeps no more blocks once there are many steps, and none after they were let go', () => {
  const steps = Array(3 * blockSize).fill([[0, 1]]);
  const list = new StepList(exploredBy(steps, 1), blockSize + 1);
  list.forEachStepIn(0, steps.length, () => {});
  expect(list.kept).toBe(2 * blockSize);
  list.release();
  expect(list.kept).toBe(0);
});
