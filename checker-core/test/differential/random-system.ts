import fc from 'fast-check';
import { rolls } from './dice.ts';
import { type Rolls, seldom, several } from './random-machine.ts';

/** The decisions from which one turn of an actor is written. */
export interface TurnSeed {
  /** Which part of the state the turn moves on before it does anything else. */
  readonly drive: Rolls;
  readonly statements: readonly Rolls[];
  /** What it sends, and which timers it sets. */
  readonly acts: readonly Rolls[];
  /** What it does wrong, if anything. */
  readonly mischief: Rolls;
}

/** The decisions from which an actor is written. */
export interface ActorSeed {
  readonly durable: readonly Rolls[];
  readonly volatile: readonly Rolls[];
  readonly init: Rolls;
  readonly start: TurnSeed | undefined;
  readonly recover: TurnSeed | undefined;
  /** For each kind of message; one that is left out is not handled. */
  readonly on: readonly (TurnSeed | undefined)[];
  readonly onTimer: readonly TurnSeed[];
}

/**
 * The decisions from which a system is written: as with machines, every function has decisions of
 * its own.
 */
export interface SystemSeed {
  readonly actors: readonly ActorSeed[];
  /** How many actors there are, and the role and the props of each. */
  readonly cast: Rolls;
  /** The fields of each kind of message. */
  readonly messages: readonly Rolls[];
  readonly network: Rolls;
  readonly faults: Rolls | undefined;
  /** Each recorded history, and what is asked of it. */
  readonly histories: readonly Rolls[];
  readonly within: Rolls | undefined;
  readonly terminal: Rolls | undefined;
  readonly always: readonly Rolls[];
  readonly sometimes: readonly Rolls[];
  readonly alwaysStep: readonly Rolls[];
  readonly eventually: Rolls | undefined;
}

const turns: fc.Arbitrary<TurnSeed> = fc.record({
  drive: rolls(16),
  statements: several(0, 2, 40),
  acts: several(0, 3, 30),
  mischief: rolls(20),
});

/** Something must be sent or set at the start, or nothing ever happens. */
const starts: fc.Arbitrary<TurnSeed> = fc.record({
  drive: rolls(16),
  statements: several(0, 1, 40),
  acts: several(1, 3, 30),
  mischief: rolls(20),
});

const actors: fc.Arbitrary<ActorSeed> = fc.record({
  durable: several(0, 2, 12),
  volatile: several(0, 2, 12),
  init: rolls(30),
  start: seldom(92, starts),
  recover: seldom(65, turns),
  on: fc.array(seldom(93, turns), { minLength: 4, maxLength: 4 }),
  onTimer: fc.array(turns, { minLength: 0, maxLength: 2, size: 'max' }),
});

/** Seeds of systems of two or three actors. */
export const systemSeeds: fc.Arbitrary<SystemSeed> = fc.record({
  actors: fc.array(actors, { minLength: 1, maxLength: 2, size: 'max' }),
  cast: rolls(16),
  messages: several(2, 4, 16),
  network: rolls(4),
  faults: seldom(55, rolls(6)),
  histories: fc.oneof(
    { weight: 5, arbitrary: fc.constant([]) },
    { weight: 3, arbitrary: several(1, 1, 30) },
    { weight: 1, arbitrary: several(2, 2, 30) },
  ),
  within: seldom(15, rolls(60)),
  terminal: seldom(40, rolls(30)),
  always: several(0, 3, 60),
  sometimes: several(0, 2, 60),
  alwaysStep: several(0, 2, 60),
  eventually: seldom(4, rolls(30)),
});
