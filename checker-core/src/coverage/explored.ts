import type * as z from 'zod';

/** The outside of the fence, as the target of a step. */
export const outsideFence = -1;

/** The explored states of a model, by index in the order in which they were found. */
export interface Explored {
  readonly schema: z.ZodType;
  /** States kept. */
  readonly stateCount: number;
  /** How many states were expanded; the others are the frontier. */
  readonly expandedCount: number;
  /** States `[0, initialCount)` are the initial ones. */
  readonly initialCount: number;
  readonly exhausted: boolean;
  /** Key paths of the actions, in declaration order. */
  readonly actions: readonly string[];
  /**
   * Values that stand for each other, where only one state of each class that they make is kept.
   * What tells them apart tells nothing of the states that are not kept.
   */
  readonly interchangeable?: ReadonlySet<unknown>;
  isExpanded(index: number): boolean;
  /** The state, deeply frozen. */
  state(index: number): unknown;
  /** Steps from the nearest initial state. */
  depth(index: number): number;
  /** The state from which this one was found first, or -1 for an initial state. */
  parent(index: number): number;
  /** Calls `visit` for each step of an expanded state; `target` is a state or `outsideFence`. */
  forEachStep(index: number, visit: (action: number, target: number) => void): void;
  /** First violating state of each violated property. */
  readonly violations: readonly { readonly property: string; readonly state: number }[];
}
