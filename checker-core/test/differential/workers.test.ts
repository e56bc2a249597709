import type { Checkable } from 'everyturn';
import { modelOf } from 'everyturn/internal/engine/check';
import type { Exploration, ExploreOptions } from 'everyturn/internal/engine/exploration';
import { explore } from 'everyturn/internal/engine/explore';
import type { Definition } from 'everyturn/internal/model/definition';
import { encode } from 'everyturn/internal/values/canonical';
import { describe, expect, test } from 'vitest';
import { abd } from '../answers/models/abd.ts';
import { crashing, networks } from '../answers/models/deliveries.ts';
import { pingPong } from '../answers/models/ping-pong.ts';
import { singleCopy } from '../answers/models/single-copy.ts';
import { timers } from '../answers/models/timers.ts';
import { largeModels, sampleModels, smallModels } from './all-models.ts';
import { edgeSystems } from './edge-systems.ts';
import { threadOf } from './thread-of.ts';

/** Everything happens: short ranges, rows that soon get too narrow, caches that forget. */
const tiny = {
  batch: 4,
  statesAtFirst: 2,
  inPlaceFrom: 1,
  recentStates: 4,
  slackBits: 0,
  recruitAt: 2,
  levelLeast: 1,
  range: 7,
  waitsForThreads: true,
};

describe.each([...smallModels, ...(await sampleModels())])('%s', (_, definition) => {
  test.each([2, 4])('is reported by %i workers as by one', async (workers) => {
    await expectSame(definition, workers, { tuning: tiny });
  });

  test('is reported by workers as by one within bounds', async () => {
    await expectSame(definition, 3, { tuning: tiny, budget: { statesMax: 40 } });
    await expectSame(definition, 3, { tuning: tiny, budget: { depthMax: 4 } });
  });
});

/**
 * Of these two every turn runs in every state, since it reads everything, which takes most of the
 * time: so many of their states have all that can happen to ranges and levels.
 */
const statesMax: Readonly<Record<string, number>> = { klotski: 6_000, sliding: 20_000 };

describe.each(largeModels)('large: %s', (name, definition) => {
  test('is reported by workers as by one', async () => {
    const tuning = { ...tiny, batch: 64, recentStates: 256, range: 50, levelLeast: 20 };
    const most = statesMax[name];
    const budget = most === undefined ? {} : { budget: { statesMax: most } };
    const orders = await expectSame(definition, 3, { tuning, ...budget });
    // All states of the can are initial ones: no level of it is shared.
    expect(orders).toBeGreaterThanOrEqual(name === 'coffeeCan' ? 0 : 10);
  });
});

const { any, fifo, dupLossy } = networks;
const systems: readonly (readonly [string, Checkable<unknown>])[] = [
  ['ABD on fifo', abd(2, 2, fifo)],
  ['a single copy', singleCopy(2, 1, any)],
  ['a single copy, duplicated', singleCopy(2, 1, networks.dup)],
  ['ping-pong, lost and duplicated', pingPong(dupLossy, 3)],
  ['actors that crash and recover', crashing(1, true)],
  ['timers', timers(3)],
  ...Object.entries(edgeSystems).map(([name, model]) => [name, model()] as const),
];

test.each(systems)('of systems: %s is reported by workers as by one', async (_, model) => {
  const orders = await expectSame(modelOf(model), 3, { tuning: tiny });
  expect(orders).toBeGreaterThan(0);
});

test('Other threads do take part', async () => {
  const [, definition] = smallModels.find(([name]) => name === 'twoPhase') ?? [];
  if (!definition) throw new Error('There is such a model.');
  expect(await expectSame(definition, 3, { tuning: tiny })).toBeGreaterThan(100);
});

/** Explores alone and with others; gives the number of orders that the others had. */
async function expectSame(
  definition: Definition,
  workers: number,
  options: ExploreOptions,
): Promise<number> {
  const plain = { ...options, symmetry: false };
  let orders = 0;
  const recruit = () => threadOf(definition, () => (orders += 1));
  const alone = textOf(await explore(definition, plain));
  const together = textOf(await explore(definition, { ...plain, workers, recruit }));
  expect(together).toEqual(alone);
  return orders;
}

/** States whose values and steps are looked at; the counts in the report are of all. */
const lookedAtMax = 1_500;

function textOf({ report, explored }: Exploration): string {
  const { stateCount, violations } = explored;
  const found = Array.from({ length: stateCount }, (_, index) => {
    return [explored.parent(index), explored.depth(index)];
  });
  const states: unknown[] = [];
  const stride = Math.ceil(stateCount / lookedAtMax);
  for (let index = 0; index < stateCount; index += stride) {
    const steps: unknown[] = [];
    explored.forEachStep(index, (...step) => steps.push(step));
    states.push([encode(explored.state(index)), steps]);
  }
  return JSON.stringify({ report, found, states, violations }, (_, value: unknown) =>
    value instanceof Map || value instanceof Set ? [...value] : value,
  );
}
