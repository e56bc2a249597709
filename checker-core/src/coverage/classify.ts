/**
 * States put into classes by one field.
 *
 * Each state gets a small number, its class; texts are made once a class, never once a state. What
 * decides the class of a state is a number, too: that of a scalar, which is interned (whatever has
 * parts counts by its shape), or that of a multiset, which is added up member by member. Where the
 * engine tells of which pieces states are made, no state is decoded: a field costs one pass over the
 * numbers of each of its pieces, some states at a time, so that they stay near the processor. Else
 * all fields together cost one pass over the states. States that come later are taken in later.
 */
import { ByMembers, ByPart, chunk, type Pieces, type Reader } from './class-readers.ts';
import { type ClassText, NumberRange, valueText } from './class-text.ts';
import type { Explored } from './explored.ts';
import type { Field } from './field.ts';
import { Interned, internedMax } from './interned.ts';

/** The class of each state by one field. */
export interface Column {
  readonly field: Field;
  /** At least as long as there are states. */
  readonly classOf: Uint16Array | Int32Array;
  readonly classes: readonly ClassText[];
  /** Whether numbers were put together: with more of them, it may be others. */
  readonly isMerged?: true;
  /** Whether there were too many classes to be told apart; `classOf` then tells too little. */
  readonly isOverfull: boolean;
}

/** Classifies all states by each of some fields. */
export function classify(
  explored: Explored,
  fields: readonly Field[],
  classesMax = internedMax,
): readonly Column[] {
  const classifiers = fields.map((field) => new Classifier(field, classesMax));
  takeAll(explored, classifiers);
  return classifiers.map((classifier) => classifier.column());
}

/** Lets classifiers take in all states that are new to them. They are told of the same states. */
export function takeAll(explored: Explored, classifiers: readonly Classifier[]): void {
  const { pieces, stateCount } = explored;
  if (pieces) {
    for (const classifier of classifiers) classifier.takePieces(pieces, stateCount);
    return;
  }
  for (const classifier of classifiers) classifier.makeRoom(stateCount);
  for (let index = classifiers[0]?.taken ?? 0; index < stateCount; index++) {
    const state = explored.state(index);
    for (const classifier of classifiers) classifier.take(state);
  }
}

/** Puts states into classes by one field, in their order. */
export class Classifier {
  readonly #field: Field;
  readonly #classesMax: number;
  readonly #reader: Reader;
  /** By state: its class. Numbers get the classes in which they are shown later. */
  #classOf: Uint16Array | Int32Array;
  /** By what decides it: the class, from 1; 0 for what did not occur. */
  #known = new Int32Array(64);
  /** By class: what decides it. */
  readonly #decisive: number[] = [];
  #taken = 0;
  #isOverfull = false;

  /** With more classes than `classesMax`, it gives up. */
  constructor(field: Field, classesMax: number) {
    this.#field = field;
    this.#reader = field.kind === 'counted' ? new ByMembers(field) : new ByPart(field);
    this.#classesMax = this.#isNumeric ? Number.POSITIVE_INFINITY : classesMax;
    this.#classOf = this.#isNumeric ? new Int32Array(0) : new Uint16Array(0);
  }

  /** How many states were taken in. */
  get taken(): number {
    return this.#taken;
  }

  get #isNumeric(): boolean {
    return this.#field.kind === 'number' || this.#field.kind === 'size';
  }

  makeRoom(states: number): void {
    if (states <= this.#classOf.length) return;
    const length = this.#taken === 0 ? states : Math.max(states, 2 * this.#classOf.length);
    const larger = this.#isNumeric ? new Int32Array(length) : new Uint16Array(length);
    larger.set(this.#classOf);
    this.#classOf = larger;
  }

  /** Takes in the next state. */
  take(state: unknown): void {
    if (!this.#isOverfull) this.#put(this.#taken, this.#reader.of(state));
    this.#taken += 1;
  }

  /** Takes in the states before this one, by their pieces. */
  takePieces(pieces: Pieces, end: number): void {
    this.makeRoom(end);
    this.#reader.prepare(pieces);
    for (let from = this.#taken; from < end && !this.#isOverfull; from += chunk) {
      this.#putAll(from, this.#reader.read(from, Math.min(chunk, end - from)));
    }
    this.#taken = end;
  }

  column(): Column {
    const field = this.#field;
    const isOverfull = this.#isOverfull || this.#reader.isOverfull;
    const values = this.#decisive.map((number) => this.#reader.value(number));
    const numbers = this.#isNumeric ? values.filter(isNumber) : [];
    if (numbers.length > exactMax) return this.#mergedColumn(values, numbers);
    const classes = this.#decisive.map((number) => this.#reader.text(number));
    return { field, classOf: this.#classOf, classes, isOverfull };
  }

  /** Of many numbers, some are put together. */
  #mergedColumn(values: readonly unknown[], numbers: readonly number[]): Column {
    const field = this.#field;
    const bucketOf = buckets(field.kind, numbers);
    const shown = new Interned<unknown>();
    const classOf = new Uint16Array(this.#classOf.length);
    const ids = Int32Array.from(values, (value) =>
      shown.id(isNumber(value) ? bucketOf(value) : value),
    );
    for (let index = 0; index < this.#taken; index++) {
      classOf[index] = ids[this.#classOf[index] ?? 0] ?? 0;
    }
    const classes = shown.things.map((value) => valueText(field, value));
    return { field, classOf, classes, isMerged: true, isOverfull: shown.isOverfull };
  }

  /** The loop takes numbers from its arrays only; what has not occurred is seldom. */
  #putAll(from: number, numbers: Int32Array): void {
    const classOf = this.#classOf;
    let known = this.#known;
    for (let place = 0; place < numbers.length; place++) {
      const number = numbers[place] as number;
      const class1 = known[number] ?? 0;
      if (class1 > 0) classOf[from + place] = class1 - 1;
      else {
        this.#put(from + place, number);
        if (this.#isOverfull) return;
        known = this.#known;
      }
    }
  }

  #put(index: number, number: number): void {
    let class1 = this.#known[number] ?? 0;
    if (class1 === 0) {
      this.#isOverfull = this.#decisive.length === this.#classesMax;
      if (this.#isOverfull) return;
      class1 = this.#decisive.push(number);
      if (number >= this.#known.length) this.#known = enlarged(this.#known, number);
      this.#known[number] = class1;
    }
    this.#classOf[index] = class1 - 1;
  }
}

function enlarged(numbers: Int32Array, place: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(place + 1, 2 * numbers.length));
  larger.set(numbers);
  return larger;
}

/** Up to this many different numbers are shown one by one. */
export const exactMax = 12;

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && !Number.isNaN(value);
}

/** Keeps a few of the least and of the greatest integers apart, and puts the rest together. */
function buckets(kind: Field['kind'], numbers: readonly number[]) {
  const [leastCount, greatestCount] = kind === 'size' ? [3, 1] : [2, 2];
  const [min, max] = extremes(numbers);
  const isApart = (number: number) =>
    number === min ||
    number === max ||
    (Number.isInteger(number) && (number < min + leastCount || number > max - greatestCount));
  const between = new NumberRange(...extremes(numbers.filter((number) => !isApart(number))));
  return (number: number) => (isApart(number) ? number : between);
}

/** The least and the greatest of some numbers. */
function extremes(numbers: readonly number[]): [number, number] {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const number of numbers) {
    if (number < min) min = number;
    if (number > max) max = number;
  }
  return [min, max];
}
