/**
 * States put into cells: classes by several fields at once, and the choice of those fields.
 *
 * The default grouping is greedy: a field is added if it splits some cell and the map stays readable.
 * It depends on the states reached, so a run that goes on may choose another one. Cost: one pass
 * over the states for the classes, one over an array for each field tried.
 */
import type { ClassText } from './class-text.ts';
import { type Column, classify } from './classify.ts';
import type { Explored } from './explored.ts';
import type { Field, FieldRank } from './field.ts';
import { Interned } from './interned.ts';

/** The default grouping has at most this many cells: as many as a person can take in. */
export const cellsTarget = 60;

/** A map with more cells than this is not drawn. */
export const cellsMax = 300;

/** Below this many cells, numbers and sizes are added too. */
const cellsFew = 12;

/** The cell of each state under some fields. Cells are numbered in the order of first states. */
export interface Grouping {
  readonly fields: readonly Field[];
  readonly cellOf: Uint16Array;
  /** For each cell, its classes: one a field. */
  readonly cells: readonly (readonly ClassText[])[];
  /** Whether there are more cells than were told apart; `cellOf` then tells too little. */
  readonly isOverfull: boolean;
}

/** Groups states by the given fields, in their order. */
export function groupBy(explored: Explored, fields: readonly Field[]): Grouping {
  return classify(explored, fields).reduce(refine, ungrouped(explored));
}

/** The first of the given fields that together make at most so many cells; none that splits none. */
export function fittingGrouping(
  explored: Explored,
  fields: readonly Field[],
  limit: number,
): Grouping {
  return grow(ungrouped(explored), classify(explored, fields), limit);
}

/** The grouping that is used when none was asked for. */
export function defaultGrouping(explored: Explored, fields: readonly Field[]): Grouping {
  const columns = (rank: FieldRank) =>
    classify(
      explored,
      fields.filter((field) => field.rank === rank),
    );
  let grouping = ungrouped(explored);
  grouping = grow(grouping, columns('first'), cellsTarget);
  grouping = grow(grouping, columns('counted'), cellsTarget);
  if (grouping.cells.length < cellsFew) {
    grouping = grow(grouping, columns('few'), cellsTarget, cellsFew);
  }
  return grouping.fields.length > 0 ? grouping : groupedByConstant(explored, fields);
}

/** States that agree in some fields, told apart by the first other field that does so. */
export function splitFurther(
  explored: Explored,
  agreed: readonly Field[],
  fields: readonly Field[],
): Grouping | undefined {
  const others = fields.filter(({ name }) => agreed.every((field) => field.name !== name));
  const ranked = [...others].sort((a, b) => ranks.indexOf(a.rank) - ranks.indexOf(b.rank));
  const splits = ({ classes, isOverfull }: Column) =>
    !isOverfull && classes.length > 1 && classes.length <= cellsMax;
  for (const field of ranked) {
    const [column] = classify(explored, [field]);
    if (column && splits(column)) return groupBy(explored, [...agreed, field]);
  }
  return undefined;
}

const ranks: readonly FieldRank[] = ['first', 'counted', 'few', 'asked'];

function ungrouped(explored: Explored): Grouping {
  return {
    fields: [],
    cellOf: new Uint16Array(explored.stateCount),
    cells: explored.stateCount > 0 ? [[]] : [],
    isOverfull: false,
  };
}

function grow(from: Grouping, columns: readonly Column[], limit: number, enough = limit): Grouping {
  let grouping = from;
  for (const column of columns) {
    if (grouping.cells.length >= enough) break;
    if (column.isOverfull || column.classes.length > limit) continue;
    const finer = refine(grouping, column);
    const splits = finer.cells.length > grouping.cells.length;
    if (splits && finer.cells.length <= limit) grouping = finer;
  }
  return grouping;
}

/** Where nothing tells states apart, their one cell should still say something about them. */
function groupedByConstant(explored: Explored, fields: readonly Field[]): Grouping {
  const usual = fields.filter((field) => field.rank !== 'asked');
  const constant = classify(explored, usual).find((column) => column.classes.length === 1);
  return constant === undefined ? ungrouped(explored) : refine(ungrouped(explored), constant);
}

/** Pairs of a cell and a class below this number are looked up in an array instead of a map. */
const denseMax = 1 << 20;

/** Splits each cell by the classes of a column. */
function refine(coarse: Grouping, column: Column): Grouping {
  const count = column.classOf.length;
  const width = column.classes.length;
  const cellOf = new Uint16Array(count);
  const pairs = new Interned<number>();
  const dense = new Int32Array(Math.min(coarse.cells.length * width, denseMax)).fill(-1);
  for (let index = 0; index < count; index++) {
    const pair = (coarse.cellOf[index] ?? 0) * width + (column.classOf[index] ?? 0);
    let cell = dense[pair] ?? -1;
    if (cell < 0) {
      cell = pairs.id(pair);
      dense[pair] = cell;
    }
    cellOf[index] = cell;
  }
  return {
    fields: [...coarse.fields, column.field],
    cellOf,
    cells: pairs.things.map((pair) => [
      ...(coarse.cells[Math.floor(pair / width)] ?? []),
      ...column.classes.slice(pair % width, (pair % width) + 1),
    ]),
    isOverfull: coarse.isOverfull || column.isOverfull || pairs.isOverfull,
  };
}
