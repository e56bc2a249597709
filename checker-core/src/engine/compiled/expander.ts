/**
 * The states of one search and everything that finds, keeps and judges them. Here is only what a
 * kernel asks for, and the order in which the parts work together: rows, memo, judge and counts.
 */
import type { Watch } from '../../coverage/code-watch.ts';
import type { Failure } from '../errors.ts';
import type { ReadProperties } from '../explorable.ts';
import type { Hearers } from '../reference/user-functions.ts';
import type { Symmetry } from '../symmetry/permutations.ts';
import { ExpansionCounts } from './expansion-counts.ts';
import type { Front, Turns } from './fronts/front.ts';
import { RowJudge, type Verdicts } from './judging/row-judge.ts';
import {
  type Candidates,
  type KernelHost,
  type Path,
  standing,
  type Tally,
} from './kernel/kernel.ts';
import type { Compiled } from './kernel/kernel-source.ts';
import { Kernels } from './kernel/kernels.ts';
import { isStep, KnownSteps } from './known-steps.ts';
import { BlockedCounts } from './memo/blocked-counts.ts';
import { GroupTables } from './memo/group-tables.ts';
import { Leaves, leafKind } from './memo/leaves.ts';
import type { SlotValues } from './shape/slot-values.ts';
import { KeptRows, type SharedRows } from './store/kept-rows.ts';
import { grown } from './store/numbers.ts';
import type { StateTable } from './store/state-table.ts';
import type { Tuning } from './tuning.ts';
import { unitCount } from './turns/reads.ts';
import { withTrackedClone } from './turns/tracked-clone.ts';

/** What an expander works for. */
export interface ExpanderOptions {
  readonly front: Front;
  /** Where what is found goes. */
  readonly findings: Verdicts;
  readonly tuning: Tuning;
  readonly symmetry: Symmetry | undefined;
  /** Whether it works for another one, which alone gives numbers to values and plans rows. */
  readonly serves?: boolean;
  readonly onTurn?: ((keyPath: string) => void) | undefined;
  /** Notes what the code of the model runs, where it tells. */
  readonly watch?: Watch | undefined;
}

/** Keeps states as rows, expands them through the memo, and judges them. */
export class Expander implements KernelHost {
  readonly rows: KeptRows;
  readonly counts: ExpansionCounts;
  readonly steps: KnownSteps;
  readonly tables: GroupTables;
  readonly leaves: Leaves;
  readonly candidates: Candidates;
  readonly tally: Tally;
  recent: Int32Array;
  readonly recentMask: number;
  readonly left = { count: 0, place: -1 };
  readonly path: Path = { numbers: new Int32Array(64), count: 0 };
  readonly blocked: BlockedCounts | undefined;
  readonly hasFence: boolean;
  readonly fenceRoots: Int32Array;
  readonly hasSymmetry: boolean;
  readonly hasOperations: boolean;
  readonly #options: ExpanderOptions;
  readonly #turns: Turns;
  readonly #judge: RowJudge;
  readonly #kernels: Kernels;
  /** The kernel for the width of the rows. */
  #compiled: Compiled;
  #begun = false;
  /** How often a state was expanded, by whatever search. */
  #expanded = 0;
  #found = new Int32Array(64);
  #stack = new Int32Array(64);
  #made = new Int32Array(64);
  /** The state for which passing leaves were made last. */
  #passingOf = -1;

