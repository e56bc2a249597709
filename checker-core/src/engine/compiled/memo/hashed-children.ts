import { at } from '../store/numbers.ts';

const entrySize = 3;

/** Children of groups with too many values for a dense row: open addressing by group and value. */
export class HashedChildren {
  /** Group, value and child of each entry; without a child it is free. */
  entries: Int32Array;
  mask: number;
  #count = 0;

  constructor(sizeAtFirst: number) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(2, sizeAtFirst)));
    this.mask = size - 1;
    this.entries = new Int32Array(size * entrySize);
  }

  get bytes(): number {
    return this.entries.byteLength;
  }

  /** The child, or 0. */
  find(group: number, value: number): number {
    const { entries } = this;
    for (let slot = hash(group, value) & this.mask; ; slot = (slot + 1) & this.mask) {
      const place = slot * entrySize;
      const number = at(entries, place + 2);
      if (number === 0) return 0;
      if (at(entries, place) === group && at(entries, place + 1) === value) return number;
    }
  }

  add(group: number, value: number, number: number): void {
    if (2 * (this.#count + 1) > this.mask + 1) this.#grow();
    this.#count += 1;
    const entries = this.entries;
    let slot = hash(group, value) & this.mask;
    while (at(entries, slot * entrySize + 2) !== 0) slot = (slot + 1) & this.mask;
    entries.set([group, value, number], slot * entrySize);
  }

  #grow(): void {
    const old = this.entries;
    this.mask = 2 * this.mask + 1;
    this.entries = new Int32Array((this.mask + 1) * entrySize);
    this.#count = 0;
    for (let place = 0; place < old.length; place += entrySize) {
      const number = at(old, place + 2);
      if (number !== 0) this.add(at(old, place), at(old, place + 1), number);
    }
  }
}

function hash(group: number, value: number): number {
  let h = Math.imul(group, 0x9e3779b1) ^ Math.imul(value, 0x85ebca6b);
  h ^= h >>> 15;
  return Math.imul(h, 0xc2b2ae35) ^ (h >>> 13);
}
