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

/** How a model is explored. */
export interface CheckOptions {
  /** The order of the exploration. This version explores breadth-first. */
  readonly search?: 'breadth-first';
  readonly budget?: Budget;
  /** `compiled` by default. */
  readonly engine?: Engine;
  /** Whether declared symmetries are used. They are by default. */
  readonly symmetry?: boolean;
  /** Stops the exploration; what was reached is reported as a bounded result. */
  readonly signal?: AbortSignal;
  /** Called at most four times a second. */
  readonly onProgress?: (progress: Progress) => void;
}
