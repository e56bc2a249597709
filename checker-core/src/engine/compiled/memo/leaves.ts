import type { Failure } from '../../errors.ts';
import { type BitLayout, writeSlot } from '../layout/bit-layout.ts';
import { at, grown } from '../store/numbers.ts';

/** What a leaf stands for. */
export const leafKind = { step: 0, failed: 1, refused: 2 } as const;

/** One result of a turn: which instance, with which choices, and what it writes. */
export interface Leaf {
  readonly instance: number;
  /** Place of the action among the actions. */
  readonly action: number;
  readonly script: readonly number[];
  /** Canonical texts of what was chosen. */
  readonly choices: readonly string[];
  readonly kind: (typeof leafKind)[keyof typeof leafKind];
  /** Slots and the numbers of their new values, in turn. */
  readonly writes: readonly number[];
  readonly failure?: Failure;
}

/** Leaves that stay; those below this number are for the results of one state only. */
const passingCount = 1_024;
/** Ordinals leave room for this many results of one instance. */
const scriptsMax = 2 ** 20;

/** All leaves, and what a kernel needs of them in flat arrays. */
export class Leaves {
  /**
   * For each leaf the place of its action (or -1 minus that for a refused step, and -1 minus the
   * number of actions for a failed turn), then, for each word of a row, the bits to keep, then the
   * bits to set.
   */
  records: Int32Array;
  /** Place in the order of semantics: by instance, then by choices. */
  ordinal = new Float64Array(passingCount);
  /** How often each leaf was taken. */
  hits = new Float64Array(passingCount);
  count = passingCount;
  readonly #leaves: Leaf[] = [];
  readonly #scripts: Scripts[] = [];
  readonly #passedHits: number[] = [];
  readonly #written: (slot: number, value: number) => void;
  readonly #actions: number;
  #layout: BitLayout;
  #passing = 0;

  /** `written` hears of every value that a leaf writes. */
  constructor(actions: number, layout: BitLayout, written: (slot: number, value: number) => void) {
    this.#actions = actions;
    this.#layout = layout;
    this.#written = written;
    this.records = new Int32Array(passingCount * this.size);
  }

  /** Numbers in the record of a leaf. */
  get size(): number {
    return 2 * this.#layout.words + 1;
  }

  get bytes(): number {
    return this.records.byteLength + this.hits.byteLength * 2 + this.#leaves.length * 96;
  }

  /** How often steps of each instance were taken. */
  fired(instances: number): Float64Array {
    const fired = new Float64Array(instances);
    for (const [number, leaf] of this.#leaves.entries()) {
      if (leaf) fired[leaf.instance] = at(fired, leaf.instance) + at(this.hits, number);
    }
    for (const [instance, hits] of this.#passedHits.entries()) {
      fired[instance] = at(fired, instance) + (hits ?? 0);
    }
    return fired;
  }

  /** Counts steps of an instance that were taken elsewhere. */
  addFired(instance: number, times: number): void {
    this.#passedHits[instance] = (this.#passedHits[instance] ?? 0) + times;
  }

  leaf(number: number): Leaf {
    return this.#leaves[number] as Leaf;
  }

  /** Adds a leaf that stays. */
  add(leaf: Leaf): number {
    const number = this.count;
    this.count += 1;
    this.ordinal = grown(this.ordinal, this.count);
    this.hits = grown(this.hits, this.count);
    this.records = grown(this.records, this.count * this.size);
    this.#put(number, leaf);
    return number;
  }

  /** Adds a leaf for the state that is being expanded; it may be overwritten after that. */
  addPassing(leaf: Leaf): number {
    if (this.#passing === passingCount) return this.add(leaf);
    const number = this.#passing;
    this.#passing += 1;
    const last = this.#leaves[number];
    if (last) {
      this.#passedHits[last.instance] =
        (this.#passedHits[last.instance] ?? 0) + at(this.hits, number);
    }
    this.hits[number] = 0;
    this.#put(number, leaf);
    return number;
  }

  /** Forgets how often leaves were taken. */
  beginAnew(): void {
    this.hits.fill(0);
    this.#passedHits.length = 0;
    this.#passing = 0;
  }

  /** Forgets the leaves of the last state. */
  passOn(): void {
    this.#passing = 0;
  }

  relayout(layout: BitLayout): void {
    this.#layout = layout;
    this.records = new Int32Array(this.hits.length * this.size);
    for (const [number, leaf] of this.#leaves.entries()) if (leaf) this.#write(number, leaf);
  }

  #put(number: number, leaf: Leaf): void {
    this.#leaves[number] = leaf;
    this.#order(number, leaf);
    for (let i = 0; i < leaf.writes.length; i += 2) {
      this.#written(at(leaf.writes, i), at(leaf.writes, i + 1));
    }
    this.#write(number, leaf);
  }

  #write(number: number, { action, kind, writes }: Leaf): void {
    const { words, word, shift, mask } = this.#layout;
    const record = number * this.size;
    const { step, refused } = leafKind;
    const failed = -1 - this.#actions;
    this.records[record] = kind === step ? action : kind === refused ? -1 - action : failed;
    const keep = record + 1;
    this.records.fill(-1, keep, keep + words);
    this.records.fill(0, keep + words, keep + 2 * words);
    for (let i = 0; i < writes.length; i += 2) {
      const slot = at(writes, i);
      const place = keep + at(word, slot);
      this.records[place] = at(this.records, place) & ~(at(mask, slot) << at(shift, slot));
      writeSlot(this.#layout, this.records, keep + words, slot, at(writes, i + 1));
    }
  }

  #order(number: number, { instance, script }: Leaf): void {
    if (script.length === 0) {
      this.ordinal[number] = instance * scriptsMax;
      return;
    }
    const scripts = this.#scripts[instance] ?? new Scripts();
    this.#scripts[instance] = scripts;
    const rank = scripts.rank(script);
    this.ordinal[number] = instance * scriptsMax + rank;
    if (!scripts.moved) return;
    scripts.moved = false;
    for (const [other, leaf] of this.#leaves.entries()) {
      if (leaf?.instance === instance) {
        this.ordinal[other] = instance * scriptsMax + scripts.rank(leaf.script);
      }
    }
  }
}

/** The scripts of one instance that have occurred, in order. */
class Scripts {
  /** The ranks of earlier scripts have changed. */
  moved = false;
  readonly #sorted: (readonly number[])[] = [];
  #ranks = new Map<string, number>();

  rank(script: readonly number[]): number {
    const known = this.#ranks.get(script.join());
    if (known !== undefined) return known;
    const place = this.#sorted.findIndex((other) => compare(script, other) < 0);
    if (place < 0) this.#sorted.push(script);
    else this.#sorted.splice(place, 0, script);
    this.moved = place >= 0;
    this.#ranks = new Map(this.#sorted.map((other, rank) => [other.join(), rank]));
    return this.rank(script);
  }
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    if (a[i] !== b[i]) return at(a, i) - at(b, i);
  }
  return a.length - b.length;
}
