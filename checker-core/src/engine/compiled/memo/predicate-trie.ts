/**
 * What a predicate answers, by what it reads: one trie for each property, the fence and the ends. A
 * step predicate reads two states; the units of the state after follow those of the state before.
 */
import type { Failure } from '../../errors.ts';
import { askProperty, type Hearers } from '../../reference/user-functions.ts';
import { type BitLayout, Row } from '../layout/bit-layout.ts';
import type { Shape } from '../shape/shape.ts';
import type { RowCodec } from '../shape/slot-values.ts';
import type { ViewClasses } from '../shape/view-classes.ts';
import { at } from '../store/numbers.ts';
import { firstView, Reads, unitCount } from '../turns/reads.ts';
import { Tracking } from '../turns/tracked-state.ts';
import { AnswerCache } from './answer-cache.ts';
import { child, childSize, type GroupTables } from './group-tables.ts';
import { isKnown } from './turn-trie.ts';

/** What a predicate answers to one row, or to a row and the one after it. */
export const answer = { no: 0, yes: 1, fails: 2 } as const;
export type Answer = (typeof answer)[keyof typeof answer];

/** Stands in place of leaves where an answer is known. */
export const answered = -2;

type Ask = (...states: readonly unknown[]) => unknown;

/** What all predicates of a model share. */
export interface PredicateSurroundings {
  readonly shape: Shape;
  /** A state as predicates read it: so that it notices what is looked at, and plainly. */
  readonly reading: (tracking: Tracking) => unknown;
  readonly plain: (key: string) => unknown;
  readonly codec: RowCodec;
  readonly classes: ViewClasses;
  readonly tables: GroupTables;
  readonly hearers: Hearers;
  /** The layout in force. */
  readonly layout: () => BitLayout;
  /** How many states were expanded or judged. */
  readonly progress: () => number;
}

/** The memo of one predicate. */
export class PredicateTrie {
  readonly keyPath: string;
  readonly #ask: Ask;
  readonly #sides: number;
  readonly #around: PredicateSurroundings;
  readonly #root: number;
  readonly #known: Uint8Array;
  #begun = false;
  readonly cache: AnswerCache;
  /** The unit of the first view; negative where nothing is looked at through views. */
  readonly #firstView: number;
  /** Some answers are asked anew for each state: none is remembered by words. */
  #isDirect = false;

  constructor(keyPath: string, ask: Ask, sides: 1 | 2, around: PredicateSurroundings) {
    this.keyPath = keyPath;
    this.#ask = ask;
    this.#sides = sides;
    this.#around = around;
    this.#root = around.tables.addChild(-1, 0);
    this.cache = new AnswerCache(around.shape);
    this.#firstView = sides === 1 && around.shape.views.length > 0 ? firstView(around.shape) : -1;
    // Until it was asked once, a look-up alone tells nothing.
    around.tables.setChild(this.#root, child.direct, 0);
    this.#known = new Uint8Array(sides * unitCount(around.shape));
  }

  /** The child from which every walk begins. */
  get root(): number {
    return this.#root;
  }

  /** Answers to a row; the answer is remembered by the words that were read. */
  answer(words: Int32Array, offset: number): Answer {
    const cached = this.cache.find(words, offset);
    if (cached >= 0) return cached as Answer;
    const result = this.#walk({ words, offset, after: words, afterOffset: offset });
    if (!this.#isDirect) {
      // What was read last may have widened the words: the place is found anew.
      this.cache.find(words, offset);
      this.cache.put(words, offset, result);
    }
    return result;
  }

  /** Answers to the rows before and after a step. */
  answerStep(words: Int32Array, offset: number, after: Int32Array, afterOffset: number): Answer {
    return this.#walk({ words, offset, after, afterOffset });
  }

  /** Follows a new layout. */
  relayout(layout: BitLayout): void {
    this.cache.relayout(layout);
  }

  /** Answers as the plain state gives them, without the memo. */
  plainAnswer(words: Int32Array, offset: number, after = words, afterOffset = offset): Answer {
    const result = this.#askPlain({ words, offset, after, afterOffset });
    return codeOf(typeof result === 'boolean' ? result : undefined);
  }

  /** Why the predicate failed on these rows, as the plain states tell it. */
  failure(
    words: Int32Array,
    offset: number,
    after = words,
    afterOffset = offset,
  ): Failure | undefined {
    const result = this.#askPlain({ words, offset, after, afterOffset });
    return typeof result === 'boolean' ? undefined : result;
  }

  #walk(rows: Rows): Answer {
    const { tables } = this.#around;
    if (!this.#begun) {
      this.#begun = true;
      tables.setChild(this.#root, child.direct, -1);
      this.#known.fill(0);
      this.#fill(this.#root, rows);
    }
    for (let number = this.#root; ; ) {
      const place = number * childSize;
      if (at(tables.children, place) === answered) {
        return at(tables.children, place + 1) as Answer;
      }
      if (at(tables.children, place + child.direct) >= 0) return this.#direct(rows);
      const group = at(tables.children, place + child.groupFrom);
      const value = this.#value(group, rows);
      number = tables.find(group, value) || this.#miss(group, value, rows);
    }
  }

  get #width(): number {
    return this.#around.layout().words;
  }

