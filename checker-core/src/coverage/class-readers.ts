/** What decides the class of a state by one field, read as a number. */
import { type ClassText, countedText, scalarOf, valueText } from './class-text.ts';
import type { StatePiece } from './explored.ts';
import { everyMember, type Field, type PathStep } from './field.ts';
import { Interned } from './interned.ts';
import { Multisets } from './multisets.ts';
import { eachPart, partAt, sizeOf } from './parts.ts';

/** So many states are read at once, at most. */
export const chunk = 4_096;

/** What decides what stands at a path. */
export type Pieces = (path: readonly PathStep[]) => readonly StatePiece[];

/** Reads of each state a number that decides its class. */
export interface Reader {
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
export class ByPart implements Reader {
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
export class ByMembers implements Reader {
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
