/** Groupings as they are drawn: what came of one, and the view that shows it. */
import type { DeclaredCells } from './declared-cells.ts';
import type { Explored } from './explored.ts';
import type { Field } from './field.ts';
import {
  cellsMax,
  defaultGrouping,
  fittingGrouping,
  type Grouping,
  splitFurther,
} from './grouping.ts';
import { keyOf, labelOf, Quotient } from './quotient.ts';
import { singleStates } from './single-states.ts';
import type { StateTally } from './state-tally.ts';
import type { Link } from './step-tally.ts';
import { unseenCells } from './unseen.ts';
import type { CellKey, Edge, TooLarge, Unseen, View } from './view.ts';
import { withinCell } from './within-cell.ts';

/** An answer with more edges than this is not drawn: the least frequent are counted only. */
export const edgesMax = 800;

/** What is drawn, and what was not reached. */
export interface Drawn {
  readonly kind: 'drawn';
  readonly quotient: Quotient;
  readonly unseen: Unseen;
}

/** A grouping of all states, or of those of one cell, and what came of it. */
export interface Drawing {
  readonly explored: Explored;
  readonly grouping: Grouping;
  readonly content: Drawn | TooLarge;
  readonly isSingle?: true;
  /** The cell whose states these are. */
  readonly within?: NonNullable<View['within']>;
}

/** All states under a grouping, or why that cannot be drawn. Some of it may be known already. */
export function drawingBy(
  explored: Explored,
  grouping: Grouping,
  fields: readonly Field[],
  known: { readonly declared?: DeclaredCells; readonly counted?: StateTally | undefined } = {},
): Drawing {
  const cells = grouping.cells.length;
  if (cells <= cellsMax && !grouping.isOverfull) {
    const unseen = unseenCells(explored, grouping, [], known.declared);
    const quotient = new Quotient(explored, grouping, known.counted);
    return { explored, grouping, content: { kind: 'drawn', quotient, unseen } };
  }
  const fitting = fittingGrouping(explored, grouping.fields, cellsMax).fields;
  const suggestion = fitting.length > 0 ? fitting : defaultGrouping(explored, fields).fields;
  const content: TooLarge = {
    kind: 'tooLarge',
    cells,
    limit: cellsMax,
    suggestion: namesOf(suggestion),
  };
  return { explored, grouping, content };
}

/** What is shown of a drawing, with the trace that leads through these states. */
export function viewOf(
  { explored, grouping, isSingle, within }: Drawing,
  { quotient, unseen }: Drawn,
  fields: readonly Field[],
  tracePath: readonly number[],
  pending: NonNullable<View['stepsPending']> = 'counting',
): View {
  const { cells, links, layers, reachedFrom, isCounted } = quotient;
  const path = tracePath.map((state) => grouping.cellOf[state] ?? 0);
  const drawn = drawnLinks(links, reachedFrom, path);
  const keyAt = (cell: number) => cells[cell]?.key ?? '';
  const edges: Edge[] = drawn.map(({ from, to, action, count }) => ({
    from: keyAt(from),
    to: keyAt(to),
    action: explored.actions[action] ?? '',
    count,
  }));
  const stepsOf = (some: readonly Link[]) => some.reduce((sum, { count }) => sum + count, 0);
  const omitted = { edges: links.length - drawn.length, steps: stepsOf(links) - stepsOf(drawn) };
  return {
    kind: 'view',
    exhausted: explored.exhausted,
    states: explored.stateCount,
    open: explored.stateCount - explored.expandedCount,
    groupBy: namesOf(grouping.fields),
    fields: namesOf(fields),
    cells,
    edges,
    ...(!isCounted && { stepsPending: pending }),
    ...(omitted.edges > 0 && { omitted }),
    layers,
    tracePath: path.map(keyAt),
    unseen,
    ...(isSingle && { isSingle }),
    ...(within && { within }),
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

/**
 * The states of one cell, told apart by one field more, or one by one where no field does that or it
 * is asked for. No trace is drawn over a part.
 */
export function drawingWithin(
  explored: Explored,
  whole: Grouping,
  key: CellKey,
  fields: readonly Field[],
  oneByOne: boolean,
): Drawing {
  const cell = whole.cells.findIndex((classes) => keyOf(classes) === key);
  const classes = whole.cells[cell];
  if (!classes) throw new Error('This cell is not on the map any more.');
  const part = withinCell(explored, whole.cellOf, cell, classes);
  const within = { cell: key, label: labelOf(classes) };
  const grouping = oneByOne ? undefined : splitFurther(part, whole.fields, fields);
  if (grouping) {
    const unseen = unseenCells(part, grouping, classes);
    const content = { kind: 'drawn', quotient: new Quotient(part, grouping), unseen } as const;
    return { explored: part, grouping, content, within };
  }
  if (!oneByOne && part.stateCount > cellsMax) {
    const count = part.stateCount.toLocaleString('en-US');
    throw new Error(
      `No field tells the ${count} states of this cell apart, and ${cellsMax} can be drawn one by one.`,
    );
  }
  return { ...drawingOfStates(part, fields, (place) => part.members[place] ?? -1), within };
}

/** Each state as a cell of its own. */
export function drawingOfStates(
  explored: Explored,
  fields: readonly Field[],
  indexOf: (place: number) => number = (place) => place,
): Drawing {
  const grouping = singleStates(explored, fields, indexOf);
  const unseen = { kind: 'untold', reason: 'each cell is one state that was reached' } as const;
  const content = { kind: 'drawn', quotient: new Quotient(explored, grouping), unseen } as const;
  return { explored, grouping, content, isSingle: true };
}

/** How fields are called. */
export function namesOf(fields: readonly Field[]): readonly string[] {
  return fields.map((field) => field.name);
}
