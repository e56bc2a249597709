/**
 * States put into classes by one field.
 *
 * One pass over the states gives each a small number, its class; texts are made once a class, never
 * once a state. Scalars are interned; whatever has parts counts by its shape. Numbers are kept until
 * their extremes are known and go into buckets if there are many. Multisets are numbered member by
 * member. Cost: a few map look-ups a state and field.
 */
import { type ClassText, countedText, NumberRange, scalarOf, valueText } from './class-text.ts';
import type { Explored } from './explored.ts';
import { everyMember, type Field } from './field.ts';
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

/** Classifies all states by each of some fields, in one pass. */
export function classify(explored: Explored, fields: readonly Field[]): readonly Column[] {
  const count = explored.stateCount;
  const classifiers = fields.map((field) => classifierOf(field, count));
  for (let index = 0; index < count; index++) {
    const state = explored.state(index);
    for (const classifier of classifiers) classifier.add(index, state);
  }
  return classifiers.map((classifier) => classifier.column());
}

interface Classifier {
  add(index: number, state: unknown): void;
  column(): Column;
}

function classifierOf(field: Field, count: number): Classifier {
  switch (field.kind) {
    case 'value':
      return byValue(field, count);
    case 'number':
      return byNumber(field, count, (part) => part);
    case 'size':
      return byNumber(field, count, sizeOf);
    case 'counted':
      return byMembers(field, count);
  }
}

function byValue(field: Field, count: number): Classifier {
  const classOf = new Uint16Array(count);
  const values = new Interned<unknown>();
  return {
    add(index, state) {
      classOf[index] = values.id(scalarOf(partAt(state, field.path)));
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

function byNumber(field: Field, count: number, measure: (part: unknown) => unknown): Classifier {
  const numbers = new Float64Array(count);
  const classOf = new Uint16Array(count);
  const classes = new Interned<unknown>();
  const distinct = new Set<number>();
  return {
    add(index, state) {
      const value = scalarOf(measure(partAt(state, field.path)));
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
    column: () => ({
      field,
      classOf,
      classes: classes.things.map(textOf),
      isOverfull: values.isOverfull || multisets.isOverfull || classes.isOverfull,
    }),
  };
}
