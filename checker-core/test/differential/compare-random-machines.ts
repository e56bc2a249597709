import fc from 'fast-check';
import { expect } from 'vitest';
import { compareEngines } from './compare.ts';
import { machineText } from './machine-text.ts';
import { machineSeeds } from './random-machine.ts';
import { options } from './random-options.ts';
import { machineFromText } from './run-text.ts';
import { Statistics, type Trait } from './statistics.ts';

/** Shares below which a generator would be too tame to find anything. */
const sharesMin = {
  'more than one state': 0.55,
  'more than ten states': 0.14,
  exhausted: 0.35,
  bounded: 0.08,
  'more than one initial state': 0.2,
  violated: 0.3,
  'violated after two steps or more': 0.04,
  seen: 0.15,
  holds: 0.25,
  'wrong in some turn': 0.08,
  fenced: 0.04,
  'has ends': 0.02,
  symmetric: 0.04,
  'an action that happens in some states only': 0.2,
} satisfies Record<Trait, number>;

/**
 * Compares the engines on random machines and throws an error with the first machine, made small, on
 * which they differ. Tells how many machines of which kind there were, and with which seed.
 */
export async function compareRandomMachines(runs: number, seed: number): Promise<void> {
  const statistics = new Statistics();
  await fc.assert(
    fc.asyncProperty(machineSeeds, options, async (decisions, how) => {
      const text = machineText(decisions);
      // The audit of symmetries takes its time on every state.
      const defaultBudget = { statesMax: decisions.symmetric ? 40 : 200 };
      const definition = machineFromText(text);
      statistics.add(await compareEngines(definition, { ...how, defaultBudget }, text));
    }),
    { seed, numRuns: runs },
  );
  console.log(`seed ${seed}: ${statistics.text()}`);
  expect(statistics.machines).toBe(runs);
  // Of a few machines each can be of any kind.
  if (runs < 200) return;
  for (const [trait, least] of Object.entries(sharesMin)) {
    expect(statistics.share(trait as Trait), trait).toBeGreaterThan(least);
  }
}
