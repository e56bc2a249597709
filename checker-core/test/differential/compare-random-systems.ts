import fc from 'fast-check';
import { compareEngines } from './compare.ts';
import { systemSeeds } from './random-system.ts';
import { waysUpTo } from './random-ways.ts';
import { systemFromText } from './run-text.ts';
import { Statistics } from './statistics.ts';
import { systemText } from './system-text.ts';

/** Compares the engines on random systems, as `compareRandomMachines` does on machines. */
export async function compareRandomSystems(
  runs: number,
  seed: number,
  timeMax: number,
): Promise<void> {
  const statistics = new Statistics();
  await fc.assert(
    fc.asyncProperty(systemSeeds, waysUpTo(100), async (seed, way) => {
      const text = systemText(seed);
      statistics.add(await compareEngines(systemFromText(text), way, text));
    }),
    {
      seed,
      numRuns: runs,
      plugins: [fc.interruptAfterTimeLimit(timeMax, { failOnInterrupt: true })],
    },
  );
  console.log(`seed ${seed}: ${statistics.text()}`);
}
