/**
 * The states that were kept: packed rows in the order in which they were found, the parent of each,
 * and an open-addressing table of their numbers. Rows are compared in full; the hash only says where
 * to look. The rows are the queue of the search, too.
 */
import type { Tuning } from '../tuning.ts';
import { GrowingWords } from './growing-words.ts';
import { at } from './numbers.ts';

/** The hash of a row. */
export function hashRow(words: Int32Array, offset: number, width: number): number {
  let h = 0;
  for (let i = 0; i < width; i += 1) {
    h = Math.imul(h ^ at(words, offset + i), 0x9e3779b1);
    h ^= h >>> 15;
  }
  h = Math.imul(h, 0x85ebca6b);
  return h ^ (h >>> 13);
}

/** The thresholds of a table of states. */
export type StateTableTuning = Pick<Tuning, 'statesAtFirst' | 'inPlaceFrom'>;

/** Kept states. */
export class StateTable {
  rows: Int32Array;
  parents: Int32Array;
  count = 0;
  width: number;
  /**
   * For each entry the number of a state, from 1, in the bits of `mask`, and in those above the same
   * bits of its hash: where they differ, the row need not be looked at. 0 is free.
   */
  entries: Int32Array;
  mask: number;
  /** For rows of this width. */
  place: Place;
  #rows: GrowingWords;
  readonly #parents: GrowingWords;

  constructor(width: number, { statesAtFirst, inPlaceFrom }: StateTableTuning, place: Place) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(2, statesAtFirst)));
    this.width = width;
    this.place = place;
    this.#rows = new GrowingWords(size * width, inPlaceFrom);
    this.#parents = new GrowingWords(size, inPlaceFrom);
    this.rows = this.#rows.words;
    this.parents = this.#parents.words;
    this.entries = new Int32Array(2 * size);
    this.mask = 2 * size - 1;
  }

  get bytes(): number {
    return this.rows.byteLength + this.parents.byteLength + this.entries.byteLength;
  }

  /** Bytes in memory that threads can share: the process does not count them as its own. */
  get sharedBytes(): number {
    return this.#rows.sharedBytes + this.#parents.sharedBytes;
  }

  /** Keeps rows where other threads can read them; arrays that are replaced stay as they are. */
  share(): void {
    this.#rows.share();
    this.rows = this.#rows.words;
  }

  /** The greatest number of bytes in use while room is made for more states. */
  bytesWith(more: number): number {
    const states = this.count + more;
    const size = this.#sizeFor(states);
    const entries = size > this.mask + 1 ? size * 4 : 0;
    return (
      this.#rows.bytesWith(states * this.width) +
      this.#parents.bytesWith(states) +
      this.entries.byteLength +
      entries
    );
  }

  /** Makes room, so that `insert` never has to. */
  reserve(more: number): void {
    const states = this.count + more;
    this.#rows.grow(states * this.width, this.count * this.width);
    this.#parents.grow(states, this.count);
    this.rows = this.#rows.words;
    this.parents = this.#parents.words;
    const size = this.#sizeFor(states);
    if (size > this.mask + 1) this.#rebuild(size);
  }

  /** At most half of the table is in use. */
  #sizeFor(states: number): number {
    let size = this.mask + 1;
    while (2 * states > size) size *= 2;
    return size;
  }

  /** Keeps a row, unless it is there; gives its number, negative (-1 - number) for a known one. */
  insert(words: Int32Array, offset: number, hash: number, parent: number): number {
    const { rows, width, mask, entries } = this;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = at(entries, slot);
      if (entry === 0) {
        const number = this.count;
        for (let i = 0; i < width; i += 1) rows[number * width + i] = at(words, offset + i);
        this.parents[number] = parent;
        entries[slot] = (hash & ~mask) | (number + 1);
        this.count = number + 1;
        return number;
      }
      if (((entry ^ hash) & ~mask) !== 0) continue;
      const known = entry & mask;
      if (isSame(rows, (known - 1) * width, words, offset, width)) return -known;
    }
  }

  /** The number of a row, or -1. */
  find(words: Int32Array, offset: number): number {
    const { rows, width, mask, entries } = this;
    const hash = hashRow(words, offset, width);
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = at(entries, slot);
      if (entry === 0) return -1;
      if (((entry ^ hash) & ~mask) !== 0) continue;
      const known = entry & mask;
      if (isSame(rows, (known - 1) * width, words, offset, width)) return known - 1;
    }
  }

  /** Takes over rows of another width, written by `rewrite`. */
  relayout(
    width: number,
    place: Place,
    rewrite: (from: Int32Array, to: Int32Array, count: number) => void,
  ): void {
    const rows = this.#rows.another(Math.ceil(this.rows.length / this.width) * width);
    rewrite(this.rows, rows.words, this.count);
    this.#rows = rows;
    this.rows = rows.words;
    this.width = width;
    this.place = place;
    this.#rebuild(this.mask + 1);
  }

  #rebuild(size: number): void {
    const entries = new Int32Array(size);
    this.place(this.rows, this.count, entries);
    this.entries = entries;
    this.mask = size - 1;
  }
}

/** Fills an empty table with the numbers of states. */
export type Place = (rows: Int32Array, count: number, entries: Int32Array) => void;

function isSame(
  a: Int32Array,
  from: number,
  b: Int32Array,
  offset: number,
  width: number,
): boolean {
  for (let i = 0; i < width; i += 1) if (at(a, from + i) !== at(b, offset + i)) return false;
  return true;
}
