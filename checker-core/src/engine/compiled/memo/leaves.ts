import type { Failure } from '../../errors.ts';
import type { Origin } from '../fronts/front.ts';
import { type BitLayout, writeSlot } from '../layout/bit-layout.ts';
import { at, grown } from '../store/numbers.ts';

/**
 * What a leaf stands for: a step; a turn that failed; a step to a state that its schema refuses; a
 * turn that ran and is no step; a step whose turn has failed nevertheless.
 */
export const leafKind = { step: 0, failed: 1, refused: 2, idle: 3, failedStep: 4 } as const;

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
  /** What leads to it, where its instance stands for more than that. */
  readonly origin?: Origin;
  /** Operations on slots of which the turn knows nothing, as groups of the tables. */
  readonly operations?: readonly number[];
  /** Its place in the order of semantics, where that does not follow from instance and choices. */
  readonly order?: number;
}

/** Leaves that stay; those below this number are for the results of one state only. */
const passingCount = 1_024;
/** Ordinals leave room for this many results of one instance. */
const scriptsMax = 2 ** 20;

const none: readonly number[] = [];

/** The code of a turn that is no step: by its action, below all others. */
export const idleCode = (actions: number, action: number) => -2 - actions - action;

/** All leaves, and what a kernel needs of them in flat arrays. */
export class Leaves {
  /**
   * For each leaf the place of its action (or -1 minus that for a refused step, and -1 minus the
   * number of actions for a failed turn, and below that for a turn that is no step), then, for each word of a row, the bits to keep, then the
   * bits to set.
   */
  records: Int32Array;
  /** Place in the order of semantics: by instance, then by choices. */
  ordinal = new Float64Array(passingCount);
  /** The leaves of all children, one child after the other. */
  list = new Int32Array(passingCount);
  listed = 0;
  /** The operations of all leaves, and where those of each begin and end. */
  operations = new Int32Array(16);
  operationsFrom = new Int32Array(passingCount);
  operationsTo = new Int32Array(passingCount);
  /** The instance that each leaf is of, if instances are counted one by one. */
  instances = new Int32Array(passingCount);
  /** How often each leaf was taken. */
  hits = new Float64Array(passingCount);
  count = passingCount;
  /** The instance of each leaf. */
  #of = new Int32Array(passingCount);
  readonly #leaves: Leaf[] = [];
  readonly #scripts: Scripts[] = [];
  readonly #passedHits: number[] = [];
  readonly #written: (slot: number, value: number) => void;
  readonly #actions: number;
  /** How many instances are counted one by one: all of a machine, none of a system. */
  readonly #counted: number;
  #operationCount = 0;
  #layout: BitLayout;
  #passing = 0;

  /** `written` hears of every value that a leaf writes. */
  constructor(
    actions: number,
    counted: number,
    layout: BitLayout,
    written: (slot: number, value: number) => void,
  ) {
    this.#actions = actions;
    this.#counted = counted;
    this.#layout = layout;
    this.#written = written;
    this.records = new Int32Array(passingCount * this.size);
  }

  /** Numbers in the record of a leaf. */
  get size(): number {
    return 2 * this.#layout.words + 1;
  }

  get bytes(): number {
    const { records, hits, list, operations, operationsFrom } = this;
    const numbers = records.byteLength + hits.byteLength * 2 + list.byteLength;
    return (
      numbers + operations.byteLength + 2 * operationsFrom.byteLength + this.#leaves.length * 96
    );
  }

  /** How often steps of each instance were taken. */
  fired(instances: number): Float64Array {
    const fired = new Float64Array(instances);
    // Threads that serve ask after each range: all leaves are gone through, without looking at any.
    for (let number = 0; number < this.count; number += 1) {
      const hits = at(this.hits, number);
      if (hits > 0) fired[at(this.#of, number)] = at(fired, at(this.#of, number)) + hits;
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

  /** Lists leaves of one child; gives the place of the first. */
  enlist(numbers: readonly number[]): number {
    const from = this.listed;
    this.listed += numbers.length;
    this.list = grown(this.list, this.listed);
    this.list.set(numbers, from);
    return from;
  }

  /** Adds a leaf that stays. */
  add(leaf: Leaf): number {
    const number = this.count;
    this.count += 1;
    this.operationsFrom = grown(this.operationsFrom, this.count);
    this.operationsTo = grown(this.operationsTo, this.count);
    this.#putOperations(number, leaf.operations ?? none);
    this.ordinal = grown(this.ordinal, this.count);
    this.hits = grown(this.hits, this.count);
    this.instances = grown(this.instances, this.count);
    this.#of = grown(this.#of, this.count);
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
    this.#of[number] = leaf.instance;
    this.instances[number] = leaf.instance < this.#counted ? leaf.instance : 0;
    this.#order(number, leaf);
    for (let i = 0; i < leaf.writes.length; i += 2) {
      this.#written(at(leaf.writes, i), at(leaf.writes, i + 1));
    }
    this.#write(number, leaf);
  }

  #putOperations(number: number, operations: readonly number[]): void {
    const from = this.#operationCount;
    this.#operationCount += operations.length;
    this.operations = grown(this.operations, this.#operationCount);
    this.operations.set(operations, from);
    this.operationsFrom[number] = from;
    this.operationsTo[number] = this.#operationCount;
  }

  #write(number: number, { action, kind, writes }: Leaf): void {
    const { words, word, shift, mask } = this.#layout;
    const record = number * this.size;
    this.records[record] = this.#code(kind, action);
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

  #code(kind: Leaf['kind'], action: number): number {
    if (kind === leafKind.step) return action;
    if (kind === leafKind.refused) return -1 - action;
    return kind === leafKind.idle ? idleCode(this.#actions, action) : -1 - this.#actions;
  }

  #order(number: number, { instance, script, order }: Leaf): void {
    if (order !== undefined) {
      this.ordinal[number] = order;
      return;
    }
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
