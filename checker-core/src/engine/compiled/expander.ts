/** The states of one search and everything that finds, keeps and judges them. */

import type { Watch } from '../../coverage/code-watch.ts';
import { countDomain } from '../../coverage/domain.ts';
import type { AnyPredicate, Named } from '../../model/definition.ts';
import type { Domain, FieldCount } from '../../model/statistics.ts';
import { decode, encode } from '../../values/canonical.ts';
import { deepFreeze } from '../../values/freeze.ts';
import { printValue } from '../../values/print.ts';
import type { Failure } from '../errors.ts';
import type { Explorable, ReadProperties } from '../explorable.ts';
import type { Findings } from '../findings.ts';
import type { Outcome } from '../reference/steps.ts';
import { askProperty, type Hearers } from '../reference/user-functions.ts';
import type { Symmetry } from '../symmetry/permutations.ts';
import { CannotFollow } from './cannot-follow.ts';
import type { Front, Origin, Turns } from './fronts/front.ts';
import {
  applyLeaf,
  applyOperations,
  findLeaves,
  genericInsert,
  genericKernel,
  genericPlace,
  genericScan,
} from './kernel/generic-kernel.ts';
import {
  type Candidates,
  type Insert,
  type Kernel,
  type KernelHost,
  type Path,
  type Scan,
  standing,
  type Tally,
} from './kernel/kernel.ts';
import { type Compiled, compile } from './kernel/kernel-source.ts';
import { type BitLayout, planLayout, Row, readUnit, writeSlot } from './layout/bit-layout.ts';
import { BlockedCounts, type BlockedTimes } from './memo/blocked-counts.ts';
import { GroupTables } from './memo/group-tables.ts';
import { type Leaf, Leaves, leafKind } from './memo/leaves.ts';
import { type Answer, answer, PredicateTrie } from './memo/predicate-trie.ts';
import { countRows } from './row-counts.ts';
import { rowParts } from './row-parts.ts';
import { RowTimes } from './row-times.ts';
import type { Shape } from './shape/shape.ts';
import { RowCodec, type SlotValues } from './shape/slot-values.ts';
import { at, grown } from './store/numbers.ts';
import { hashRow, StateTable } from './store/state-table.ts';
import { Representatives } from './symmetry/representatives.ts';
import type { Tuning } from './tuning.ts';
import { unitCount } from './turns/reads.ts';
import { withTrackedClone } from './turns/tracked-clone.ts';

/** What an expander works for. */
export interface ExpanderOptions {
  readonly front: Front;
  /** Where what is found goes. */
  readonly findings: Pick<Findings, 'settled' | 'hasFailed' | 'settle' | 'failIn' | 'failAt'>;
  readonly tuning: Tuning;
  readonly symmetry: Symmetry | undefined;
  /** Whether it works for another one, which alone gives numbers to values and plans rows. */
  readonly serves?: boolean;
  readonly onTurn?: ((keyPath: string) => void) | undefined;
  /** Notes what the code of the model runs, where it tells. */
  readonly watch?: Watch | undefined;
}

/** What was counted where candidates were found. */
export interface Counted {
  readonly tally: Tally;
  /** How often steps of each instance were taken; of a system, of each action. */
  readonly happened: Float64Array;
  /** Which clauses of guards blocked, where that is counted. */
  readonly blocked?: BlockedTimes;
}

/** The rows of kept states, as all threads see them. */
export interface SharedRows {
  readonly layout: BitLayout;
  readonly rows: Int32Array;
}

/** Keeps states as rows, expands them through the memo, and judges them. */
export class Expander implements KernelHost {
  table: StateTable;
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
  stepRoots: Int32Array;
  readonly hasSymmetry: boolean;
  readonly hasOperations: boolean;
  readonly #options: ExpanderOptions;
  readonly #shape: Shape;
  readonly #codec: RowCodec;
  readonly #classes: Representatives | undefined;
  readonly #turns: Turns;
  #tries: PredicateTrie[] = [];
  #properties: readonly Property[];
  #stepProperties: readonly Property[];
  readonly #terminal: PredicateTrie | undefined;
  readonly #fence: PredicateTrie | undefined;
  readonly #refinement: PredicateTrie | undefined;
  readonly #compiled = new Map<number, Compiled>();
  #kernel: Kernel = genericKernel;
  #insert: Insert = genericInsert;
  #scan: Scan = genericScan;
  #layout: BitLayout;
  #mustRelayout = false;
  #begun = false;
  #judged = 0;
  /** How often a state was expanded, by whatever search. */
  #expanded = 0;
  #found = new Int32Array(64);
  #stack = new Int32Array(64);
  #made = new Int32Array(64);
  /** The states that were kept before everything began anew, where they are still asked about. */
  #earlier: StateTable | undefined;
  /** What was generated and judged before that. */
  #generatedBefore = 0;
  #judgedBefore = 0;
  /** Steps of a system that other threads took, by action. */
  readonly #firedElsewhere: Float64Array;
  /** The state for which passing leaves were made last. */
  #passingOf = -1;

