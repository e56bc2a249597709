import type { Tuning } from 'everyturn/internal/engine/compiled/tuning';
import type { Budget } from 'everyturn/internal/model/budget';
import fc from 'fast-check';
import type { Way } from './explore-with.ts';

/** Thresholds so low that growth, new layouts and fallbacks happen in models of a few states. */
const tuning: fc.Arbitrary<Partial<Tuning>> = fc.record({
  statesAtFirst: fc.constantFrom(1, 2, 5),
  inPlaceFrom: fc.constantFrom(1, 20, 1_000_000),
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
  recruitAt: fc.constantFrom(1, 2, 10),
  levelLeast: fc.constantFrom(1, 2, 5),
  range: fc.constantFrom(1, 2, 7, 50),
  waitsForThreads: fc.constant(true),
});

const bounds: fc.Arbitrary<Budget> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.record({ statesMax: fc.integer({ min: 0, max: 40 }) }) },
  { weight: 1, arbitrary: fc.record({ depthMax: fc.integer({ min: 0, max: 4 }) }) },
);

const stops = fc.oneof(
  { weight: 2, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.array(bounds, { minLength: 1, maxLength: 3, size: 'max' }) },
);

/** How a random machine is explored; never beyond so many states. */
export function waysUpTo(statesMax: number): fc.Arbitrary<Way> {
  const all = fc.tuple(bounds, stops, tuning, fc.nat(15), fc.integer({ min: 1, max: 3 }));
  return all.map(([last, before, thresholds, flags, workers]) => {
    const budget = { statesMax, ...last };
    return {
      budget,
      tuning: thresholds,
      stops: rising(before.map((bound) => within(bound, budget))),
      workers,
      ...(flags % 4 === 3 && { symmetry: false }),
      ...(flags < 4 && { paranoid: true }),
    };
  });
}

/** The stricter of both in each bound. */
function within(bound: Budget, budget: Budget): Budget {
  const least = { ...budget, ...bound };
  for (const name of ['statesMax', 'depthMax'] as const) {
    const [a, b] = [bound[name], budget[name]];
    if (a !== undefined && b !== undefined) least[name] = Math.min(a, b);
  }
  return least;
}

/** Only the stops that leave more to do than those before them. */
function rising(all: readonly Budget[]): readonly Budget[] {
  return all.filter((stop, index) => {
    const { statesMax = 0, depthMax = Number.POSITIVE_INFINITY } = stop;
    return all.slice(0, index).every((earlier) => {
      const depth = earlier.depthMax ?? Number.POSITIVE_INFINITY;
      return (earlier.statesMax ?? 0) <= statesMax && depth <= depthMax;
    });
  });
}
