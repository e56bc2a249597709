/** A picture of the explored states that a person can read: cells and steps between them. */

import type { CodeRange } from '../model/report.ts';

/** Identifies a cell within one grouping: the printed values of its fields, joined. */
export type CellKey = string;

/** What to group by, and what to draw over it. */
export interface ViewRequest {
  /** Fields that group the states, such as `tm` or `rms`; absent for the default grouping. */
  readonly groupBy?: readonly string[];
  /**
   * Only the states of this cell, by the next field that tells them apart; one by one where none
   * does.
   */
  readonly within?: { readonly groupBy: readonly string[]; readonly cell: CellKey };
  /** A property whose counterexample or witness is drawn over the map. */
  readonly trace?: string;
  /** Whether each state is to be a cell of its own, where there are at most 300. */
  readonly states?: true;
  /** Whether an answer without what is counted of steps is better than one that comes later. */
  readonly early?: true;
  /** Instead of a property: a cell to which the trace leads. */
  readonly to?: { readonly groupBy: readonly string[]; readonly cell: CellKey };
}

/** A mark on a cell; each has a glyph and a word, never a colour alone. */
export type CellMark =
  | { readonly kind: 'initial' }
  | { readonly kind: 'terminal'; readonly states: number }
  | { readonly kind: 'fenced'; readonly steps: number }
  | { readonly kind: 'violated'; readonly property: string };

/** A class of states with equal values in the grouping fields. */
export interface Cell {
  readonly key: CellKey;
  /** One line a field: `tm = aborted`, `rms: 1 working, 2 prepared`. */
  readonly label: readonly string[];
  readonly states: number;
  /** States of the cell that were not expanded. */
  readonly open: number;
  /** Least and greatest depth of its states. */
  readonly depth: readonly [number, number];
  readonly marks: readonly CellMark[];
  /**
   * Position in abstract units, from 0: layers of growing depth along x, rows along y. A column is
   * 1 wide; a layer of many cells takes several. Cells of a column are at least 1 apart.
   */
  readonly x: number;
  readonly y: number;
  /** Steps that stay in the cell. */
  readonly inner: number;
  /**
   * The actions that leave or stay in the cell, with counts, most frequent first. Steps over the
   * fence are not among them.
   */
  readonly actions: readonly { readonly action: string; readonly count: number }[];
}

/** The steps of one action from one cell to another. */
export interface Edge {
  readonly from: CellKey;
  readonly to: CellKey;
  /** Key path of the action. */
  readonly action: string;
  readonly count: number;
}

/** States found at one depth. */
export interface Layer {
  readonly depth: number;
  readonly states: number;
  readonly open: number;
}

/** A declared cell in which no state was reached. */
export interface UnseenCell {
  readonly key: CellKey;
  readonly label: readonly string[];
}

/** The declared cells that were not reached; or why they cannot be told. */
export type Unseen =
  | {
      readonly kind: 'listed';
      /** Whether all states were explored: else they were just not seen yet. */
      readonly isUnreachable: boolean;
      /** How many cells are declared, reached or not. */
      readonly declared: number;
      /** How many of them were not reached, by class of the first field. */
      readonly groups: readonly { readonly label: string; readonly cells: number }[];
      /** The first of them, at most 150. */
      readonly cells: readonly UnseenCell[];
    }
  | { readonly kind: 'untold'; readonly reason: string };

/** The state map under one grouping. */
export interface View {
  readonly kind: 'view';
  readonly exhausted: boolean;
  readonly states: number;
  readonly open: number;
  /** The grouping in force, and the fields that could be chosen. */
  readonly groupBy: readonly string[];
  readonly fields: readonly string[];
  readonly cells: readonly Cell[];
  /** Most frequent first, at most 800. */
  readonly edges: readonly Edge[];
  /**
   * Why steps are not counted yet: that takes a moment more, or the run goes on. Then nothing is told
   * of any: there is no edge, no number of steps, and no mark that depends on them.
   */
  readonly stepsPending?: 'counting' | 'exploring';
  /** What was left out to keep to the limit; absent when all edges are there. */
  readonly omitted?: { readonly edges: number; readonly steps: number };
  readonly layers: readonly Layer[];
  /**
   * The cell of each state of the requested trace, initial state first; empty when none was asked
   * for.
   */
  readonly tracePath: readonly CellKey[];
  readonly unseen: Unseen;
  /** Whether each cell is one state. */
  readonly isSingle?: true;
  /** The cell whose states these are; absent for all states. */
  readonly within?: { readonly cell: CellKey; readonly label: readonly string[] };
}

/** The answer when a grouping has more cells than can be drawn or read. */
export interface TooLarge {
  readonly kind: 'tooLarge';
  /** Cells of the grouping; counting stops at 65,535. */
  readonly cells: number;
  readonly limit: number;
  /** A grouping that fits. */
  readonly suggestion: readonly string[];
}

/** Some states of a cell, to look at. */
export interface CellDetails {
  readonly kind: 'cell';
  readonly key: CellKey;
  /** Up to three: least depth, greatest depth, one from the middle. */
  readonly samples: readonly CellSample[];
}

/** What stands between the states that were reached and a cell that was not. */
export interface WhyNot {
  readonly kind: 'whyNot';
  readonly key: CellKey;
  /** The reached cell with the fewest fields that differ; absent where nothing was reached. */
  readonly nearest?: {
    readonly key: CellKey;
    readonly label: readonly string[];
    readonly differs: readonly { readonly there: string; readonly here: string }[];
    /** Its states that were expanded, and those that were not. */
    readonly expanded: number;
    readonly open: number;
    /** All actions, and in how many of the expanded states each is possible. */
    readonly actions: readonly {
      readonly action: string;
      readonly states: number;
      /** Of one that is possible in none: the conditions of its guard that are false. */
      readonly blockedBy?: readonly BlockedBy[];
    }[];
    /** In how many of the expanded states the guards were asked; absent where they were not. */
    readonly asked?: number;
  };
}

/** A condition of a guard, and in how many states it was the first that failed. */
export interface BlockedBy {
  /** As it is written, on one line. */
  readonly text: string;
  readonly at: CodeRange;
  /** Whether the guard is false when this is true: an early `return false`. */
  readonly isNegated: boolean;
  readonly states: number;
}

/** The condition of a cell, as TypeScript over a state `s`. */
export interface ConditionOfCell {
  readonly kind: 'condition';
  readonly key: CellKey;
  /** A name for a property with this condition. */
  readonly name: string;
  /** All must be true; absent where the condition cannot be written. */
  readonly parts?: readonly string[];
  /** Why it cannot. */
  readonly refused?: string;
}

/** States to look for: those of a cell, or those with a value of a field, as reports print it. */
export type GoalOfStates =
  | { readonly groupBy: readonly string[]; readonly cell: CellKey }
  | { readonly field: string; readonly value: string };

/** One state of a cell as rows of a table. */
export interface CellSample {
  readonly depth: number;
  readonly expanded: boolean;
  readonly fields: readonly { readonly path: string; readonly value: string }[];
}

/** The states were released: checking again brings them back. */
export interface Gone {
  readonly kind: 'gone';
}
