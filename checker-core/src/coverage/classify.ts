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
import { type ClassText, countedText, NumberRange, scalarOf, valueText } from './class-text.ts';
import type { Explored, StatePiece } from './explored.ts';
import { everyMember, type Field, type PathStep } from './field.ts';
import { Interned, internedMax } from './interned.ts';
import { Multisets } from './multisets.ts';
import { eachPart, partAt, sizeOf } from './parts.ts';

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

/** So many states are taken in at once. */
const chunk = 4_096;

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

type Pieces = (path: readonly PathStep[]) => readonly StatePiece[];

/** Reads of each state a number that decides its class. */
interface Reader {
  readonly isOverfull: boolean;
  /** Before states are read by their pieces. */
  prepare(pieces: Pieces): void;
  /** The numbers of some states in a row, overwritten by the next ones. */
  read(from: number, count: number): Int32Array;
  /** The number of one state. */
  of(state: unknown): number;
  /** The value that has this number. */
  value(number: number): unknown;
  text(number: number): ClassText;
}

/** By the value at the path of a field, or by its size. */
class ByPart implements Reader {
  readonly isOverfull = false;
  readonly #field: Field;
  readonly #values: unknown[] = [];
  readonly #numbers = new Map<unknown, number>();
  #whole: Slots | undefined;
  /** The pieces that make a size together. */
  #members: readonly Slots[] | undefined;
  /** By size: its number. */
  readonly #sizes: number[] = [];

  constructor(field: Field) {
    this.#field = field;
  }

  prepare(pieces: Pieces): void {
    const { path, kind } = this.#field;
    const [whole] = pieces(path);
    const [fixed] = whole?.parts[0] ?? [];
    if (kind === 'size' && whole?.isFixed && fixed !== undefined) {
      this.#members = pieces([...path, everyMember]).map(
        (piece) => new Slots(piece, ({ length }) => length),
      );
    } else {
      this.#whole = whole && new Slots(whole, ([part]) => this.#number(this.#measured(part)));
    }
  }

  read(from: number, count: number): Int32Array {
    const members = this.#members;
    if (!members) return this.#whole?.read(from, count) ?? nothings(count, this.#number(undefined));
    const sizes = new Int32Array(count);
    for (const piece of members) {
      const { numbers: values, results: lengths } = piece.at(from, count);
      for (let place = 0; place < count; place++) {
        const length = lengths[values[place] as number] as number;
        sizes[place] = (sizes[place] as number) + length;
      }
    }
    const numbers = this.#sizes;
    for (let place = 0; place < count; place++) {
      const size = sizes[place] as number;
      sizes[place] = numbers[size] ??= this.#number(size);
    }
    return sizes;
  }

  of(state: unknown): number {
    return this.#number(this.#measured(partAt(state, this.#field.path)));
  }

  value(number: number): unknown {
    return this.#values[number];
  }

  text(number: number): ClassText {
    return valueText(this.#field, this.#values[number]);
  }

  #measured(part: unknown): unknown {
    return scalarOf(this.#field.kind === 'size' ? sizeOf(part) : part);
  }

  #number(value: unknown): number {
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    this.#numbers.set(value, this.#values.length);
    return this.#values.push(value) - 1;
  }
}

function nothings(count: number, number: number): Int32Array {
  return new Int32Array(count).fill(number);
}

/** By the multiset of the members of a collection: 0 where there is none, else one above its number. */
class ByMembers implements Reader {
  readonly #field: Field;
  readonly #collection: readonly PathStep[];
  readonly #values = new Interned<unknown>();
  readonly #multisets = new Multisets();
  #start: Slots | undefined;
  #pieces: readonly Slots<readonly number[]>[] = [];

  constructor(field: Field) {
    this.#field = field;
    this.#collection = field.path.slice(0, field.path.indexOf(everyMember));
    // Declared values first: then every label lists them in the order of their declaration.
    for (const value of field.values) this.#values.id(value);
  }

  get isOverfull(): boolean {
    return this.#values.isOverfull || this.#multisets.isOverfull;
  }

  prepare(pieces: Pieces): void {
    const [whole] = pieces(this.#collection);
    this.#start = whole && new Slots(whole, ([part]) => (part === undefined ? 0 : 1));
    this.#pieces = pieces(this.#field.path).map(
      (piece) => new Slots(piece, (parts) => parts.map((part) => this.#value(part))),
    );
  }

  read(from: number, count: number): Int32Array {
    const sums = this.#start?.read(from, count).slice() ?? new Int32Array(count);
    for (const { numbers, results } of this.#pieces.map((piece) => piece.at(from, count))) {
      for (let place = 0; place < count; place++) {
        const sum = sums[place] as number;
        if (sum === 0) continue;
        let multiset = sum - 1;
        const members = results[numbers[place] as number] as readonly number[];
        for (let i = 0; i < members.length; i++) {
          multiset = this.#multisets.plus(multiset, members[i] as number);
        }
        sums[place] = multiset + 1;
      }
    }
    return sums;
  }

  of(state: unknown): number {
    if (partAt(state, this.#collection) === undefined) return 0;
    let multiset = 0;
    eachPart(state, this.#field.path, (member) => {
      multiset = this.#multisets.plus(multiset, this.#value(member));
    });
    return multiset + 1;
  }

  value(): undefined {
    return undefined;
  }

  text(number: number): ClassText {
    if (number === 0) return valueText(this.#field, undefined);
    const counts = this.#multisets.counts(number - 1);
    return countedText(
      this.#field,
      counts.flatMap((times, value) =>
        times > 0 ? [[this.#values.things[value], times] as const] : [],
      ),
    );
  }

  #value(part: unknown): number {
    return this.#values.id(scalarOf(part));
  }
}

/** One piece of all states, with a result for each of its values. */
class Slots<T = number> {
  readonly #piece: StatePiece;
  readonly #results: readonly T[];
  readonly #room = new Int32Array(chunk);

  constructor(piece: StatePiece, result: (parts: readonly unknown[]) => T) {
    this.#piece = piece;
    this.#results = piece.parts.map(result);
  }

  /** The numbers of values that some states have, and the result of each number. */
  at(from: number, count: number): { numbers: Int32Array; results: readonly T[] } {
    const numbers = this.#room.subarray(0, count);
    this.#piece.read(numbers, from);
    return { numbers, results: this.#results };
  }

  /** The results of some states, where they are numbers. */
  read(this: Slots, from: number, count: number): Int32Array {
    const { numbers, results } = this.at(from, count);
    for (let place = 0; place < count; place++) {
      numbers[place] = results[numbers[place] as number] as number;
    }
    return numbers;
  }
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
