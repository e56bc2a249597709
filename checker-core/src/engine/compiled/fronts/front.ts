import type { FieldCount } from '../../../model/statistics.ts';
import type { Failure } from '../../errors.ts';
import type { Explorable } from '../../explorable.ts';
import type { Outcome } from '../../reference/steps.ts';
import type { BlockedCounts } from '../memo/blocked-counts.ts';
import type { GroupTables } from '../memo/group-tables.ts';
import type { Leaves } from '../memo/leaves.ts';
import type { ShownPlace } from '../row-parts.ts';
import type { RowTimes } from '../row-times.ts';
import type { Shape } from '../shape/shape.ts';
import type { IdSource, RowCodec } from '../shape/slot-values.ts';
import type { Tuning } from '../tuning.ts';
import type { Tracking } from '../turns/tracked-state.ts';

/** What the compiled engine must know of a kind of model, machines or systems. */
export interface Front {
  /** The model in plain form: what the memo gives is compared with what this gives. */
  readonly model: Explorable;
  /** The slots of its states. */
  readonly shape: Shape;
  /** Thresholds that suit such models better than those by default. */
  readonly tuning: Partial<Tuning>;
  /** Whether turns change slots of which they know nothing. */
  readonly hasOperations: boolean;
  /** The memo of its turns. */
  turns(around: TurnSurroundings): Turns;
  /** Where the parts of a state lie, as people see it. */
  readonly shown: ShownPlace;
  /** The values that stand in kept rows, by field. */
  fields(times: RowTimes): readonly FieldCount[];
  /** A state as properties read it, which notices what is looked at: also by views, where they may. */
  reading(tracking: Tracking, byViews: boolean): unknown;
}

/** What a memo of turns works with. */
export interface TurnSurroundings {
  readonly codec: RowCodec;
  readonly tables: GroupTables;
  readonly leaves: Leaves;
  readonly tuning: Tuning;
  /** Whether values that no slot has had yet may be given a number here. */
  readonly mayNumber: boolean;
  /** Where it counts which clauses of guards block. */
  readonly blocked: BlockedCounts | undefined;
  /** The clause that made a guard false which has just run. */
  readonly clauseOf: (guard: unknown) => number | undefined;
}

/** A state that is being expanded: the numbers of its values, and a number of its own. */
export interface Expanding {
  readonly index: number;
  readonly ids: IdSource;
}

/** What leads to a step, whatever comes of it. */
export type Origin = Pick<Outcome, 'action' | 'by' | 'params' | 'event'>;

/** The memo of all turns of a model. */
export interface Turns {
  /** The child from which every walk begins. */
  readonly root: number;
  /** What leads to the steps of each instance, by its number. */
  readonly origins: readonly Origin[];
  /** Tries all turns on a first state, for the reads with which they begin. */
  begin(state: Expanding): void;
  /** From now on numbers may stand for other states. */
  beginAnew(): void;
  /**
   * The child for a value that a group has not met yet; undefined, with nothing changed, when a turn
   * makes a value that may not be numbered here.
   */
  miss(group: number, value: number, state: Expanding, expanded: number): number | undefined;
  /** The steps of branches that are not remembered, as leaves for this state only. */
  direct(list: number, state: Expanding): number[] | undefined;
  /**
   * What an operation makes of a value of its slot: the number of another, undefined where that may
   * not be numbered here, or why it cannot be done.
   */
  operate(operation: number, value: number): number | Failure | undefined;
}