  constructor(options: ExpanderOptions) {
    const { front, tuning, symmetry, findings, watch } = options;
    const { model, shape, hasOperations } = front;
    const { actions, instances, properties } = model;
    this.#options = options;
    this.hasFence = properties.within !== undefined || shape.isRefined;
    this.hasSymmetry = symmetry !== undefined;
    this.hasOperations = hasOperations;
    this.blocked = watch && instances && new BlockedCounts();
    this.#kernels = new Kernels(
      {
        hasFence: this.hasFence,
        hasOperations,
        countsInstances: tuning.counts && instances !== undefined,
        countsVisits: this.blocked !== undefined,
        hasSteps: hasStepProperties(properties),
      },
      tuning.generates && !this.hasSymmetry,
    );
    const place = (width: number) => this.#kernels.of(width).place;
    this.rows = new KeptRows({ shape, symmetry, tuning, place });
    const { rows } = this;
    const { layout, codec } = rows;
    this.#compiled = this.#kernels.of(layout.words);
    this.tables = new GroupTables(tuning, unitCount(shape), layout);
    const { tables } = this;
    this.leaves = new Leaves(actions.length, instances?.length ?? 0, layout, (slot, value) =>
      rows.fit(slot, value),
    );
    const mayNumber = options.serves !== true;
    this.#turns = front.turns({
      codec,
      tables,
      leaves: this.leaves,
      tuning,
      mayNumber,
      blocked: this.blocked,
      clauseOf: (guard) => watch?.clauseOf(guard),
    });
    this.counts = new ExpansionCounts(model, this.leaves, this.#turns, tables, this.blocked);
    this.tally = this.counts.tally;
    const generated = () => this.counts.generatedEver;
    this.#judge = new RowJudge({
      front,
      findings,
      rows,
      tables,
      hearers: hearersIn(options),
      generated,
    });
    this.fenceRoots = this.#judge.fenceRoots;
    this.steps = new KnownSteps({
      host: this,
      front,
      rows,
      turns: this.#turns,
      stand: (words, offset) => this.#judge.stand(words, offset),
      relayout: () => this.#relayout(),
      findSteps: () => this.#compiled.findSteps,
    });
    this.candidates = emptyCandidates(tuning.batch, layout.words);
    this.recent = new Int32Array(tuning.recentStates * layout.words);
    this.recentMask = tuning.recentStates - 1;
  }

  get root(): number {
    return this.#turns.root;
  }

  get table(): StateTable {
    return this.rows.table;
  }

  get stepRoots(): Int32Array {
    return this.#judge.stepRoots;
  }

  /** The values that slots have had; who serves takes them over from the one it serves. */
  get slotValues(): readonly SlotValues[] {
    return this.rows.codec.values;
  }

  /** Bytes that tables and values take. */
  get bytes(): number {
    return this.rows.bytes + this.tables.bytes + this.leaves.bytes;
  }

  /** Bytes in use: those that the host tells, if any, and those it does not see. */
  bytesWithHost(heapBytes: (() => number) | undefined): number {
    return heapBytes ? heapBytes() + this.table.sharedBytes : this.bytes;
  }

  /** Forgets states and counts, but not what is known of turns and properties. */
  beginAnew(keepsEarlier: boolean): void {
    this.rows.beginAnew(keepsEarlier);
    this.counts.beginAnew();
    this.#turns.beginAnew();
    this.#judge.beginAnew();
    this.#passingOf = -1;
  }

  /** Keeps an initial state, by its canonical text. */
  keep(key: string): void {
    const ids = this.rows.number(key);
    if (this.rows.mustRelayout) this.#relayout();
    this.rows.keep(ids);
    if (this.rows.count === 1) this.#forgetRecent();
  }

  /** Expands states; gives the first that was not. `limit` bounds the candidates of one call. */
  expand(from: number, to: number, limit: number): number {
    this.#begin(from);
    if (this.rows.mustRelayout) this.#relayout();
    const next = withTrackedClone(() => this.#compiled.kernel(this, from, to, limit));
    this.#expanded += next - from;
    this.#flush();
    if (this.rows.mustRelayout) this.#relayout();
    return next;
  }

  #begin(from: number): void {
    if (this.#begun) return;
    const first = { index: from, ids: this.rows.idsOf(from) };
    withTrackedClone(() => this.#turns.begin(first));
    this.#begun = true;
  }

  #flush(): void {
    const { candidates, table } = this;
    table.reserve(candidates.count);
    this.#compiled.insert(table, candidates);
    candidates.count = 0;
  }

  /** Expands one state, whatever was expanded before, and judges where it leads. */
  expandOne(index: number): void {
    while (this.expand(index, index + 1, Number.POSITIVE_INFINITY) === index);
    this.judge();
  }

  /** Serves on these rows from now on; nothing that was found before counts. */
  adopt(shared: SharedRows): void {
    this.rows.adopt(shared);
    this.counts.forgetStates();
    this.#judge.forgetSettled();
    this.#follow();
  }

  /** Forgets candidates that were found; nobody has heard of them. */
  restart(): void {
    this.adopt({ layout: this.rows.layout, rows: this.table.rows });
  }

  /** Expands states and lets the candidates wait; gives the first that was not expanded. */
  expandFor(from: number, to: number): number {
    this.#begin(from);
    // Until a wider row is adopted, nothing can be said.
    if (this.rows.mustRelayout) return from;
    this.#expanded = from;
    this.#passingOf = -1;
    return withTrackedClone(() => this.#compiled.kernel(this, from, to, Number.MAX_SAFE_INTEGER));
  }

  /** Keeps candidates that another thread has found, a batch at a time. */
  receive({ words, hashes, parents }: Omit<Candidates, 'count'>): void {
    const { batch } = this.#options.tuning;
    const { width } = this.table;
    this.table.reserve(hashes.length);
    for (let from = 0; from < hashes.length; from += batch) {
      const to = Math.min(from + batch, hashes.length);
      this.#compiled.insert(this.table, {
        words: words.subarray(from * width, to * width),
        hashes: hashes.subarray(from, to),
        parents: parents.subarray(from, to),
        count: to - from,
      });
    }
  }

  /** Judges all steps of a state that another thread has expanded, without counting them. */
  examine(index: number): void {
    withTrackedClone(() => this.#examine(index));
  }

  #examine(index: number): void {
    const leaves = this.steps.leavesOf(index);
    const isIdle = (leaf: number) => this.leaves.leaf(leaf).kind === leafKind.idle;
    if (leaves.every(isIdle)) this.end(index);
    const row = new Int32Array(this.table.width);
    for (const leaf of leaves) {
      if (isIdle(leaf)) continue;
      const { kind } = this.leaves.leaf(leaf);
      const isMade = this.steps.make(index, leaf, row);
      if (!isMade && isStep(kind)) this.undone(leaf, index);
      else if (kind !== leafKind.step) this.failed(leaf, index);
      if (!isMade) continue;
      if (this.hasFence && this.standing(leaf, index, row, 0) !== standing.inside) continue;
      if (this.stepRoots.length > 0) this.step(index, row, 0);
    }
  }

  /** Judges the states that were kept since the last time. */
  judge(): void {
    this.#judge.judge(this.#compiled.scan);
  }

  /** Takes other properties; what is known of turns, of the fence and of the ends stays. */
  replaceProperties(properties: ReadProperties): void {
    this.#judge.replaceProperties(properties);
    this.#kernels.setSteps(hasStepProperties(properties));
    this.#compile();
  }

  /** Judges all steps of the states before this one; nothing is kept or counted. */
  judgeSteps(end: number): void {
    this.counts.uncounted(() => {
      for (let from = 0; from < end && this.stepRoots.length > 0; ) {
        const to = Math.min(from + this.#options.tuning.batch, end);
        const { kernel } = this.#compiled;
        from = withTrackedClone(() => kernel(this, from, to, Number.MAX_SAFE_INTEGER));
        this.candidates.count = 0;
        if (this.rows.mustRelayout) this.#relayout();
      }
    });
  }

  /** Asks every open property about a state on plain values, too. */
  confirm(index: number): void {
    this.#judge.confirm(index);
  }

  /**
   * Asks the fence and every open step property about the steps of a state on plain values, too: about
   * all of them, or about one that its number picks.
   */
  confirmSteps(index: number, all: boolean): void {
    if (!this.#judge.asksAboutSteps) return;
    const leaves = this.steps.leavesOf(index);
    const row = new Int32Array(this.table.width);
    const picked = (Math.imul(index, 0x9e3779b1) >>> 8) % Math.max(1, leaves.length);
    for (const leaf of all ? leaves : leaves.slice(picked, picked + 1)) {
      if (this.leaves.leaf(leaf).kind !== leafKind.step) continue;
      if (this.steps.make(index, leaf, row)) this.#judge.confirmStep(index, row);
    }
  }

  miss(group: number, value: number, index: number): number {
    const expanding = { index, ids: this.rows.idsOf(index) };
    const number = this.#turns.miss(group, value, expanding, this.#expanded);
    return number === undefined || this.rows.mustRelayout ? -1 : number;
  }

  direct(list: number, index: number, found: Int32Array, count: number): number {
    if (this.#passingOf !== index) this.leaves.passOn();
    this.#passingOf = index;
    const numbers = this.#turns.direct(list, { index, ids: this.rows.idsOf(index) });
    if (!numbers || this.rows.mustRelayout) return -1;
    const room = this.found(count + numbers.length);
    if (room !== found) room.set(found.subarray(0, count));
    room.set(numbers, count);
    return count + numbers.length;
  }

  end(index: number): void {
    this.#judge.end(index);
  }

  failed(leaf: number, index: number): void {
    const { failure } = this.leaves.leaf(leaf);
    if (failure) this.#failAt(failure, leaf, index);
  }

  undone(leaf: number, index: number): void {
    const failure = this.steps.plainOutcome(leaf, index)?.failure;
    if (failure) this.#failAt(failure, leaf, index);
  }

  standing(leaf: number, index: number, words: Int32Array, offset: number): number {
    const where = this.#judge.stand(words, offset);
    if (where === standing.refused) {
      const action = this.#turns.origins[this.leaves.leaf(leaf).instance]?.by ?? '';
      this.#failAt(this.#judge.refusal(action, words, offset), leaf, index);
    }
    return where;
  }

  #failAt(failure: Failure, leaf: number, index: number): void {
    const { findings } = this.#options;
    if (findings.hasFailed(failure.code, failure.keyPath)) return;
    findings.failAt(failure, index, () => this.steps.plainOutcome(leaf, index));
  }

  step(index: number, words: Int32Array, offset: number): void {
    this.#judge.step(index, words, offset);
  }

  represent(words: Int32Array, offset: number): boolean {
    return this.rows.represent(words, offset);
  }

  operate(operation: number, value: number): number {
    const { tables } = this;
    const made = this.#turns.operate(operation, value);
    if (made === undefined) return 0;
    const number = typeof made === 'number' ? made + 1 : -1;
    tables.link(operation, value, number);
    if (typeof made === 'number') this.rows.fit(tables.unit(operation), made);
    return this.rows.mustRelayout ? 0 : number;
  }

  made(words: number): Int32Array {
    this.#made = grown(this.#made, words);
    return this.#made;
  }

  found(count: number): Int32Array {
    this.#found = grown(this.#found, count);
    return this.#found;
  }

  stack(count: number): Int32Array {
    this.#stack = grown(this.#stack, count);
    return this.#stack;
  }

  #relayout(): void {
    this.rows.relayout();
    this.#follow();
  }

  /** Lets everything but the rows follow their layout. */
  #follow(): void {
    const { layout } = this.rows;
    const { batch, recentStates } = this.#options.tuning;
    this.tables.relayout(layout);
    this.leaves.relayout(layout);
    this.#judge.relayout(layout);
    Object.assign(this.candidates, emptyCandidates(batch, layout.words));
    this.recent = new Int32Array(recentStates * layout.words);
    this.#forgetRecent();
    this.#passingOf = -1;
    this.#compile();
  }

  #compile(): void {
    this.#compiled = this.#kernels.of(this.rows.layout.words);
  }

  /** Fills the cache of recent states with one that is kept: an entry must never lie. */
  #forgetRecent(): void {
    const { words } = this.rows.layout;
    const first = this.table.rows.subarray(0, words);
    for (let i = 0; i < this.recent.length; i += words) this.recent.set(first, i);
  }
}

function hearersIn({ onTurn, watch }: ExpanderOptions): Hearers {
  return { ...(onTurn && { onTurn }), ...(watch && { watch }) };
}

function hasStepProperties({ alwaysStep = {} }: ReadProperties): boolean {
  return Object.keys(alwaysStep).length > 0;
}

function emptyCandidates(size: number, words: number): Candidates {
  return {
    words: new Int32Array(size * words),
    hashes: new Int32Array(size),
    parents: new Int32Array(size),
    count: 0,
  };
}
