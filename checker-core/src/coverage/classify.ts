/**
 * States put into classes by one field.
 *
 * Each state gets a small number, its class; texts are made once a class, never once a state.
 * Scalars are interned; whatever has parts counts by its shape. Numbers are kept until their extremes
 * are known and go into buckets if there are many. Multisets are numbered member by member. Where the
 * engine tells of which pieces states are made, no state is decoded: a field costs one pass over the
 * numbers of each of its pieces. Else all fields together cost one pass over the states.
 */
import { type ClassText, countedText, NumberRange, scalarOf, valueText } from './class-text.ts';
import type { Explored, StatePiece } from './explored.ts';
import { everyMember, type Field, type PathStep } from './field.ts';
import { Interned } from './interned.ts';
import { Multisets } from './multisets.ts';
import { eachPart, partAt, sizeOf } from './parts.ts';

/** The class of each state by one field. */
export interface Column {
  readonly field: Field;
  readonly classOf: Uint16Array;
  readonly classes: readonly ClassText[];
  /** Whether there were too many classes to be told apart; `classOf` then tells too little. */
  readonly isOverfull: boolean;
}

/** Classifies all states by each of some fields. */
export function classify(explored: Explored, fields: readonly Field[]): readonly Column[] {
  const count = explored.stateCount;
  const classifiers = fields.map((field) => classifierOf(field, count));
  if (explored.pieces) {
    const numbers = new Int32Array(count);
    const of = (path: readonly PathStep[]) => explored.pieces?.(path) ?? [];
    for (const classifier of classifiers) classifier.addPieces(of, numbers);
  } else {
    for (let index = 0; index < count; index++) {
      const state = explored.state(index);
      for (const classifier of classifiers) classifier.add(index, state);
    }
  }
  return classifiers.map((classifier) => classifier.column());
}

type Pieces = (path: readonly PathStep[]) => readonly StatePiece[];

/** Takes in all states, one by one or as pieces; `numbers` is room for those of one piece. */
interface Classifier {
  add(index: number, state: unknown): void;
  addPieces(pieces: Pieces, numbers: Int32Array): void;
  column(): Column;
}

function classifierOf(field: Field, count: number): Classifier {
  switch (field.kind) {
    case 'value':
      return bySingle(field, byValue(field, count), (part) => part, false);
    case 'number':
      return bySingle(field, byNumber(field, count), (part) => part, false);
    case 'size':
      return bySingle(field, byNumber(field, count), sizeOf, true);
    case 'counted':
      return byMembers(field, count);
  }
}

/** Takes in one value for each state. */
interface ValueClassifier {
  put(index: number, value: unknown): void;
  column(): Column;
}

/** Classifies by what is measured of the part at the path of a field. */
function bySingle(
  { path }: Field,
  { put, column }: ValueClassifier,
  measure: (part: unknown) => unknown,
  isSize: boolean,
): Classifier {
  return {
    add: (index, state) => put(index, scalarOf(measure(partAt(state, path)))),
    addPieces(pieces, numbers) {
      const [whole] = pieces(path);
      const [fixed] = whole?.parts[0] ?? [];
      if (isSize && whole?.isFixed && fixed !== undefined) {
        const sizes = membersCounted(pieces([...path, everyMember]), numbers);
        for (let index = 0; index < numbers.length; index++) put(index, sizes[index]);
        return;
      }
      whole?.read(numbers);
      const values = whole?.parts.map(([part]) => scalarOf(measure(part))) ?? [];
      for (let index = 0; index < numbers.length; index++) {
        put(index, values[numbers[index] ?? 0]);
      }
    },
    column,
  };
}

/** How many members each state has in a collection that is made of pieces. */
function membersCounted(pieces: readonly StatePiece[], numbers: Int32Array): Int32Array {
  const sizes = new Int32Array(numbers.length);
  for (const piece of pieces) {
    piece.read(numbers);
    const members = piece.parts.map(({ length }) => length);
    for (let index = 0; index < sizes.length; index++) {
      sizes[index] = (sizes[index] ?? 0) + (members[numbers[index] ?? 0] ?? 0);
    }
  }
  return sizes;
}

function byValue(field: Field, count: number): ValueClassifier {
  const classOf = new Uint16Array(count);
  const values = new Interned<unknown>();
  return {
    put(index, value) {
      classOf[index] = values.id(value);
    },
    column: () => ({
      field,
      classOf,
      classes: values.things.map((value) => valueText(field, value)),
      isOverfull: values.isOverfull,
    }),
  };
}

