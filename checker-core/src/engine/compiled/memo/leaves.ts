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
  /** For each word of a row: the bits to keep, then, for each word, the bits to set. */
  bits: Int32Array;
  kind = new Int32Array(passingCount);
  action = new Int32Array(passingCount);
  instance = new Int32Array(passingCount);
  /** Place in the order of semantics: by instance, then by choices. */
  ordinal = new Float64Array(passingCount);
  count = passingCount;
  readonly #leaves: Leaf[] = [];
  readonly #scripts: Scripts[] = [];
  readonly #widest: (slot: number, value: number) => void;
  #layout: BitLayout;
  #passing = 0;

  /** `written` hears of every value that a leaf writes. */
  constructor(layout: BitLayout, written: (slot: number, value: number) => void) {
    this.#layout = layout;
    this.#widest = written;
    this.bits = new Int32Array(passingCount * 2 * layout.words);
  }

  get bytes(): number {
    return this.bits.byteLength + this.kind.byteLength * 6 + this.#leaves.length * 96;
  }

  leaf(number: number): Leaf {
    return this.#leaves[number] as Leaf;
  }

  /** Adds a leaf that stays. */
  add(leaf: Leaf): number {
    const number = this.count;
    this.count += 1;
    this.kind = grown(this.kind, this.count);
    this.action = grown(this.action, this.count);
    this.ordinal = grown(this.ordinal, this.count);
    this.instance = grown(this.instance, this.count);
    this.bits = grown(this.bits, this.count * 2 * this.#layout.words);
    this.#put(number, leaf);
    return number;
  }

  /** Adds a leaf for the state that is being expanded; it may be overwritten after that. */
  addPassing(leaf: Leaf): number {
    if (this.#passing === passingCount) return this.add(leaf);
    const number = this.#passing;
    this.#passing += 1;
    this.#put(number, leaf);
    return number;
  }

  /** Forgets the leaves of the last state. */
  passOn(): void {
    this.#passing = 0;
  }

  relayout(layout: BitLayout): void {
    this.#layout = layout;
    this.bits = new Int32Array(this.kind.length * 2 * layout.words);
    for (const [number, leaf] of this.#leaves.entries()) if (leaf) this.#write(number, leaf);
  }

  #put(number: number, leaf: Leaf): void {
    this.#leaves[number] = leaf;
    this.kind[number] = leaf.kind;
    this.action[number] = leaf.action;
    this.instance[number] = leaf.instance;
    this.#order(number, leaf);
    for (let i = 0; i < leaf.writes.length; i += 2) {
      this.#widest(at(leaf.writes, i), at(leaf.writes, i + 1));
    }
    this.#write(number, leaf);
  }

  #write(number: number, { writes }: Leaf): void {
    const { words, word, shift, mask } = this.#layout;
    const keep = number * 2 * words;
    this.bits.fill(-1, keep, keep + words);
    this.bits.fill(0, keep + words, keep + 2 * words);
    for (let i = 0; i < writes.length; i += 2) {
      const slot = at(writes, i);
      const place = keep + at(word, slot);
      this.bits[place] = at(this.bits, place) & ~(at(mask, slot) << at(shift, slot));
      writeSlot(this.#layout, this.bits, keep + words, slot, at(writes, i + 1));
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
