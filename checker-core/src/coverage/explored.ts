import type * as z from 'zod';
import type { PathStep } from './field.ts';

/** The outside of the fence, as the target of a step. */
export const outsideFence = -1;

/** A state that is not among those that are looked at, as the target of a step. */
export const elsewhere = -2;

/** A piece of all states that has few values, which are numbered. */
export interface StatePiece {
  /** Whether the piece is the same in all states: then its only value has the number 0. */
  readonly isFixed: boolean;
  /** What each value gives, by its number; not every value need occur. */
  readonly parts: readonly (readonly unknown[])[];
  /** Writes down the number of the value of each state from `from` on. */
  read(into: Int32Array, from: number): void;
  /** The same of the states with these indices. */
  readAt(into: Int32Array, states: Int32Array): void;
}

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
  /**
   * What decides the parts of all states at a path, where the engine can tell without decoding them:
   * the parts of a state are those of its value of each piece. Without steps to members it is one
   * piece, each value of which has one part.
   */
  readonly pieces?: (path: readonly PathStep[]) => readonly StatePiece[];
  /** Steps from the nearest initial state. */
  depth(index: number): number;
  /** The state from which this one was found first, or -1 for an initial state. */
  parent(index: number): number;
  /** Calls `visit` for each step of an expanded state; `target` is a state or `outsideFence`. */
  forEachStep(index: number, visit: (action: number, target: number) => void): void;
  /** The same for the expanded states of a range, where the engine does that faster. */
  readonly forEachStepIn?: (
    from: number,
    to: number,
    visit: (from: number, action: number, target: number) => void,
  ) => void;
  /**
   * Whether an expanded state is one without steps because nothing is possible there, not because
   * turns failed. Absent where no turn failed.
   */
  readonly isEnd?: (index: number) => boolean;
  /** First violating state of each violated property. */
  readonly violations: readonly { readonly property: string; readonly state: number }[];
}