  constructor(options: ExpanderOptions) {
    const { front, tuning, symmetry } = options;
    const { model, shape } = front;
    this.#options = options;
    this.#shape = shape;
    this.#codec = new RowCodec(shape);
    this.#classes = symmetry && new Representatives(symmetry, shape, this.#codec);
    this.#layout = planLayout(shape, this.#counts(), tuning.slackBits);
    const { words } = this.#layout;
    this.table = new StateTable(words, tuning.statesAtFirst, genericPlace(words));
    this.tables = new GroupTables(tuning, unitCount(shape), this.#layout);
    const { actions, instances = [] } = model;
    this.leaves = new Leaves(actions.length, instances.length, this.#layout, (slot, value) =>
      this.#fit(slot, value),
    );
    const { watch } = options;
    this.blocked = watch && model.instances && new BlockedCounts();
    this.#turns = front.turns({
      blocked: this.blocked,
      clauseOf: (guard) => watch?.clauseOf(guard),
      codec: this.#codec,
      tables: this.tables,
      leaves: this.leaves,
      mayNumber: options.serves !== true,
    });
    this.candidates = emptyCandidates(tuning.batch, words);
    this.recent = new Int32Array(tuning.recentStates * words);
    this.recentMask = tuning.recentStates - 1;
    this.tally = emptyTally(model);
    this.#properties = this.#propertiesOf(model.properties);
    this.#stepProperties = this.#stepPropertiesOf(model.properties);
    const { terminal, within } = model.properties;
    this.#terminal = terminal && this.#predicate('terminal', terminal);
    this.#fence = within && this.#predicate('within', within);
    // A refinement of the whole state is asked of each new state, as a fence that nothing may pass.
    this.#refinement = shape.isRefined
      ? this.#predicate('', (state) => !model.refusal(encode(state), state))
      : undefined;
    this.hasFence = this.#fence !== undefined || this.#refinement !== undefined;
    this.fenceRoots = Int32Array.from(
      [this.#refinement, this.#fence].flatMap((fence) => (fence ? [fence.root] : [])),
    );
    this.stepRoots = this.#unsettledSteps();
    this.hasSymmetry = symmetry !== undefined;
    this.hasOperations = front.hasOperations;
    this.#firedElsewhere = new Float64Array(model.actions.length);
    this.#compile();
  }

