/**
 * States put into cells: classes by several fields at once, and the choice of those fields.
 *
 * The default grouping is greedy: a field is added if it splits some cell and the map stays readable.
 * It depends on the states reached, so a run that goes on may choose another one. Cost: one pass
 * over the states for the classes of each field tried, which ends where there are too many, and one
 * over two arrays for the cells.
 */
import type { ClassText } from './class-text.ts';
import { type Column, classify } from './classify.ts';
import type { Explored } from './explored.ts';
import type { Field, FieldRank } from './field.ts';
import { Interned, internedMax } from './interned.ts';
import type { Part } from './within-cell.ts';

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
  return cellsBy(explored, classify(explored, fields));
}

/** Puts states into cells by the classes of some fields. */
export function cellsBy(explored: Explored, columns: readonly Column[]): Grouping {
  return columns.reduce((coarse, column) => refine(coarse, column), ungrouped(explored));
}

/** The first of the given fields that together make at most so many cells; none that splits none. */
export function fittingGrouping(
  explored: Explored,
  fields: readonly Field[],
  limit: number,
): Grouping {
  return grow(explored, ungrouped(explored), fields, limit);
}

/** The grouping that is used when none was asked for. */
export function defaultGrouping(
  explored: Explored,
  fields: readonly Field[],
  target = cellsTarget,
): Grouping {
  const ranked = (rank: FieldRank) => fields.filter((field) => field.rank === rank);
  let grouping = ungrouped(explored);
  grouping = grow(explored, grouping, ranked('first'), target);
  grouping = grow(explored, grouping, ranked('counted'), target);
  grouping = grow(explored, grouping, ranked('few'), target, cellsFew);
  return grouping.fields.length > 0 ? grouping : groupedByConstant(explored, fields);
}

/**
 * The states of one cell, told apart by the first other field that does so. Numbers go into the
 * buckets of all states, so that a cell of a part has the name that it has on the map of all.
 */
export function splitFurther(
  part: Part,
  agreed: readonly Field[],
  fields: readonly Field[],
): Grouping | undefined {
  const others = fields.filter(({ name }) => agreed.every((field) => field.name !== name));
  const whole = { ...ungrouped(part), fields: agreed, cells: [part.classes] };
  for (const field of byRank(others)) {
    const column = columnWithin(part, field);
    if (!column || column.isOverfull) continue;
    const grouping = refine(whole, column, cellsMax);
    if (!grouping.isOverfull && grouping.cells.length > 1) return grouping;
  }
  return undefined;
}

/** Fields in the order in which the default grouping tries them. */
export function byRank(fields: readonly Field[]): readonly Field[] {
  return [...fields].sort((a, b) => ranks.indexOf(a.rank) - ranks.indexOf(b.rank));
}

function columnWithin(part: Part, field: Field): Column | undefined {
  if (field.kind !== 'number' && field.kind !== 'size') return classify(part, [field], cellsMax)[0];
  const [column] = classify(part.whole, [field]);
  return (
    column && {
      ...column,
      classOf: Uint16Array.from(part.members, (state) => column.classOf[state] ?? 0),
    }
  );
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

function grow(
  explored: Explored,
  from: Grouping,
  fields: readonly Field[],
  limit: number,
  enough = limit,
): Grouping {
  // Where states have to be decoded, they are for all fields together.
  const decoded = explored.pieces ? undefined : classify(explored, fields, limit);
  let grouping = from;
  for (const [index, field] of fields.entries()) {
    if (grouping.cells.length >= enough) break;
    const column = decoded?.[index] ?? classify(explored, [field], limit)[0];
    if (!column || column.isOverfull || column.classes.length > limit) continue;
    const finer = refine(grouping, column, limit);
    const splits = finer.cells.length > grouping.cells.length;
    if (splits && !finer.isOverfull) grouping = finer;
  }
  return grouping;
}

/** Where nothing tells states apart, their one cell should still say something about them. */
function groupedByConstant(explored: Explored, fields: readonly Field[]): Grouping {
  const usual = fields.filter((field) => field.rank !== 'asked');
  const constant = classify(explored, usual, 1).find(({ isOverfull }) => !isOverfull);
  return constant === undefined ? ungrouped(explored) : refine(ungrouped(explored), constant);
}

/** Pairs of a cell and a class below this number are looked up in an array instead of a map. */
const denseMax = 1 << 20;

/** Splits each cell by the classes of a column. With more cells than `cellsMost`, it gives up. */
function refine(coarse: Grouping, column: Column, cellsMost = internedMax): Grouping {
  const count = coarse.cellOf.length;
  const width = column.classes.length;
  const cellOf = new Uint16Array(count);
  const pairs = new Interned<number>(cellsMost);
  const dense = new Int32Array(Math.min(coarse.cells.length * width, denseMax)).fill(-1);
  for (let index = 0; index < count && !pairs.isOverfull; index++) {
    const pair = (coarse.cellOf[index] as number) * width + (column.classOf[index] as number);
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
