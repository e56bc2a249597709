import type { Tuning } from 'everyturn/internal/engine/compiled/tuning';
import type { ExploreOptions } from 'everyturn/internal/engine/exploration';
import type { Budget } from 'everyturn/internal/model/budget';
import fc from 'fast-check';

/** Thresholds so low that growth, new layouts and fallbacks happen in models of a few states. */
const tuning: fc.Arbitrary<Tuning> = fc.record({
  statesAtFirst: fc.constantFrom(1, 2, 5),
  batch: fc.constantFrom(1, 2, 3, 7, 100),
  recentStates: fc.constantFrom(1, 2, 16, 256),
  slackBits: fc.constantFrom(0, 0, 1),
  denseBits: fc.constantFrom(0, 1, 3, 12),
  tableAtFirst: fc.constantFrom(1, 2, 16),
  patience: fc.constantFrom(1, 3, 10, 1_000),
  missesMax: fc.constantFrom(0, 0.3, 0.9, 1),
  recheckFirst: fc.constantFrom(0, 0, 2, 128),
  recheckEvery: fc.constantFrom([1, 1], [7, 100], [64, 4_096]),
  generates: fc.boolean(),
});

const budget: fc.Arbitrary<Budget> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.record({ statesMax: fc.integer({ min: 0, max: 40 }) }) },
  { weight: 1, arbitrary: fc.record({ depthMax: fc.integer({ min: 0, max: 4 }) }) },
);

/** How a random machine is explored. */
export const options: fc.Arbitrary<ExploreOptions> = fc
  .tuple(budget, tuning, fc.nat(3))
  .map(([bounds, thresholds, symmetry]) => ({
    budget: bounds,
    tuning: thresholds,
    ...(symmetry === 3 && { symmetry: false }),
  }));
