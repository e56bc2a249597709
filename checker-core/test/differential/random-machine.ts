import fc from 'fast-check';
import { rolls } from './dice.ts';

/** Decisions of dice. */
export type Rolls = readonly number[];

/** The decisions from which an action is written. */
export interface ActionSeed {
  readonly params: readonly Rolls[];
  readonly guard: Rolls;
  /** Which part of the state the action moves on before it does anything else. */
  readonly drive: Rolls;
  readonly statements: readonly Rolls[];
  /** What it does wrong, if anything. */
  readonly mischief: Rolls;
}

/**
 * The decisions from which a machine is written. Every function has decisions of its own: to leave
 * one out, or to make one simpler, changes no other, which is what makes small failing cases.
 */
export interface MachineSeed {
  /** How many values each symmetric enumeration has. */
  readonly symmetric: readonly number[];
  /** A condition across the parts of the state, as part of its schema. */
  readonly refinement: Rolls | undefined;
  /** What the state is if it is no object of fields. */
  readonly root: Rolls | undefined;
  readonly fields: readonly Rolls[];
  readonly init: Rolls;
  readonly actions: readonly ActionSeed[];
  readonly within: Rolls | undefined;
  readonly terminal: Rolls | undefined;
  readonly always: readonly Rolls[];
  readonly sometimes: readonly Rolls[];
  readonly alwaysStep: readonly Rolls[];
  readonly eventually: Rolls | undefined;
}

/** In so many of a hundred cases something, else nothing. */
export const seldom = <T>(percent: number, arbitrary: fc.Arbitrary<T>) =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: 100 - percent, arbitrary: fc.constant(undefined) },
    { weight: percent, arbitrary },
  );

/** Some lists of decisions. */
export const several = (countMin: number, countMax: number, size: number) =>
  fc.array(rolls(size), { minLength: countMin, maxLength: countMax, size: 'max' });

/** Seeds of machines with a few fields, actions and properties. */
export const machineSeeds: fc.Arbitrary<MachineSeed> = fc.record({
  symmetric: fc.oneof(
    { weight: 17, arbitrary: fc.constant([]) },
    { weight: 2, arbitrary: fc.constantFrom([2], [3], [3], [4]) },
    { weight: 1, arbitrary: fc.constantFrom([2, 2], [3, 2]) },
  ),
  refinement: seldom(6, rolls(30)),
  root: seldom(8, rolls(16)),
  fields: several(2, 5, 16),
  init: rolls(60),
  actions: fc.array(
    fc.record({
      params: several(0, 2, 6),
      guard: rolls(40),
      drive: rolls(16),
      statements: several(0, 3, 50),
      mischief: rolls(20),
    }),
    { minLength: 2, maxLength: 7, size: 'max' },
  ),
  within: seldom(25, rolls(60)),
  terminal: seldom(40, rolls(30)),
  always: several(0, 3, 60),
  sometimes: several(0, 2, 60),
  alwaysStep: several(0, 2, 60),
  eventually: seldom(4, rolls(30)),
});
