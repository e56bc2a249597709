import { fileURLToPath } from 'node:url';
import { startExpansion } from 'everyturn/internal/checker/expansion-thread';
import type { ExploreOptions } from 'everyturn/internal/engine/exploration';
import { explore } from 'everyturn/internal/engine/explore';
import type { ThreadPort } from 'everyturn/internal/engine/parallel/thread-port';
import type { Bundle } from 'everyturn/internal/load/bundle';
import { bundleModel } from 'everyturn/internal/load/bundle-model';
import { importBundle } from 'everyturn/internal/load/import-bundle';
import { definitionOf, type MachineDefinition } from 'everyturn/internal/model/definition';
import { buildModelReport } from 'everyturn/internal/report/build-model-report';
import { beforeAll, expect, test } from 'vitest';

let bundle: Bundle;
let definition: MachineDefinition;
let alone: string;

beforeAll(async () => {
  const bundled = await bundleModel(
    fileURLToPath(new URL('./workers/hanging.ts', import.meta.url)),
  );
  if (!bundled.ok) throw new Error(bundled.failure.message);
  bundle = bundled.bundle;
  const imported = await importBundle(bundle, 1);
  if (!imported.ok) throw new Error(imported.failure.message);
  definition = definitionOf(imported.exports['hanging']) as MachineDefinition;
  alone = await reportOf({});
});

test('other threads take part', async () => {
  const { report, orders } = await together(() => {});
  expect(report).toBe(alone);
  expect(orders).toBeGreaterThan(20);
});

test.each([1, 2, 9])('it does not matter when a thread is killed at order %i', async (last) => {
  const { report, orders } = await together((number, kill) => {
    if (number === last) kill();
  });
  expect(report).toBe(alone);
  expect(orders).toBeGreaterThanOrEqual(last);
});

test('it does not matter when no thread can load the model', async () => {
  const { report, orders } = await together(() => {}, { waitsForThreads: false }, 'nothing');
  expect(report).toBe(alone);
  expect(orders).toBe(0);
});

test('threads in which a turn hangs are given up', async () => {
  const { report, orders } = await together(() => {}, {}, 'hanging', true);
  expect(report).toBe(alone);
  expect(orders).toBeGreaterThan(0);
});

/** Explores with two further threads; tells of each order, whose thread can then be killed. */
async function together(
  onOrder: (number: number, kill: () => void) => void,
  tuning: ExploreOptions['tuning'] = {},
  model = 'hanging',
  hangs = false,
): Promise<{ readonly report: string; readonly orders: number }> {
  let orders = 0;
  const file = new URL('../../dist/checker/worker.js', import.meta.url);
  const loaded = hangs ? hanging(bundle) : bundle;
  const recruit = (): ThreadPort => {
    const thread = startExpansion(file, { bundle: loaded, run: 1, model, isWatched: true });
    return {
      ...thread,
      postMessage: (message, transfer) => {
        thread.postMessage(message, transfer);
        if ((message as { readonly kind: string }).kind !== 'expand') return;
        orders += 1;
        onOrder(orders, () => thread.terminate());
      },
    };
  };
  const report = await reportOf({ workers: 3, recruit, tuning });
  return { report, orders };
}

async function reportOf(options: ExploreOptions): Promise<string> {
  const tuning = { recruitAt: 100, levelLeast: 20, range: 30, waitsForThreads: true };
  const { report } = await explore(definition, {
    ...options,
    tuning: { ...tuning, ...options.tuning },
  });
  return JSON.stringify(buildModelReport({ file: 'hanging.ts', name: 'hanging', report }));
}

/** The same model, one turn of which does not return. */
function hanging(bundle: Bundle): Bundle {
  const code = bundle.code.replace('hangs = false', 'hangs = true');
  if (code === bundle.code) throw new Error('The model has no such line.');
  return { ...bundle, code };
}
