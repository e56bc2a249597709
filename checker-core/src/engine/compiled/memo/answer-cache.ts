/**
 * The last answers of a predicate by the words that it reads: rows with all other bits blanked out.
 * It stands before the trie, saves its many steps, and compares in full, so it is exact.
 */
import type { BitLayout } from '../layout/bit-layout.ts';
import type { Shape } from '../shape/shape.ts';
import { at } from '../store/numbers.ts';
import { firstView } from '../turns/reads.ts';

const entriesAtFirst = 1 << 8;
const entriesMax = 1 << 17;

/** A direct-mapped cache that grows while it misses. */
export class AnswerCache {
  readonly #shape: Shape;
  readonly #units = new Set<number>();
  /** The bits that are read, for each word. */
  masks = new Int32Array(0);
  /** For each entry the masked words, then the answer, from 1. */
  entries = new Int32Array(0);
  mask = entriesAtFirst - 1;
  #misses = 0;
  #place = 0;

  constructor(shape: Shape) {
    this.#shape = shape;
  }

  /** The answer for a row, or -1; `put` then stores it. */
  find(words: Int32Array, offset: number): number {
    const masks = this.masks;
    const entries = this.entries;
    const width = masks.length;
    let h = 0;
    for (let i = 0; i < width; i += 1) {
      h = Math.imul(h ^ (at(words, offset + i) & at(masks, i)), 0x9e3779b1);
      h ^= h >>> 15;
    }
    h = Math.imul(h, 0x85ebca6b);
    const place = ((h ^ (h >>> 13)) & this.mask) * (width + 1);
    this.#place = place;
    for (let i = 0; i < width; i += 1) {
      if (at(entries, place + i) !== (at(words, offset + i) & at(masks, i))) return -1;
    }
    return at(entries, place + width) - 1;
  }

  /** Stores the answer for the row of the last `find`. */
  put(words: Int32Array, offset: number, answer: number): void {
    const masks = this.masks;
    const width = masks.length;
    for (let i = 0; i < width; i += 1) {
      this.entries[this.#place + i] = at(words, offset + i) & at(masks, i);
    }
    this.entries[this.#place + width] = answer + 1;
    this.#misses += 1;
    if (this.#misses > 2 * this.mask && this.mask + 1 < entriesMax) {
      this.mask = 2 * this.mask + 1;
      this.#clear();
    }
  }

  /** Takes in that the predicate may read these units, too. */
  widen(units: readonly number[], layout: BitLayout): void {
    const known = this.#units.size;
    for (const unit of units) this.#units.add(unit);
    if (this.#units.size > known || this.masks.length === 0) this.relayout(layout);
  }

  relayout(layout: BitLayout): void {
    this.masks = new Int32Array(layout.words);
    for (const unit of this.#units) {
      const cluster = this.#shape.clusters[unit - this.#shape.slots.length];
      const view = this.#shape.views[unit - firstView(this.#shape)];
      for (const slot of cluster?.slots ?? [view?.slot ?? unit]) {
        const word = at(layout.word, slot);
        const bits = at(layout.mask, slot) << at(layout.shift, slot);
        this.masks[word] = at(this.masks, word) | bits;
      }
    }
    this.#clear();
  }

  #clear(): void {
    this.#misses = 0;
    this.entries = new Int32Array((this.mask + 1) * (this.masks.length + 1));
  }
}
