import type { Exploration, ExploreOptions } from 'everyturn/internal/engine/exploration';
import { explore } from 'everyturn/internal/engine/explore';
import { serveExpansion } from 'everyturn/internal/engine/parallel/serve-expansion';
import type { ThreadPort } from 'everyturn/internal/engine/parallel/thread-port';
import type { MachineDefinition } from 'everyturn/internal/model/definition';
import { describe, expect, test } from 'vitest';
import { largeModels, sampleModels, smallModels } from './all-models.ts';

/** Everything happens: short ranges, rows that soon get too narrow, caches that forget. */
const tiny = {
  batch: 4,
  statesAtFirst: 2,
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

describe.each(largeModels)('large: %s', (_, definition) => {
  test('is reported by workers as by one', async () => {
    const tuning = { ...tiny, batch: 64, recentStates: 256, range: 200, levelLeast: 100 };
    await expectSame(definition, 3, { tuning });
  });
});

test('Other threads do take part', async () => {
  const [, definition] = smallModels.find(([name]) => name === 'twoPhase') ?? [];
  if (!definition) throw new Error('There is such a model.');
  expect(await expectSame(definition, 3, { tuning: tiny })).toBeGreaterThan(100);
});

/** Explores alone and with others; gives the number of orders that the others had. */
async function expectSame(
  definition: MachineDefinition,
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

/** A thread that is none: it shares nothing with the keeper but what is sent. */
function threadOf(definition: MachineDefinition, onOrder: () => void): ThreadPort {
  const { port1, port2 } = new MessageChannel();
  const end = (port: typeof port1): ThreadPort => ({
    postMessage: (message, transfer) => port.postMessage(message, [...(transfer ?? [])]),
    listen: (onMessage) => void port.on('message', onMessage),
    terminate: () => port.close(),
  });
  port2.on('message', onOrder);
  serveExpansion(definition, end(port2 as unknown as typeof port1));
  return end(port1 as unknown as typeof port1);
}

function textOf({ report, explored }: Exploration): string {
  const states = Array.from({ length: explored.stateCount }, (_, index) => {
    const steps: unknown[] = [];
    explored.forEachStep(index, (...step) => steps.push(step));
    return [explored.parent(index), explored.depth(index), steps];
  });
  return JSON.stringify({ report, states, violations: explored.violations }, (_, value: unknown) =>
    value instanceof Map || value instanceof Set ? [...value] : value,
  );
}
