import type { Budget } from './budget.ts';

/** How far an exploration has come. */
export interface Progress {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** States reached and not yet expanded. */
  readonly frontier: number;
}

/**
 * How states are explored. `compiled` runs the user's functions once for each distinct reading of the
 * state and remembers what they did; `reference` runs them on every state. Both say the same.
 */
export type Engine = 'compiled' | 'reference';

/** Random runs through a model. They find violations and prove nothing. */
export interface Simulation {
  /** A whole number from 0, less than 2^32. The same seed makes the same runs. */
  readonly seed: number;
  readonly runs: number;
  /** Steps after which a run ends. */
  readonly depthMax: number;
}

/**
 * The order of an exploration. `breadth-first` finds what is near first; `depth-first` often finds
 * early what is far away, and says the same in the end; a simulation makes random runs.
 */
export type Search = 'breadth-first' | 'depth-first' | { readonly simulate: Simulation };

/** How a model is explored. */
export interface CheckOptions {
  /** `breadth-first` by default. */
  readonly search?: Search;
  readonly budget?: Budget;
  /** `compiled` by default. */
  readonly engine?: Engine;
  /** Whether declared symmetries are used. They are by default. */
  readonly symmetry?: boolean;
  /**
   * Whether every turn runs twice, not those of some states: finds every turn that uses more than
   * its state, and takes as long as the reference engine.
   */
  readonly paranoid?: boolean;
  /** Stops the exploration; what was reached is reported as a bounded result. */
  readonly signal?: AbortSignal;
  /** Called at most four times a second. */
  readonly onProgress?: (progress: Progress) => void;
}