  get #model(): Explorable {
    return this.#options.front.model;
  }

  get root(): number {
    return this.#turns.root;
  }

  /** How often steps of each instance were taken. */
  fired(): Float64Array {
    return this.leaves.fired(this.#turns.origins.length);
  }

  /** By instance and clause, in how many states a clause of a guard was the first false one. */
  blockedBy(): BlockedTimes | undefined {
    return this.blocked?.times(this.tables.visits);
  }

  get count(): number {
    return this.table.count;
  }

  /** The values that stand in all kept states, by field; those of one list of a machine only. */
  values(): { readonly fields: readonly FieldCount[]; readonly domain: Domain } {
    const { front } = this.#options;
    const { schema, instances, readers } = front.model;
    const times = new RowTimes({
      rows: this.table.rows,
      count: this.table.count,
      layout: this.#layout,
      shape: this.#shape,
      codec: this.#codec,
    });
    return {
      // The slots of a system are no parts of its states.
      fields: instances ? countRows(schema, times) : [],
      domain: countDomain(schema, rowParts(front.shown, times), readers),
    };
  }

  /** Bytes that tables and values take. */
  get bytes(): number {
    const values = this.#codec.values.reduce((sum, { texts }) => sum + texts.length * 120, 0);
    const classes = this.#classes?.bytes ?? 0;
    return this.table.bytes + this.tables.bytes + this.leaves.bytes + values + classes;
  }

  /** Bytes that one more batch would make the tables of states grow by. */
  growth(more: number): number {
    return this.table.bytesWith(more) - this.table.bytes;
  }

  /** Forgets states and counts, but not what is known of turns and properties. */
  beginAnew(keepsEarlier: boolean): void {
    this.#earlier = keepsEarlier ? this.table : undefined;
    const { width, place } = this.table;
    this.table = new StateTable(width, this.#options.tuning.statesAtFirst, place);
    this.#generatedBefore += this.tally.generated;
    this.#judgedBefore += this.#judged;
    Object.assign(this.tally, { generated: 0, fenced: 0, ends: 0, failed: 0 });
    this.tally.enabled.fill(0);
    this.tally.enabledIn.fill(-1);
    this.tally.tried.fill(0);
    this.tables.visits.fill(0);
    this.blocked?.beginAnew();
    this.leaves.beginAnew();
    this.#turns.beginAnew();
    this.#judged = 0;
    this.#passingOf = -1;
    this.stepRoots = this.#unsettledSteps();
  }

  /** The number that a state had before everything began anew; -1 for a new one. */
  earlier(index: number): number {
    return this.#earlier?.find(this.table.rows, index * this.#layout.words) ?? -1;
  }

  /** Keeps an initial state, by its canonical text. */
  keep(key: string): void {
    const ids = this.#codec.ids(key);
    for (const [slot, id] of ids.entries()) this.#fit(slot, id);
    if (this.#mustRelayout) this.#relayout();
    const { words } = this.#layout;
    const row = new Int32Array(words);
    for (const [slot, id] of ids.entries()) writeSlot(this.#layout, row, 0, slot, id);
    this.table.reserve(1);
    this.table.insert(row, 0, hashRow(row, 0, words), -1);
    if (this.table.count === 1) this.#forgetRecent();
  }

  /** Expands states; gives the first that was not. `limit` bounds the candidates of one call. */
  expand(from: number, to: number, limit: number): number {
    this.#begin(from);
    if (this.#mustRelayout) this.#relayout();
    const next = withTrackedClone(() => this.#kernel(this, from, to, limit));
    this.#expanded += next - from;
    this.#flush();
    if (this.#mustRelayout) this.#relayout();
    return next;
  }

  #begin(from: number): void {
    if (this.#begun) return;
    const first = { index: from, ids: this.#idsOf(from) };
    withTrackedClone(() => this.#turns.begin(first));
    this.#begun = true;
  }

  /** The values that slots have had; who serves takes them over from the one it serves. */
  get slotValues(): readonly SlotValues[] {
    return this.#codec.values;
  }

  /** Lets other threads read the rows, now and when they grow. */
  share(): SharedRows {
    this.table.share();
    return { layout: this.#layout, rows: this.table.rows };
  }

  /** Serves on these rows from now on; nothing that was found before counts. */
  adopt({ layout, rows }: SharedRows): void {
    this.table.rows = rows;
    this.table.width = layout.words;
    this.tally.enabledIn.fill(-1);
    this.stepRoots = this.#unsettledSteps();
    this.#follow(layout);
  }

  /** Forgets candidates that were found; nobody has heard of them. */
  restart(): void {
    this.adopt({ layout: this.#layout, rows: this.table.rows });
  }

  /** Expands states and lets the candidates wait; gives the first that was not expanded. */
  expandFor(from: number, to: number): number {
    this.#begin(from);
    // Until a wider row is adopted, nothing can be said.
    if (this.#mustRelayout) return from;
    this.#expanded = from;
    this.#passingOf = -1;
    return withTrackedClone(() => this.#kernel(this, from, to, Number.MAX_SAFE_INTEGER));
  }

  /** Keeps candidates that another thread has found, a batch at a time. */
  receive({ words, hashes, parents }: Omit<Candidates, 'count'>): void {
    const { batch } = this.#options.tuning;
    const { width } = this.table;
    this.table.reserve(hashes.length);
    for (let from = 0; from < hashes.length; from += batch) {
      const to = Math.min(from + batch, hashes.length);
      this.#insert(this.table, {
        words: words.subarray(from * width, to * width),
        hashes: hashes.subarray(from, to),
        parents: parents.subarray(from, to),
        count: to - from,
      });
    }
  }

  /** Adds what was counted where candidates were found. */
  addCounts({ tally, happened, blocked = [] }: Counted): void {
    this.blocked?.add(blocked);
    this.#addTally(tally);
    if (this.#model.instances) {
      for (const [instance, times] of happened.entries()) this.leaves.addFired(instance, times);
    } else {
      for (const [action, times] of happened.entries()) {
        this.#firedElsewhere[action] = at(this.#firedElsewhere, action) + times;
      }
    }
  }

  #addTally({ enabled, tried, ...counts }: Tally): void {
    const { tally } = this;
    tally.generated += counts.generated;
    tally.fenced += counts.fenced;
    tally.ends += counts.ends;
    tally.failed += counts.failed;
    for (const [action, states] of enabled.entries()) {
      tally.enabled[action] = at(tally.enabled, action) + states;
    }
    for (const [instance, states] of tried.entries()) {
      tally.tried[instance] = at(tally.tried, instance) + states;
    }
  }

  /** What is told of steps to the one for whom this serves: by instance, of a system by action. */
  happened(): Float64Array {
    return this.#model.instances ? this.fired() : this.firedByAction();
  }

  /** How often steps of each action were taken. */
  firedByAction(): Float64Array {
    const counts = this.#firedElsewhere.slice();
    for (const [instance, times] of this.fired().entries()) {
      const action = this.#turns.origins[instance]?.action ?? -1;
      if (action >= 0) counts[action] = at(counts, action) + times;
    }
    return counts;
  }

  /** Judges all steps of a state that another thread has expanded, without counting them. */
  examine(index: number): void {
    withTrackedClone(() => this.#examine(index));
  }

  #examine(index: number): void {
    const leaves = this.#leavesOf(index);
    const isIdle = (leaf: number) => this.leaves.leaf(leaf).kind === leafKind.idle;
    if (leaves.every(isIdle)) this.end(index);
    const row = new Int32Array(this.table.width);
    for (const leaf of leaves) {
      if (isIdle(leaf)) continue;
      const { kind } = this.leaves.leaf(leaf);
      const isMade = this.#makeStep(index, leaf, row);
      if (!isMade && isStep(kind)) this.undone(leaf, index);
      else if (kind !== leafKind.step) this.failed(leaf, index);
      if (!isMade) continue;
      if (this.hasFence && this.standing(leaf, index, row, 0) !== standing.inside) continue;
      if (this.stepRoots.length > 0) this.step(index, row, 0);
    }
  }

  /** Expands one state, whatever was expanded before, and judges where it leads. */
  expandOne(index: number): void {
    while (this.expand(index, index + 1, Number.POSITIVE_INFINITY) === index);
    this.judge();
  }

  /** Takes other properties; what is known of turns, of the fence and of the ends stays. */
  replaceProperties(properties: ReadProperties): void {
    const gone = new Set([...this.#properties, ...this.#stepProperties].map(({ trie }) => trie));
    this.#tries = this.#tries.filter((trie) => !gone.has(trie));
    this.#properties = this.#propertiesOf(properties);
    this.#stepProperties = this.#stepPropertiesOf(properties);
    this.stepRoots = this.#unsettledSteps();
    this.#judged = 0;
    // Kernels know whether there are step properties.
    this.#compiled.clear();
    this.#compile();
  }

  /** Judges all steps of the states before this one; nothing is kept or counted. */
  judgeSteps(end: number): void {
    const { tally, candidates, leaves } = this;
    const fired = this.fired();
    const was = { ...tally, enabled: tally.enabled.slice(), tried: tally.tried.slice() };
    const visits = this.tables.visits.slice();
    const noted = this.blocked?.noted;
    for (let from = 0; from < end && this.stepRoots.length > 0; ) {
      const to = Math.min(from + this.#options.tuning.batch, end);
      from = withTrackedClone(() => this.#kernel(this, from, to, Number.MAX_SAFE_INTEGER));
      candidates.count = 0;
      if (this.#mustRelayout) this.#relayout();
    }
    Object.assign(tally, was);
    this.tables.visits.fill(0);
    this.tables.visits.set(visits);
    this.blocked?.beginAnew(noted);
    leaves.beginAnew();
    for (const [instance, times] of fired.entries()) leaves.addFired(instance, times);
  }

  /** Judges the states that were kept since the last time. */
  judge(): void {
    if (this.#judged < this.table.count) withTrackedClone(() => this.#judge());
  }

  #judge(): void {
    const { settled } = this.#options.findings;
    const { count } = this.table;
    for (const property of this.#properties) {
      const { trie, kind } = property;
      const expected = kind === 'seen' ? answer.no : answer.yes;
      for (let index = this.#judged; !settled.has(trie.keyPath); index += 1) {
        index = this.#scan(this.table, trie.cache, expected, index, count);
        if (index >= count) break;
        this.#judgeState(property, index);
      }
    }
    this.#judged = count;
  }

  #judgeState({ trie, kind }: Property, index: number): void {
    const result = trie.answer(this.table.rows, index * this.#layout.words);
    if (result === answer.fails) this.#failIn(trie, index);
    else if ((result === answer.yes) === (kind === 'seen')) {
      this.#confirm(trie, result, index);
      this.#options.findings.settle({ property: trie.keyPath, kind, state: index });
    }
  }

  /** Asks every open property about a state on plain values, too. */
  confirm(index: number): void {
    const { settled } = this.#options.findings;
    const rows = this.table.rows;
    const offset = index * this.#layout.words;
    for (const { trie } of this.#properties) {
      if (!settled.has(trie.keyPath)) this.#confirm(trie, trie.answer(rows, offset), index);
    }
  }

  /**
   * Asks the fence and every open step property about the steps of a state on plain values, too: about
   * all of them, or about one that its number picks.
   */
  confirmSteps(index: number, all: boolean): void {
    if (!this.#fence && this.#stepProperties.length === 0) return;
    const { rows, width } = this.table;
    const row = new Int32Array(width);
    const leaves = this.#leavesOf(index);
    const picked = (Math.imul(index, 0x9e3779b1) >>> 8) % Math.max(1, leaves.length);
    for (const leaf of all ? leaves : leaves.slice(picked, picked + 1)) {
      if (this.leaves.leaf(leaf).kind !== leafKind.step) continue;
      applyLeaf(this, index, leaf, row, 0);
      // Nothing is asked about a state that the schema refuses.
      if (this.#refinement && this.#refinement.answer(row, 0) !== answer.yes) continue;
      const inside = this.#fence?.answer(row, 0) ?? answer.yes;
      if (this.#fence) this.#confirmAnswer(this.#fence, this.#fence.plainAnswer(row, 0), inside);
      if (inside !== answer.yes) continue;
      for (const { trie } of this.#stepProperties) {
        if (this.#options.findings.settled.has(trie.keyPath)) continue;
        const remembered = trie.answerStep(rows, index * width, row, 0);
        this.#confirmAnswer(trie, trie.plainAnswer(rows, index * width, row, 0), remembered);
      }
    }
  }

  #confirmAnswer({ keyPath }: PredicateTrie, plain: Answer, remembered: Answer): void {
    if (plain !== remembered) throw new CannotFollow(keyPath);
  }

  /** What a property says of tracked and of plain values must be the same. */
  #confirm(trie: PredicateTrie, result: Answer, index: number): void {
    const offset = index * this.#layout.words;
    if (trie.plainAnswer(this.table.rows, offset) !== result) throw new CannotFollow(trie.keyPath);
  }

  /** The canonical text that stands for the class of a state: its own without symmetry. */
  classOf(key: string): string {
    return this.#classes?.representative(key) ?? key;
  }

  /** The canonical text of a kept state. */
  key(index: number): string {
    return this.#codec.text(this.#idsOf(index));
  }

  parent(index: number): number {
    return at(this.table.parents, index);
  }

  /** The number of a kept state by its canonical text; -1 for any other. */
  find(key: string): number {
    const row = new Int32Array(this.#layout.words);
    let isKnown = true;
    const fits = this.#codec.split(key, (slot, text) => {
      const id = this.#codec.slot(slot).find(text);
      if (id < 0 || id > at(this.#layout.mask, slot)) isKnown = false;
      else writeSlot(this.#layout, row, 0, slot, id);
    });
    return fits && isKnown ? this.table.find(row, 0) : -1;
  }

  /** What the memo gives for an expanded state, in the form of plain steps. */
  successors(index: number): readonly Outcome[] {
    const row = new Int32Array(this.#layout.words);
    return this.#leavesOf(index).flatMap((number): Outcome | readonly Outcome[] => {
      const { instance, kind, script, choices, failure } = this.leaves.leaf(number);
      const origin = this.#turns.origins[instance];
      if (!origin || kind === leafKind.idle) return [];
      if (kind === leafKind.refused) return this.#plainOutcome(number, index) ?? [];
      const base = { ...originOf(origin), script, choices };
      if (kind === leafKind.failed) return [{ ...base, ...(failure && { failure }) }];
      if (!this.#makeStep(index, number, row)) return this.#plainOutcome(number, index) ?? [];
      const key = this.#codec.text(this.#idsAt(row, 0));
      return [{ ...base, key, ...(failure && { failure }) }];
    });
  }

  /** Calls `visit` for each step of an expanded state; without a target for one over the fence. */
  forEachStep(index: number, visit: (action: number, target: number | undefined) => void): void {
    const width = this.#layout.words;
    const row = new Int32Array(width);
    for (const leaf of this.#leavesOf(index)) {
      if (!this.#makeStep(index, leaf, row)) continue;
      const where = this.hasFence ? this.#stand(row, 0) : standing.inside;
      if (where === standing.refused) continue;
      if (this.hasSymmetry) this.represent(row, 0);
      const target = this.table.find(row, 0);
      visit(this.leaves.leaf(leaf).action, where === standing.inside ? target : undefined);
    }
  }

  /** Writes the successor that a leaf makes of an expanded state; false where it makes none. */
  #makeStep(index: number, leaf: number, row: Int32Array): boolean {
    if (!isStep(this.leaves.leaf(leaf).kind)) return false;
    applyLeaf(this, index, leaf, row, 0);
    return !this.hasOperations || applyOperations(this, leaf, row, 0) > 0;
  }

  miss(group: number, value: number, index: number): number {
    const expanding = { index, ids: this.#idsOf(index) };
    const number = this.#turns.miss(group, value, expanding, this.#expanded);
    return number === undefined || this.#mustRelayout ? -1 : number;
  }

  direct(list: number, index: number, found: Int32Array, count: number): number {
    if (this.#passingOf !== index) this.leaves.passOn();
    this.#passingOf = index;
    const numbers = this.#turns.direct(list, { index, ids: this.#idsOf(index) });
    if (!numbers || this.#mustRelayout) return -1;
    const room = this.found(count + numbers.length);
    if (room !== found) room.set(found.subarray(0, count));
    room.set(numbers, count);
    return count + numbers.length;
  }

  end(index: number): void {
    const { findings } = this.#options;
    const trie = this.#terminal;
    if (!trie || findings.settled.has('terminal')) return;
    const result = trie.answer(this.table.rows, index * this.#layout.words);
    if (result === answer.fails) this.#failIn(trie, index);
    else if (result === answer.no) {
      this.#confirm(trie, result, index);
      findings.settle({ property: 'terminal', kind: 'violated', state: index });
    }
  }

  failed(leaf: number, index: number): void {
    const { failure } = this.leaves.leaf(leaf);
    if (failure) this.#failAt(failure, leaf, index);
  }

  undone(leaf: number, index: number): void {
    const failure = this.#plainOutcome(leaf, index)?.failure;
    if (failure) this.#failAt(failure, leaf, index);
  }

  standing(leaf: number, index: number, words: Int32Array, offset: number): number {
    const where = this.#stand(words, offset);
    if (where === standing.refused) this.#failAt(this.#refusal(leaf, words, offset), leaf, index);
    return where;
  }

  step(index: number, words: Int32Array, offset: number): void {
    const { findings } = this.#options;
    const { rows, width } = this.table;
    const from = index * width;
    for (const { trie, breaks } of this.#stepProperties) {
      if (findings.settled.has(trie.keyPath)) continue;
      const result = trie.answerStep(rows, from, words, offset);
      if (result === answer.fails) {
        const failure = trie.failure(rows, from, words, offset);
        if (failure) findings.failIn(failure, index);
      } else if (result === answer.no) {
        if (trie.plainAnswer(rows, from, words, offset) !== result)
          throw new CannotFollow(trie.keyPath);
        const after = this.#classKey(words, offset);
        const property = { property: trie.keyPath, kind: 'violated', state: index } as const;
        findings.settle({ ...property, ...(breaks && { step: { after, breaks } }) });
        this.stepRoots = this.#unsettledSteps();
      }
    }
  }

  represent(words: Int32Array, offset: number): boolean {
    const ids = this.#idsAt(words, offset);
    const textOf = (slot: number) => this.#codec.slot(slot).text(ids.id(slot));
    this.#classes?.represent(textOf, (slot, text) => {
      const id = this.#codec.slot(slot).intern(text);
      this.#fit(slot, id);
      if (!this.#mustRelayout) writeSlot(this.#layout, words, offset, slot, id);
    });
    return !this.#mustRelayout;
  }

  made(words: number): Int32Array {
    this.#made = grown(this.#made, words);
    return this.#made;
  }

  operate(operation: number, value: number): number {
    const { tables } = this;
    const made = this.#turns.operate(operation, value);
    if (made === undefined) return 0;
    const number = typeof made === 'number' ? made + 1 : -1;
    tables.link(operation, value, number);
    if (typeof made === 'number') this.#fit(this.tables.unit(operation), made);
    return this.#mustRelayout ? 0 : number;
  }

  found(count: number): Int32Array {
    this.#found = grown(this.#found, count);
    return this.#found;
  }

  stack(count: number): Int32Array {
    this.#stack = grown(this.#stack, count);
    return this.#stack;
  }

  /** The canonical text of a row, or of its class. */
  #classKey(words: Int32Array, offset: number): string {
    return this.classOf(this.#codec.text(this.#idsAt(words, offset)));
  }

  #propertiesOf(properties: ReadProperties): readonly Property[] {
    const { always, sometimes, linearizable, sequentiallyConsistent } = properties;
    const all = (kind: string, predicates: Named<AnyPredicate> = {}) =>
      Object.entries(predicates).map(([name, asked]) => this.#predicate(`${kind}.${name}`, asked));
    return [
      ...all('always', always).map((asked) => property(asked)),
      ...all('sometimes', sometimes).map((asked) => property(asked, 'seen')),
      ...all('linearizable', linearizable).map((asked) => property(asked)),
      ...all('sequentiallyConsistent', sequentiallyConsistent).map((asked) => property(asked)),
    ];
  }

  #stepPropertiesOf({ alwaysStep = {} }: ReadProperties): readonly Property[] {
    const hearers = hearersIn(this.#options);
    return Object.entries(alwaysStep).map(([name, asked]) => ({
      ...property(
        this.#predicate(`alwaysStep.${name}`, (before, after) => asked(before, after), 2),
      ),
      breaks: (before: unknown, after: unknown) => {
        return askProperty(`alwaysStep.${name}`, () => asked(before, after), hearers) === false;
      },
    }));
  }

  #predicate(
    keyPath: string,
    asked: (before: unknown, after: unknown) => unknown,
    sides: 1 | 2 = 1,
  ): PredicateTrie {
    const isOfSteps = sides === 2 || keyPath === 'within' || keyPath === '';
    const trie = new PredicateTrie(keyPath, asked, sides, {
      shape: this.#shape,
      reading: (tracking) => this.#options.front.reading(tracking),
      plain: (key) => this.#model.read(key),
      codec: this.#codec,
      tables: this.tables,
      hearers: keyPath === '' ? {} : hearersIn(this.#options),
      layout: () => this.#layout,
      // A state is judged once; steps and the fence are asked about each successor.
      progress: () =>
        isOfSteps
          ? this.#generatedBefore + this.tally.generated
          : this.#judgedBefore + this.#judged,
    });
    this.#tries.push(trie);
    return trie;
  }

  #stand(words: Int32Array, offset: number): number {
    if (this.#refinement && this.#refinement.answer(words, offset) !== answer.yes) {
      return standing.refused;
    }
    const result = this.#fence ? this.#fence.answer(words, offset) : answer.yes;
    if (result === answer.fails) return standing.refused;
    return result === answer.yes ? standing.inside : standing.outside;
  }

  /** Why the fence could not be asked about a successor. */
  #refusal(leaf: number, words: Int32Array, offset: number): Failure {
    const key = this.#codec.text(this.#idsAt(words, offset));
    const refusal = this.#refinement && this.#model.refusal(key, deepFreeze(decode(key)));
    const by = this.#turns.origins[this.leaves.leaf(leaf).instance]?.by;
    if (refusal) return refusal(`${by}.next`);
    const failure = this.#fence?.failure(words, offset);
    if (!failure) throw new Error('Internal error: the fence refuses a state without a reason.');
    return failure;
  }

  #unsettledSteps(): Int32Array {
    const { settled } = this.#options.findings;
    const open = this.#stepProperties.filter(({ trie }) => !settled.has(trie.keyPath));
    return Int32Array.from(open, ({ trie }) => trie.root);
  }

  #failIn(trie: PredicateTrie, index: number): void {
    const failure = trie.failure(this.table.rows, index * this.#layout.words);
    if (failure) this.#options.findings.failIn(failure, index);
  }

  #failAt(failure: Failure, leaf: number, index: number): void {
    const { findings } = this.#options;
    if (findings.hasFailed(failure.code, failure.keyPath)) return;
    findings.failAt(failure, index, () => this.#plainOutcome(leaf, index));
  }

  /** The step of a leaf as plain values give it. */
  #plainOutcome(leaf: number, index: number): Outcome | undefined {
    const { instance, script } = this.leaves.leaf(leaf);
    const origin = this.#turns.origins[instance];
    return this.#model
      .successors(this.key(index))
      .find((outcome) => isOf(origin, outcome) && outcome.script.join() === script.join());
  }

  #leavesOf(index: number): readonly number[] {
    this.#passingOf = -1;
    let count = withTrackedClone(() => findLeaves(this, index));
    while (count < 0) {
      this.#relayout();
      count = withTrackedClone(() => findLeaves(this, index));
    }
    return [...this.#found.subarray(0, count)];
  }

  #idsOf(index: number): Row {
    return this.#idsAt(this.table.rows, index * this.#layout.words);
  }

  #idsAt(words: Int32Array, offset: number): Row {
    return new Row(this.#layout, words, offset);
  }

  #counts(): readonly number[] {
    return this.#codec.values.map(({ texts }) => texts.length);
  }

  /** Notes a value that a row must be able to hold. */
  #fit(slot: number, value: number): void {
    if (value > at(this.#layout.mask, slot)) this.#mustRelayout = true;
  }

  #flush(): void {
    const { candidates, table } = this;
    table.reserve(candidates.count);
    this.#insert(table, candidates);
    candidates.count = 0;
  }

  /** Gives every slot the bits that its values need now, and rewrites all rows. */
  #relayout(): void {
    const from = this.#layout;
    const to = planLayout(this.#shape, this.#counts(), this.#options.tuning.slackBits);
    const slots = this.#shape.slots.map((_, slot) => slot);
    const { place } = this.#compiledFor(to.words);
    for (const table of [this.table, this.#earlier]) {
      table?.relayout(to.words, place, (rows, next, count) => {
        for (let i = 0; i < count; i += 1) {
          for (const slot of slots) {
            const value = readUnit(from, rows, i * from.words, slot);
            writeSlot(to, next, i * to.words, slot, value);
          }
        }
      });
    }
    this.#follow(to);
  }

  /** Lets everything but the rows follow a layout. */
  #follow(to: BitLayout): void {
    this.#layout = to;
    this.tables.relayout(to);
    this.leaves.relayout(to);
    for (const trie of this.#tries) trie.relayout(to);
    Object.assign(this.candidates, emptyCandidates(this.#options.tuning.batch, to.words));
    this.recent = new Int32Array(this.#options.tuning.recentStates * to.words);
    this.#forgetRecent();
    this.#mustRelayout = false;
    this.#passingOf = -1;
    this.#compile();
  }

  /** Takes the kernel for the width of the rows. */
  #compile(): void {
    const compiled = this.#compiledFor(this.#layout.words);
    this.#kernel = compiled.kernel;
    this.#insert = compiled.insert;
    this.#scan = compiled.scan;
    this.table.place = compiled.place;
  }

  /** The functions for rows of a width, made once. */
  #compiledFor(width: number): Compiled {
    const known = this.#compiled.get(width);
    if (known) return known;
    const { hasFence, hasOperations } = this;
    const countsInstances = this.#model.instances !== undefined;
    const features = {
      hasFence,
      hasOperations,
      countsInstances,
      countsVisits: this.blocked !== undefined,
      hasSteps: this.#stepProperties.length > 0,
    };
    const isGenerated = this.#options.tuning.generates && !this.hasSymmetry;
    const compiled = (isGenerated && compile(width, features)) || {
      kernel: genericKernel,
      insert: genericInsert,
      scan: genericScan,
      place: genericPlace(width),
    };
    this.#compiled.set(width, compiled);
    return compiled;
  }

  /** Fills the cache of recent states with one that is kept: an entry must never lie. */
  #forgetRecent(): void {
    const { words } = this.#layout;
    const first = this.table.rows.subarray(0, words);
    for (let i = 0; i < this.recent.length; i += words) this.recent.set(first, i);
  }
}

interface Property {
  readonly trie: PredicateTrie;
  readonly kind: 'violated' | 'seen';
  readonly breaks?: (before: unknown, after: unknown) => boolean;
}

function property(trie: PredicateTrie, kind: Property['kind'] = 'violated'): Property {
  return { trie, kind };
}

function hearersIn({ onTurn, watch }: ExpanderOptions): Hearers {
  return { ...(onTurn && { onTurn }), ...(watch && { watch }) };
}

function originOf({ action, by, params, event }: Origin): Origin {
  return { action, by, params, ...(event !== undefined && { event }) };
}

/** Whether a leaf of this kind makes a successor. */
function isStep(kind: Leaf['kind']): boolean {
  return kind === leafKind.step || kind === leafKind.failedStep;
}

/** Whether a plain outcome is of this origin. */
function isOf(origin: Origin | undefined, { by, event, params }: Outcome): boolean {
  if (origin?.by !== by || origin.event !== event) return false;
  return origin.params === params || printValue(origin.params) === printValue(params);
}

function emptyTally({ actions, instances = [] }: Explorable): Tally {
  return {
    generated: 0,
    fenced: 0,
    ends: 0,
    failed: 0,
    enabled: new Float64Array(actions.length),
    enabledIn: new Int32Array(actions.length).fill(-1),
    tried: new Float64Array(Math.max(1, instances.length)),
  };
}

function emptyCandidates(size: number, words: number): Candidates {
  return {
    words: new Int32Array(size * words),
    hashes: new Int32Array(size),
    parents: new Int32Array(size),
    count: 0,
  };
}
