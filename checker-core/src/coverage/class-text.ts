import { printValue } from '../values/print.ts';
import type { Field } from './field.ts';

/** How a class of states is written: exactly, as a part of a cell's key, and for reading. */
export interface ClassText {
  readonly key: string;
  readonly label: string;
  /** The value of the field; undefined also where there is none. */
  readonly value?: unknown;
  /** Instead of a value: how often each stands in a collection. */
  readonly counts?: readonly (readonly [unknown, number])[];
}

/** Stands for all values of one shape: a value with parts is not compared as a whole. */
export class Shape {
  readonly word: string;

  constructor(word: string) {
    this.word = word;
  }
}

const shapes = {
  array: new Shape('array'),
  map: new Shape('map'),
  set: new Shape('set'),
  object: new Shape('object'),
} as const;

/** A value as it is compared: whatever has parts counts by its shape. */
export function scalarOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return shapes.array;
  if (value instanceof Map) return shapes.map;
  return value instanceof Set ? shapes.set : shapes.object;
}

/** Stands for the numbers of a range, ends included. */
export class NumberRange {
  readonly least: number;
  readonly greatest: number;

  constructor(least: number, greatest: number) {
    this.least = least;
    this.greatest = greatest;
  }
}

/** The text of the states in which the field has this value, or one of this shape or range. */
export function valueText({ name }: Field, value: unknown): ClassText {
  if (value instanceof Shape) return { key: value.word, label: `${name}: ${value.word}`, value };
  if (value instanceof NumberRange) {
    const { least, greatest } = value;
    return {
      key: `${least}…${greatest}`,
      label: `${name}: ${rounded(least)}…${rounded(greatest)}`,
      value,
    };
  }
  return value === undefined
    ? { key: 'absent', label: `${name}: absent` }
    : { key: printValue(value), label: `${name} = ${readable(value)}`, value };
}

/** The text of the states in which the collection has so many members of each value. */
export function countedText(field: Field, unordered: readonly (readonly [unknown, number])[]) {
  const { name } = field;
  const counts = [...unordered].sort(([a], [b]) => inOrder(field, a, b));
  const text = (write: (value: unknown) => string) =>
    counts.map(([value, count]) => `${count} ${write(value)}`).join(', ') || 'none';
  return { key: text(keyOf), label: `${name}: ${text(readable)}`, counts };
}

/** Declared values in the order of their declaration, then others by their text. */
function inOrder({ values }: Field, a: unknown, b: unknown): number {
  const [first, second] = [values.indexOf(a), values.indexOf(b)];
  if (first >= 0 && second >= 0) return first - second;
  if (first >= 0 || second >= 0) return first >= 0 ? -1 : 1;
  return keyOf(a) < keyOf(b) ? -1 : 1;
}

function keyOf(value: unknown): string {
  return value instanceof Shape ? value.word : value === undefined ? 'absent' : printValue(value);
}

/** Whole numbers as they are, others with six digits. */
function rounded(number: number): number {
  return Number.isInteger(number) ? number : Number(number.toPrecision(6));
}

/** Strings without quotes where that cannot be misread. */
function readable(value: unknown): string {
  const isWord = typeof value === 'string' && /^\p{L}[\p{L}\p{N}_-]*$/u.test(value);
  return isWord && !misleading.has(value) ? value : keyOf(value);
}

const misleading: ReadonlySet<string> = new Set(['true', 'false', 'null', 'undefined', 'absent']);