  #miss(group: number, value: number, rows: Rows): number {
    const { tables, progress } = this.#around;
    const hopeless = tables.noteMiss(group, progress());
    if (hopeless >= 0 && !tables.isShort(hopeless)) {
      const number = tables.addChild(-1, 0);
      tables.setChild(number, child.direct, 0);
      tables.short(hopeless, number);
      return number;
    }
    tables.markKnown(group, this.#known);
    const number = tables.addChild(group, value);
    this.#fill(number, rows);
    return number;
  }

  /** Asks once and remembers the whole way: a group and a child for each unit that is read. */
  #fill(first: number, rows: Rows): void {
    const { shape, codec, tables, hearers, progress, reading } = this.#around;
    const reads = new Reads(shape, this.#sides);
    const states = Array.from({ length: this.#sides }, (_, side) => {
      const tracking = new Tracking(codec, this.#row(rows, side), reads, side, true, this.#known);
      return reading(tracking);
    });
    const result = askProperty(this.keyPath, () => this.#ask(...states), hearers);
    const isClear = typeof result === 'boolean' && !reads.isAbandoned;
    const isDirect = !isClear && !this.#agrees(result, reads, rows);
    const units = withWholeSlots(reads.units, shape);
    if (this.#sides === 1) this.cache.widen(units, this.#around.layout());
    let number = first;
    for (const unit of isDirect ? [] : units) {
      if (isKnown(this.#known, shape, unit)) continue;
      this.#known[unit] = 1;
      const group = tables.addGroup(unit, number, progress());
      tables.setChild(number, child.groupFrom, group);
      number = tables.addChild(group, this.#value(group, rows));
    }
    if (isDirect) tables.setChild(number, child.direct, 0);
    else {
      tables.setChild(number, child.leafFrom, answered);
      tables.setChild(number, child.leafTo, codeOf(isClear ? result : undefined));
    }
  }

  #value(group: number, { words, offset, after, afterOffset }: Rows): number {
    const { word, shift, mask } = this.#around.tables;
    const where = at(word, group);
    const width = this.#width;
    const bits = where < width ? at(words, offset + where) : at(after, afterOffset + where - width);
    const value = (bits >>> at(shift, group)) & at(mask, group);
    if (this.#firstView < 0) return value;
    const view = this.#around.tables.unit(group) - this.#firstView;
    return view < 0 ? value : this.#around.classes.of(view, value);
  }

  /** Whether a failure on tracked states is the very failure on plain ones. */
  #agrees(result: boolean | Failure, reads: Reads, rows: Rows): boolean {
    if (reads.isAbandoned || typeof result === 'boolean') return false;
    const plain = this.#askPlain(rows);
    return typeof plain !== 'boolean' && plain.message === result.message;
  }

  #direct(rows: Rows): Answer {
    this.#isDirect = true;
    const result = this.#askPlain(rows);
    return codeOf(typeof result === 'boolean' ? result : undefined);
  }

  #askPlain(rows: Rows): boolean | Failure {
    const { codec, hearers, plain } = this.#around;
    const states = Array.from({ length: this.#sides }, (_, side): unknown =>
      plain(codec.text(this.#row(rows, side))),
    );
    return askProperty(this.keyPath, () => this.#ask(...states), hearers);
  }

  #row({ words, offset, after, afterOffset }: Rows, side: number): Row {
    const layout = this.#around.layout();
    return side === 0 ? new Row(layout, words, offset) : new Row(layout, after, afterOffset);
  }
}

/** The rows that a predicate is asked about; without a row after, that is the row itself. */
interface Rows {
  readonly words: Int32Array;
  readonly offset: number;
  readonly after: Int32Array;
  readonly afterOffset: number;
}

/** Where all views of a slot were looked at, the slot as a whole is one unit instead of many. */
function withWholeSlots(units: readonly number[], shape: Shape): readonly number[] {
  const first = firstView(shape);
  const seen = new Set(units);
  const isWhole = (slot: number) =>
    shape.views.every((view, place) => view.slot !== slot || seen.has(first + place));
  const whole = units.map((unit) => {
    const view = shape.views[unit - first];
    return view && isWhole(view.slot) ? view.slot : unit;
  });
  return shape.views.length === 0 ? units : [...new Set(whole)];
}

function codeOf(result: boolean | undefined): Answer {
  if (result === undefined) return answer.fails;
  return result ? answer.yes : answer.no;
}
