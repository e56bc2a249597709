import type { Budget } from './budget.ts';
import type { SystemEvent } from './system-event.ts';

/** What an exploration has counted on its way. It proves nothing; it shows where to look. */
export interface Statistics {
  /**
   * In the order of the steps: of a machine each action with each combination of parameters, of a
   * system each kind of step that was taken.
   */
  readonly instances: readonly InstanceCount[];
  /**
   * The values of each part of the state in all kept states: of a system the fields of the actors, their
   * timers, who is crashed, and what is left of budgets.
   */
  readonly fields: readonly FieldCount[];
  /** The declared values of the fields of a state, against those that occur. */
  readonly domain: Domain;
  /** By distance from the beginning, from 0. */
  readonly levels: readonly LevelCount[];
  /** Where something was left, by reason and distance. */
  readonly frontier: readonly FrontierCount[];
}

/** How one combination of parameters of an action, or one kind of step of a system, fared. */
export interface InstanceCount {
  /** Key path of the action, or of whatever takes such a step in a trace. */
  readonly by: string;
  /** Of a system only. */
  readonly event?: SystemEvent;
  /** Of a system: the kind of the message and its way, `{ actor, timer }` or `{ actor }`. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Steps taken, repeats included. */
  readonly fired: number;
  /** Of a machine: expanded states in which it gave neither a step nor an error. */
  readonly blocked?: number;
  /**
   * Of a watched guard: in how many of these states each of its clauses was the first false one. What
   * is missing to `blocked` chose from nothing.
   */
  readonly blockedBy?: readonly number[];
}

/** The states at one distance from the beginning, and what their steps led to. */
export interface LevelCount {
  /** States kept at this distance. */
  readonly states: number;
  readonly expanded: number;
  /** Successors of the expanded ones: new states, duplicates and fenced ones. */
  readonly generated: number;
  /** Successors that were kept before. */
  readonly duplicates: number;
  /** Successors outside the fence. */
  readonly fenced: number;
  /** States without any step. */
  readonly terminal: number;
  /** States in which some turn failed. */
  readonly errors: number;
}

/** States at one distance about whose successors something is not known. */
export interface FrontierCount {
  /** `error`: a turn failed there; `sample`: random runs did not come by. */
  readonly reason: keyof Budget | 'stopped' | 'error' | 'sample';
  readonly depth: number;
  readonly states: number;
}

/** How often a value stood at a place. */
export interface ValueCount {
  readonly value: unknown;
  readonly times: number;
}

/** The values that stood at one place of the state, or at the places of all members of a collection. */
export interface FieldCount {
  /** As a person writes it: `tm`, `rms.rm1`, `queue.length`, `queue[*].price`, `state`. */
  readonly path: string;
  /** How many different values there were. */
  readonly distinct: number;
  /** In canonical order; of texts and the like the first 64, of many numbers none. */
  readonly values: readonly ValueCount[];
  /** Of many numbers: the least and the greatest, and how many lay between powers of two. */
  readonly range?: NumberRange;
}

/** Numbers that are too many to be listed. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  /** By size: from the power of two nearer to 0, up to but not including the next one. */
  readonly buckets: readonly {
    readonly from: number;
    readonly to: number;
    readonly times: number;
  }[];
}

/** Declared values against seen ones. */
export interface Domain {
  /** In declaration order. */
  readonly fields: readonly FieldDomain[];
  readonly pairs: readonly PairDomain[];
  /** Pairs that were left out because there are many. */
  readonly pairsLeftOut: number;
}

/** The values of one field by which states can be grouped. */
export interface FieldDomain {
  readonly path: string;
  readonly kind: 'value' | 'number' | 'size' | 'counted';
  /** How many values are declared; 0 where the schema lists none. */
  readonly declared: number;
  /** Declared ones first, in their order, whether seen or not; then others that were seen. */
  readonly values: readonly SeenValue[];
  /** Of many numbers, instead of their values: from `from` up to but not including `to`. */
  readonly buckets?: readonly {
    readonly from: number;
    readonly to: number;
    readonly times: number;
  }[];
  /** How many values are not listed, where there are many. */
  readonly more?: number;
}

/** How often a value of a field was seen. */
export interface SeenValue {
  /** Printed: `'init'`, `3`, `absent`, `object`. */
  readonly text: string;
  /** Absent where the field itself is, and of what has parts of its own. */
  readonly value?: unknown;
  /** States with the value; of members of a collection, members in all states together. */
  readonly times: number;
  readonly declared: boolean;
}

/** Which values of two fields stand together. */
export interface PairDomain {
  readonly fields: readonly [string, string];
  /** Printed values of the first field, and of the second. */
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** By row, then by column: how often both stood together; of members, how many of them. */
  readonly times: readonly (readonly number[])[];
  /** How many combinations of declared values were not seen. */
  readonly unseen: number;
}

/** Of a model without states. */
export const noDomain: Domain = { fields: [], pairs: [], pairsLeftOut: 0 };

/** Of an exploration that has not begun. */
export const noStatistics: Statistics = {
  instances: [],
  fields: [],
  domain: noDomain,
  levels: [],
  frontier: [],
};
