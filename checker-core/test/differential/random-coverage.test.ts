import fc from 'fast-check';
import { expect, test } from 'vitest';
import { machineText } from './machine-text.ts';
import { drawsOf, patience, seedOfTests } from './random-draws.ts';
import { machineSeeds } from './random-machine.ts';
import { exploreWatched } from './watched-text.ts';

/** Tables of a few entries, so that they grow, and turns that are soon given up. */
const tiny = { tableAtFirst: 2, batch: 3, recentStates: 2, statesAtFirst: 2, slackBits: 0 };

test('both engines run the same code, block by the same clauses and see the same values', async () => {
  const { runs, seed } = drawsOf(150, seedOfTests);
  let blocked = 0;
  let runsOfCode = 0;
  await fc.assert(
    fc.asyncProperty(machineSeeds, fc.integer({ min: 1, max: 60 }), async (machine, statesMax) => {
      const text = machineText(machine);
      const options = { budget: { statesMax } };
      const plain = await exploreWatched(text, { ...options, engine: 'reference' });
      for (const tuning of [{}, tiny]) {
        const fast = await exploreWatched(text, { ...options, tuning });
        const { statistics } = plain.report;
        expect(fast.report.statistics.instances, text).toEqual(statistics.instances);
        expect(fast.report.statistics.domain, text).toEqual(statistics.domain);
        expect(fast.record, text).toEqual(plain.record);
      }
      for (const { blockedBy = [] } of plain.report.statistics.instances) {
        blocked += blockedBy.filter((times) => times > 0).length;
      }
      runsOfCode += plain.record.passed.reduce((sum, mark) => sum + mark, 0);
    }),
    {
      seed,
      numRuns: runs,
      plugins: [fc.interruptAfterTimeLimit(patience.test, { failOnInterrupt: true })],
    },
  );
  // Machines in which nothing runs and nothing blocks would agree, too.
  expect(blocked).toBeGreaterThan(runs);
  expect(runsOfCode).toBeGreaterThan(10 * runs);
});
