/** The state map of an exploration: answers questions about cells, and remembers what it computed. */
import { cellDetailsOf } from './cell-details.ts';
import type { Explored } from './explored.ts';
import type { Field } from './field.ts';
import {
  cellsMax,
  defaultGrouping,
  fittingGrouping,
  type Grouping,
  groupBy,
  splitFurther,
} from './grouping.ts';
import { keyOf, type Link, labelOf, type Quotient, quotient } from './quotient.ts';
import { fieldsOf } from './schema-fields.ts';
import { type StateGoal, stateGoal } from './state-goal.ts';
import { keptSteps, type Steps } from './step-list.ts';
import { conditionOf, unseenCells, whyNot } from './unseen.ts';
import type {
  CellDetails,
  CellKey,
  ConditionOfCell,
  Edge,
  GoalOfStates,
  TooLarge,
  Unseen,
  View,
  ViewRequest,
  WhyNot,
} from './view.ts';
import { withinCell } from './within-cell.ts';

/** Answers questions about the states of one exploration, which may still go on. */
export interface StateMap {
  /** The map under a grouping; `tracePath` are the states of the requested trace. */
  view(request: ViewRequest, tracePath: readonly number[]): View | TooLarge;
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

/** An answer with more edges than this is not drawn: the least frequent are counted only. */
export const edgesMax = 800;

/** So many groupings are remembered. */
const remembered = 6;

/** The state map of an exploration. What it remembers lives as long as it does. */
export function stateMap(explored: Explored): StateMap {
  const fields = fieldsOf(explored.schema);
  const drawings = new Map<string, Drawing>();
  let extent = '';
  let steps: Steps | undefined;
  const remember = (key: string, drawing: Drawing): Drawing => {
    // The one asked for last stands last, the one to be forgotten next stands first.
    drawings.delete(key);
    drawings.set(key, drawing);
    for (const oldest of [...drawings.keys()].slice(0, -remembered)) drawings.delete(oldest);
    return drawing;
  };
  const stepsNow = () => {
    steps ??= keptSteps(explored);
    return steps;
  };
  const drawingOf = (names: readonly string[] | undefined): Drawing => {
    const now = `${explored.stateCount} ${explored.expandedCount}`;
    if (now !== extent) {
      drawings.clear();
      steps = undefined;
    }
    extent = now;
    const asked = names?.flatMap((name) => fields.find((field) => field.name === name) ?? []);
    const isDefault = asked === undefined || (asked.length === 0 && names?.length !== 0);
    const key = isDefault ? 'default' : keyOfFields(asked);
    const known = drawings.get(key);
    if (known !== undefined) return remember(key, known);
    const grouping = isDefault
      ? defaultGrouping(explored, fields)
      : groupBy(explored, [...new Set(asked)]);
    const drawing = draw(explored, grouping, fields, stepsNow);
    if (isDefault) remember(keyOfFields(grouping.fields), drawing);
    return remember(key, drawing);
  };
  return {
    view(request, tracePath) {
      const { within } = request;
      if (within) {
        const { grouping } = drawingOf(within.groupBy);
        const { forEachStep } = stepsNow();
        return viewWithin({ ...explored, forEachStep }, fields, grouping, within.cell);
      }
      const { grouping, content } = drawingOf(request.groupBy);
      if (content.kind === 'tooLarge') return content;
      return viewOf({ explored, fields, grouping, content, tracePath });
    },
    cell(names, key) {
      return cellDetailsOf(explored, drawingOf(names).grouping, key);
    },
    whyNot(names, key) {
      return whyNot(explored, drawingOf(names).grouping, key);
    },
    condition(names, key) {
      return conditionOf(explored, drawingOf(names).grouping, key);
    },
    goal: (of) => stateGoal(of, explored, fields, (names) => drawingOf(names).grouping),
    firstIn: (names, key) => firstOf(explored, inCell(drawingOf(names).grouping, key)),
    expandedIn: (names, key, atMost) =>
      expandedOf(explored, inCell(drawingOf(names).grouping, key), atMost),
    openIn(names, key) {
      const isIn = inCell(drawingOf(names).grouping, key);
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

/** What is drawn, and what was not reached. */
interface Drawn extends Quotient {
  readonly unseen: Unseen;
}

/** The states of one cell, told apart by one field more. No trace is drawn over a part. */
function viewWithin(
  explored: Explored,
  fields: readonly Field[],
  whole: Grouping,
  key: CellKey,
): View {
  const cell = whole.cells.findIndex((classes) => keyOf(classes) === key);
  const classes = whole.cells[cell];
  if (!classes) throw new Error('This cell is not on the map any more.');
  const part = withinCell(explored, whole.cellOf, cell);
  const grouping = splitFurther(part, whole.fields, fields);
  if (!grouping) throw new Error('No field tells the states of this cell apart.');
  const content = { ...quotient(part, grouping), unseen: unseenCells(part, grouping, classes) };
  const view = viewOf({ explored: part, fields, grouping, content, tracePath: [] });
  return { ...view, within: { cell: key, label: labelOf(classes) } };
}

/** A grouping and what came of it. */
interface Drawing {
  readonly grouping: Grouping;
  readonly content: Drawn | TooLarge;
}

function keyOfFields(fields: readonly Field[]): string {
  return JSON.stringify(namesOf(fields));
}

function namesOf(fields: readonly Field[]): readonly string[] {
  return fields.map((field) => field.name);
}

function draw(
  explored: Explored,
  grouping: Grouping,
  fields: readonly Field[],
  steps: () => Steps,
): Drawing {
  const cells = grouping.cells.length;
  if (cells <= cellsMax && !grouping.isOverfull) {
    const unseen = unseenCells(explored, grouping);
    return { grouping, content: { ...quotient(explored, grouping, steps()), unseen } };
  }
  const fitting = fittingGrouping(explored, grouping.fields, cellsMax).fields;
  const suggestion = fitting.length > 0 ? fitting : defaultGrouping(explored, fields).fields;
  const content: TooLarge = {
    kind: 'tooLarge',
    cells,
    limit: cellsMax,
    suggestion: namesOf(suggestion),
  };
  return { grouping, content };
}

interface Shown {
  readonly explored: Explored;
  readonly fields: readonly Field[];
  readonly grouping: Grouping;
  readonly content: Drawn;
  readonly tracePath: readonly number[];
}

function viewOf({ explored, fields, grouping, content, tracePath }: Shown): View {
  const { cells, links, layers, reachedFrom, unseen } = content;
  const path = tracePath.map((state) => grouping.cellOf[state] ?? 0);
  const drawn = drawnLinks(links, reachedFrom, path);
  const keyAt = (cell: number) => cells[cell]?.key ?? '';
  const edges: Edge[] = drawn.map(({ from, to, action, count }) => ({
    from: keyAt(from),
    to: keyAt(to),
    action: explored.actions[action] ?? '',
    count,
  }));
  const view: View = {
    kind: 'view',
    exhausted: explored.exhausted,
    states: explored.stateCount,
    open: explored.stateCount - explored.expandedCount,
    groupBy: namesOf(grouping.fields),
    fields: namesOf(fields),
    cells,
    edges,
    layers,
    tracePath: path.map(keyAt),
    unseen,
  };
  if (drawn.length === links.length) return view;
  const stepsOf = (some: readonly Link[]) => some.reduce((sum, { count }) => sum + count, 0);
  return {
    ...view,
    omitted: { edges: links.length - drawn.length, steps: stepsOf(links) - stepsOf(drawn) },
  };
}

/**
 * The links that are drawn where there are too many: first those that show how each cell was
 * reached and where the trace goes, then the most frequent.
 */
function drawnLinks(
  links: readonly Link[],
  reachedFrom: Quotient['reachedFrom'],
  path: readonly number[],
): readonly Link[] {
  if (links.length <= edgesMax) return links;
  const followed = new Set(path.map((cell, step) => `${cell} ${path[step + 1]}`));
  const leads = ({ from, to }: Link) => reachedFrom[to] === from || followed.has(`${from} ${to}`);
  const [leading, others] = [links.filter(leads), links.filter((link) => !leads(link))];
  return [...leading, ...others].slice(0, edgesMax);
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
