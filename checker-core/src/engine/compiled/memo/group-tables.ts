/**
 * The look-up tables of all tries. A group asks for the value of one unit; each value leads to a
 * child, which holds leaves and further groups. All are numbered, and what a kernel needs of them
 * lies in flat arrays, rebuilt when the layout of the rows changes.
 */
import type { BitLayout } from '../layout/bit-layout.ts';
import { at, grown } from '../store/numbers.ts';
import type { Tuning } from '../tuning.ts';
import { HashedChildren } from './hashed-children.ts';

/** Numbers for each child in `children`. */
export const childSize = 5;
/** Places within a child's numbers. */
export const child = { leafFrom: 0, leafTo: 1, groupFrom: 2, groupTo: 3, direct: 4 } as const;

/** Groups and children, of turns and predicates alike. Number 0 is no child. */
export class GroupTables {
  /** Child of a dense group by value. */
  childTab: Int32Array;
  word = new Int32Array(16);
  shift = new Int32Array(16);
  mask = new Int32Array(16);
  /** Where the row of a dense group begins in `childTab`; negative for a hashed group. */
  base = new Int32Array(16);
  children: Int32Array = new Int32Array(16 * childSize);
  readonly hashed: HashedChildren;
  /** How many expanded states came by at each child, where that is counted. */
  visits = new Float64Array(16);
  groupCount = 0;
  childCount = 1;
  readonly #tuning: Tuning;
  readonly #units: number;
  #layout: BitLayout;
  #used = 0;
  #unit = new Int32Array(16);
  #groupParent = new Int32Array(16);
  #childParent = new Int32Array(16);
  #bits = new Int32Array(16);
  #missesBelow = new Int32Array(16);
  #since = new Float64Array(16);

  constructor(tuning: Tuning, units: number, layout: BitLayout) {
    this.#tuning = tuning;
    this.#units = units;
    this.#layout = layout;
    this.childTab = new Int32Array(tuning.tableAtFirst);
    this.hashed = new HashedChildren(tuning.tableAtFirst);
  }

  get bytes(): number {
    const { childTab, children, hashed } = this;
    return childTab.byteLength + children.byteLength + hashed.bytes + this.groupCount * 48;
  }

  /** The unit that a group asks for. */
  unit(group: number): number {
    return at(this.#unit, group);
  }

  /** The child that holds a group; 0 for the group of a root. */
  parentOfGroup(group: number): number {
    return at(this.#groupParent, group);
  }

  /** The group that leads to a child; -1 for a root. */
  parentOfChild(number: number): number {
    return at(this.#childParent, number);
  }

  addGroup(unit: number, parent: number, done: number): number {
    const group = this.groupCount;
    this.groupCount += 1;
    for (const name of ['word', 'shift', 'mask', 'base'] as const) {
      this[name] = grown(this[name], this.groupCount);
    }
    this.#unit = grown(this.#unit, this.groupCount);
    this.#groupParent = grown(this.#groupParent, this.groupCount);
    this.#bits = grown(this.#bits, this.groupCount);
    this.#missesBelow = grown(this.#missesBelow, this.groupCount);
    this.#since = grown(this.#since, this.groupCount);
    this.#unit[group] = unit;
    this.#groupParent[group] = parent;
    this.#since[group] = done;
    this.#place(group);
    return group;
  }

  /** Adds a child without leaves and groups. */
  addChild(group: number, value: number): number {
    const number = this.childCount;
    this.childCount += 1;
    this.children = grown(this.children, this.childCount * childSize);
    this.visits = grown(this.visits, this.childCount);
    this.#childParent = grown(this.#childParent, this.childCount);
    this.#childParent[number] = group;
    this.children[number * childSize + child.direct] = -1;
    if (group >= 0) this.link(group, value, number);
    return number;
  }

  setChild(number: number, place: number, value: number): void {
    this.children[number * childSize + place] = value;
  }

  /** The child of a group by value, or 0. */
  find(group: number, value: number): number {
    const base = at(this.base, group);
    return base >= 0 ? at(this.childTab, base + value) : this.hashed.find(group, value);
  }

  /** Marks everything that is known at a group: the units of the groups above it. */
  markKnown(group: number, known: Uint8Array): void {
    known.fill(0);
    for (let above = group; above >= 0; ) {
      known[this.unit(above)] = 1;
      const parent = this.parentOfGroup(above);
      above = parent === 0 ? -1 : this.parentOfChild(parent);
    }
  }

  /**
   * Counts a miss; gives the highest group that missed too often, over a long time, to be worth its
   * look-ups. `done` tells how many states were looked up so far, at most once each.
   */
  noteMiss(group: number, done: number): number {
    const { patience, missesMax } = this.#tuning;
    let hopeless = -1;
    for (let above = group; above >= 0; ) {
      const misses = at(this.#missesBelow, above) + 1;
      const lookups = done - at(this.#since, above);
      const isDue = misses >= patience || lookups >= patience;
      if (isDue && misses > missesMax * lookups) hopeless = above;
      if (isDue) this.#since[above] = done;
      this.#missesBelow[above] = isDue ? 0 : misses;
      const parent = this.parentOfGroup(above);
      above = parent === 0 ? -1 : this.parentOfChild(parent);
    }
    return hopeless;
  }

  /** Lets every value of a group lead to this child. */
  short(group: number, number: number): void {
    this.mask[group] = 0;
    this.#bits[group] = -1;
    this.base[group] = this.#reserve(1);
    this.childTab[at(this.base, group)] = number;
  }

  isShort(group: number): boolean {
    return at(this.#bits, group) === -1;
  }

  /** Follows a new layout; values keep their children. */
  relayout(layout: BitLayout): void {
    this.#layout = layout;
    const old = this.childTab;
    const from = this.base.slice(0, this.groupCount);
    const bits = this.#bits.slice(0, this.groupCount);
    this.childTab = new Int32Array(Math.max(this.#tuning.tableAtFirst, old.length));
    this.#used = 0;
    for (let group = 0; group < this.groupCount; group += 1) {
      const base = at(from, group);
      if (at(bits, group) === -1) {
        this.short(group, at(old, base));
        continue;
      }
      this.#place(group);
      if (base < 0) continue;
      for (let value = 0; value < 2 ** at(bits, group); value += 1) {
        const number = at(old, base + value);
        if (number !== 0) this.link(group, value, number);
      }
    }
  }

  #place(group: number): void {
    const unit = this.unit(group);
    const side = unit >= this.#units ? 1 : 0;
    const own = unit - side * this.#units;
    const mask = at(this.#layout.mask, own);
    const bits = 32 - Math.clz32(mask);
    this.word[group] = at(this.#layout.word, own) + side * this.#layout.words;
    this.shift[group] = at(this.#layout.shift, own);
    this.mask[group] = mask;
    // Once hashed, always hashed: its children are there.
    const wasHashed = at(this.#bits, group) > this.#tuning.denseBits;
    this.#bits[group] = bits;
    this.base[group] = wasHashed || bits > this.#tuning.denseBits ? -1 : this.#reserve(2 ** bits);
  }

  /** Lets a value of a group lead to a child, or to whatever the number stands for. */
  link(group: number, value: number, number: number): void {
    const base = at(this.base, group);
    if (base < 0) this.hashed.add(group, value, number);
    else this.childTab[base + value] = number;
  }

  #reserve(count: number): number {
    const base = this.#used;
    this.#used += count;
    this.childTab = grown(this.childTab, this.#used);
    return base;
  }
}
