import type { AnswerCache } from '../memo/answer-cache.ts';
import type { BlockedCounts } from '../memo/blocked-counts.ts';
import type { GroupTables } from '../memo/group-tables.ts';
import type { Leaves } from '../memo/leaves.ts';
import type { StateTable } from '../store/state-table.ts';

/** Successors that wait to be put into the table. */
export interface Candidates {
  words: Int32Array;
  hashes: Int32Array;
  parents: Int32Array;
  count: number;
}

/** What the expansions so far have counted. */
export interface Tally {
  generated: number;
  fenced: number;
  /** States without any step. */
  ends: number;
  /** States in which some turn failed. */
  failed: number;
  /** States in which a turn of an action ran, by action. */
  readonly enabled: Float64Array;
  /** The last state in which it did. */
  readonly enabledIn: Int32Array;
  /** States in which an instance gave a step or failed, by instance. */
  readonly tried: Float64Array;
}

/** Where a candidate stands towards the fence. */
export const standing = { outside: 0, inside: 1, refused: 2 } as const;

/** A state that a kernel did not expand to its end. */
export interface Left {
  /** How many leaves were found; 0 where nothing is left, and at least 1 elsewhere. */
  count: number;
  /** The first of the leaves that was not taken; -1 for the whole state. */
  place: number;
}

/** The children at which a state comes by. */
export interface Path {
  numbers: Int32Array;
  count: number;
}

/** What a kernel works on, and whom it asks when it knows no further. */
export interface KernelHost {
  readonly table: StateTable;
  readonly tables: GroupTables;
  readonly leaves: Leaves;
  readonly candidates: Candidates;
  readonly tally: Tally;
  /** The root of all turns. */
  readonly root: number;
  /** Rows of recent states that are kept or wait: a cache by hash. */
  recent: Int32Array;
  readonly recentMask: number;
  /** Whether `standing` must be asked. */
  readonly hasFence: boolean;
  /** Roots of the predicates that keep a state inside the fence. */
  readonly fenceRoots: Int32Array;
  /** Roots of the step properties that are not settled; if there are any, `step` must be told. */
  readonly stepRoots: Int32Array;
  /** The way of the state that is being expanded, and what is counted with it, if anything is. */
  readonly path: Path;
  readonly blocked: BlockedCounts | undefined;
  /** What a kernel that asks nobody leaves of the state at which it stops. */
  readonly left: Left;
  /** Whether leaves have operations. */
  readonly hasOperations: boolean;
  /** Whether `represent` must be asked. */
  readonly hasSymmetry: boolean;
  /** The child for a value not met before; -1 when the rows need a new layout first. */
  miss(group: number, value: number, index: number): number;
  /** Adds leaves of turns that are not remembered; the new count, -1 for a new layout. */
  direct(list: number, index: number, found: Int32Array, count: number): number;
  /**
   * What an operation makes of a value: a number, from 1; 0 when the rows need a new layout first,
   * negative when it cannot be done.
   */
  operate(operation: number, value: number): number;
  /** A state without steps. */
  end(index: number): void;
  /** A turn that failed in a state. */
  failed(leaf: number, index: number): void;
  /** A turn whose operations cannot be done in a state: only the plain step says why. */
  undone(leaf: number, index: number): void;
  /** Whether the successor in `words` lies inside the fence. */
  standing(leaf: number, index: number, words: Int32Array, offset: number): number;
  /** A step inside the fence. */
  step(index: number, words: Int32Array, offset: number): void;
  /** Replaces a row by the representative of its class; false when the rows need a new layout. */
  represent(words: Int32Array, offset: number): boolean;
  /** Room for the successors of a state, or their representatives, before anything counts. */
  made(words: number): Int32Array;
  /** A list of leaves with room for at least `count`; keeps what is in it. */
  found(count: number): Int32Array;
  /** A list of groups with room for at least `count`; keeps what is in it. */
  stack(count: number): Int32Array;
}

/**
 * Expands the states from `from` on, until `to` or until `limit` candidates wait; gives the first
 * state that was not expanded. Nothing of a state counts until all its leaves are found.
 */
export type Kernel = (host: KernelHost, from: number, to: number, limit: number) => number;

/** Puts waiting candidates into a table that has the room. */
export type Insert = (table: StateTable, candidates: Candidates) => void;

/**
 * Looks for the first state from `from` on, before `to`, whose answer is not known to be `expected`;
 * gives `to` when there is none.
 */
export type Scan = (
  table: StateTable,
  cache: AnswerCache,
  expected: number,
  from: number,
  to: number,
) => number;

/** The steps of some states, one state after the other: successors, then where they lead. */
export interface FoundSteps {
  readonly words: Int32Array;
  readonly hashes: Int32Array;
  /** Numbers of the targets. */
  readonly targets: Int32Array;
  readonly actions: Int32Array;
  /** Where the steps of each state end. */
  readonly ends: Int32Array;
  /** What was read ahead of its use. */
  touched: number;
}

/**
 * Finds the steps of the states from `from` on, before `to`, of which all is known and for which
 * there is room; gives the first state that is left. Nothing is counted.
 */
export type FindSteps = (host: KernelHost, from: number, to: number, steps: FoundSteps) => number;