/** Up to this many different numbers are shown one by one. */
export const exactMax = 12;

function byNumber(field: Field, count: number): ValueClassifier {
  const numbers = new Float64Array(count);
  const classOf = new Uint16Array(count);
  const classes = new Interned<unknown>();
  const distinct = new Set<number>();
  return {
    put(index, value) {
      if (typeof value === 'number' && !Number.isNaN(value)) {
        numbers[index] = value;
        if (distinct.size <= exactMax) distinct.add(value);
      } else {
        // Not a number, such as an optional field that is absent: a class of its own at once.
        numbers[index] = Number.NaN;
        classOf[index] = classes.id(value);
      }
    },
    column() {
      const bucketOf =
        distinct.size <= exactMax ? (number: number) => number : buckets(field.kind, numbers);
      for (let index = 0; index < count; index++) {
        const number = numbers[index] ?? Number.NaN;
        if (!Number.isNaN(number)) classOf[index] = classes.id(bucketOf(number));
      }
      return {
        field,
        classOf,
        classes: classes.things.map((value) => valueText(field, value)),
        isOverfull: classes.isOverfull,
      };
    },
  };
}

/** Keeps a few of the least and of the greatest integers apart, and puts the rest together. */
function buckets(kind: Field['kind'], numbers: Float64Array) {
  const [leastCount, greatestCount] = kind === 'size' ? [3, 1] : [2, 2];
  const [min, max] = extremes(numbers, () => true);
  const isApart = (number: number) =>
    number === min ||
    number === max ||
    (Number.isInteger(number) && (number < min + leastCount || number > max - greatestCount));
  const between = new NumberRange(...extremes(numbers, (number) => !isApart(number)));
  return (number: number) => (isApart(number) ? number : between);
}

/** The least and the greatest of some numbers. A NaN is neither. */
function extremes(numbers: Float64Array, counts: (number: number) => boolean): [number, number] {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const number of numbers) {
    if (number < min && counts(number)) min = number;
    if (number > max && counts(number)) max = number;
  }
  return [min, max];
}

function byMembers(field: Field, count: number): Classifier {
  const classOf = new Uint16Array(count);
  // Declared values first: then every label lists them in the order of their declaration.
  const values = new Interned<unknown>();
  for (const value of field.values) values.id(value);
  const multisets = new Multisets();
  const absent = -1;
  const classes = new Interned<number>();
  const collection = field.path.slice(0, field.path.indexOf(everyMember));
  let multiset = 0;
  const addMember = (member: unknown) => {
    multiset = multisets.plus(multiset, values.id(scalarOf(member)));
  };
  const textOf = (id: number) =>
    id === absent
      ? valueText(field, undefined)
      : countedText(
          field,
          multisets
            .counts(id)
            .flatMap((times, value) => (times > 0 ? [[values.things[value], times] as const] : [])),
        );
  return {
    add(index, state) {
      multiset = partAt(state, collection) === undefined ? absent : 0;
      if (multiset === 0) eachPart(state, field.path, addMember);
      classOf[index] = classes.id(multiset);
    },
    addPieces(pieces, numbers) {
      const sums = new Int32Array(count);
      const [whole] = pieces(collection);
      whole?.read(numbers);
      const start = whole?.parts.map(([part]) => (part === undefined ? absent : 0)) ?? [];
      for (let index = 0; index < count; index++)
        sums[index] = start[numbers[index] ?? 0] ?? absent;
      for (const piece of pieces(field.path)) {
        piece.read(numbers);
        const members = piece.parts.map((parts) => parts.map((part) => values.id(scalarOf(part))));
        for (let index = 0; index < count; index++) {
          let sum = sums[index] ?? absent;
          if (sum === absent) continue;
          for (const member of members[numbers[index] ?? 0] ?? [])
            sum = multisets.plus(sum, member);
          sums[index] = sum;
        }
      }
      for (let index = 0; index < count; index++)
        classOf[index] = classes.id(sums[index] ?? absent);
    },
    column: () => ({
      field,
      classOf,
      classes: classes.things.map(textOf),
      isOverfull: values.isOverfull || multisets.isOverfull || classes.isOverfull,
    }),
  };
}
