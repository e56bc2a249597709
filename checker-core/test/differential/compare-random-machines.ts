import fc from 'fast-check';
import { compareEngines } from './compare.ts';
import { machineText } from './machine-text.ts';
import { machineSeeds } from './random-machine.ts';
import { waysUpTo } from './random-ways.ts';
import { machineFromText } from './run-text.ts';
import { Statistics } from './statistics.ts';

/**
 * Compares the engines on random machines and throws an error with the first machine, made small, on
 * which they differ, or as small as it is after `timeMax` ms. Tells how many machines of which kind there were, and with which seed.
 */
export async function compareRandomMachines(
  runs: number,
  seed: number,
  timeMax: number,
): Promise<void> {
  const statistics = new Statistics();
  await fc.assert(
    fc.asyncProperty(machineSeeds, waysUpTo(200), waysUpTo(40), async (seed, way, shortWay) => {
      const text = machineText(seed);
      // The audit of symmetries takes its time on every state.
      const chosen = seed.symmetric.length > 0 ? shortWay : way;
      statistics.add(await compareEngines(machineFromText(text), chosen, text));
    }),
    {
      seed,
      numRuns: runs,
      plugins: [fc.interruptAfterTimeLimit(timeMax, { failOnInterrupt: true })],
    },
  );
  console.log(`seed ${seed}: ${statistics.text()}`);
}
