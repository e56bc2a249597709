/** The state map of an exploration: answers questions about cells, and remembers what it computed. */
import { cellDetailsOf } from './cell-details.ts';
import { viewOf } from './drawing.ts';
import { Drawings } from './drawings.ts';
import type { Explored } from './explored.ts';
import type { Grouping } from './grouping.ts';
import { keyOf } from './quotient.ts';
import { fieldsOf } from './schema-fields.ts';
import { stateOfKey } from './single-states.ts';
import { type StateGoal, stateGoal } from './state-goal.ts';
import { StepList } from './step-list.ts';
import { conditionOf, whyNot } from './unseen.ts';
import type {
  CellDetails,
  CellKey,
  ConditionOfCell,
  GoalOfStates,
  TooLarge,
  View,
  ViewRequest,
  WhyNot,
} from './view.ts';

/** Answers questions about the states of one exploration. */
export interface StateMap {
  /**
   * The map under a grouping; `tracePath` are the states of the requested trace. When it is time,
   * the steps that were counted up to then are kept for the next time, and nothing is said of steps.
   */
  view(request: ViewRequest, tracePath: readonly number[], isTime?: () => boolean): View | TooLarge;
  /** How many steps it holds in memory. */
  readonly stepsKept: number;
  /** Forgets all that can be made again. */
  release(): void;
  /** Some states of a cell; none if the grouping has no such cell. */
  cell(groupBy: readonly string[], key: CellKey): CellDetails;
  /** What stands between the reached states and a cell that was not reached. */
  whyNot(groupBy: readonly string[], key: CellKey): WhyNot;
  /** The condition of a cell, whether it was reached or not. */
  condition(groupBy: readonly string[], key: CellKey): ConditionOfCell;
  /** The states of a cell, or those with a value of a field, as something to look for; undefined if there is no such. */
  goal(of: GoalOfStates): StateGoal | undefined;
  /** A state of a cell with the least depth; undefined if there is none. */
  firstIn(groupBy: readonly string[], key: CellKey): number | undefined;
  /** The first expanded states of a cell, at most so many. */
  expandedIn(groupBy: readonly string[], key: CellKey, atMost: number): readonly number[];
  /** Whether a state lies in a cell and was not expanded; of none if there is no such cell. */
  openIn(groupBy: readonly string[], key: CellKey): (state: number) => boolean;
}

/** The state map of an exploration. What it remembers lives as long as it does. */
export function stateMap(explored: Explored): StateMap {
  const fields = fieldsOf(explored.schema);
  const steps = new StepList(explored);
  const stepped: Explored = {
    ...explored,
    forEachStep: (index, visit) => steps.forEachStep(index, visit),
    forEachStepIn: (from, to, visit) => steps.forEachStepIn(from, to, visit),
  };
  const drawings = new Drawings(stepped, fields);
  return {
    view(request, tracePath, isTime = () => false) {
      const drawing = drawings.of(request);
      const { content } = drawing;
      if (content.kind === 'tooLarge') return content;
      content.quotient.count(isTime);
      return viewOf(drawing, content, fields, request.within ? [] : tracePath);
    },
    get stepsKept() {
      return steps.kept;
    },
    release() {
      drawings.clear();
      steps.release();
    },
    cell(names, key) {
      return cellDetailsOf(explored, drawings.groupingWith(names, key), key);
    },
    whyNot(names, key) {
      return whyNot(stepped, drawings.by(names).grouping, key);
    },
    condition(names, key) {
      if (stateOfKey(key) === undefined) {
        return conditionOf(explored, drawings.by(names).grouping, key);
      }
      const refused = 'A single state has no condition of its own. Use that of the cell around it.';
      return { kind: 'condition', key, name: '', refused };
    },
    goal: (of) => stateGoal(of, explored, fields, (names) => drawings.by(names).grouping),
    firstIn: (names, key) => firstOf(explored, inCell(drawings.groupingWith(names, key), key)),
    expandedIn: (names, key, atMost) =>
      expandedOf(explored, inCell(drawings.by(names).grouping, key), atMost),
    openIn(names, key) {
      const isIn = inCell(drawings.groupingWith(names, key), key);
      return (state) => isIn(state) && !explored.isExpanded(state);
    },
  };
}

/** Whether states lie in a cell; none if there is no such cell. */
function inCell({ cells, cellOf }: Grouping, key: CellKey): (state: number) => boolean {
  const cell = cells.findIndex((classes) => keyOf(classes) === key);
  return (state) => cell >= 0 && cellOf[state] === cell;
}

function firstOf({ stateCount, depth }: Explored, isIn: (state: number) => boolean) {
  let first: number | undefined;
  for (let state = 0; state < stateCount; state += 1) {
    if (isIn(state) && (first === undefined || depth(state) < depth(first))) first = state;
  }
  return first;
}

function expandedOf(explored: Explored, isIn: (state: number) => boolean, atMost: number) {
  const found: number[] = [];
  for (let state = 0; state < explored.stateCount && found.length < atMost; state += 1) {
    if (isIn(state) && explored.isExpanded(state)) found.push(state);
  }
  return found;
}

/** The map under a grouping, computed anew. Ask a `stateMap` where more than one is wanted. */
export function quotientView(
  explored: Explored,
  request: ViewRequest,
  tracePath: readonly number[],
): View | TooLarge {
  return stateMap(explored).view(request, tracePath);
}

/** Some states of a cell, found anew. Ask a `stateMap` where more than one is wanted. */
export function cellDetails(
  explored: Explored,
  groupBy: readonly string[],
  key: CellKey,
): CellDetails {
  return stateMap(explored).cell(groupBy, key);
}
