/**
 * What a predicate answers, by what it reads: one trie for each property, the fence and the ends. A
 * step predicate reads two states; the units of the state after follow those of the state before.
 */
import { decode } from '../../../values/canonical.ts';
import { deepFreeze } from '../../../values/freeze.ts';
import type { Failure } from '../../errors.ts';
import { ask } from '../../reference/user-functions.ts';
import { type BitLayout, readUnit } from '../layout/bit-layout.ts';
import type { Shape } from '../shape/shape.ts';
import type { RowCodec } from '../shape/slot-values.ts';
import { at } from '../store/numbers.ts';
import { Reads, unitCount } from '../turns/reads.ts';
import { TrackedState } from '../turns/tracked-state.ts';
import { child, childSize, type GroupTables } from './group-tables.ts';
import { isKnown } from './turn-trie.ts';

/** What a predicate answers to one row, or to a row and the one after it. */
export const answer = { no: 0, yes: 1, fails: 2 } as const;
export type Answer = (typeof answer)[keyof typeof answer];

/** Stands in place of leaves where an answer is known. */
const answered = -2;

type Ask = (...states: readonly unknown[]) => unknown;

/** What all predicates of a model share. */
export interface PredicateSurroundings {
  readonly shape: Shape;
  readonly codec: RowCodec;
  readonly tables: GroupTables;
  readonly onTurn: ((keyPath: string) => void) | undefined;
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

  constructor(keyPath: string, ask: Ask, sides: 1 | 2, around: PredicateSurroundings) {
    this.keyPath = keyPath;
    this.#ask = ask;
    this.#sides = sides;
    this.#around = around;
    this.#root = around.tables.addChild(-1, 0);
    this.#known = new Uint8Array(sides * unitCount(around.shape));
  }

  /** Answers to the row at `offset`; for a step predicate the row after follows it directly. */
  answer(words: Int32Array, offset: number): Answer {
    const { tables } = this.#around;
    if (!this.#begun) {
      this.#begun = true;
      this.#known.fill(0);
      this.#fill(this.#root, words, offset);
    }
    for (let number = this.#root; ; ) {
      const { children, word, shift, mask } = tables;
      const place = number * childSize;
      if (at(children, place + child.direct) >= 0) return this.#direct(words, offset);
      if (at(children, place) === answered) return at(children, place + 1) as Answer;
      const group = at(children, place + child.groupFrom);
      const value = (at(words, offset + at(word, group)) >>> at(shift, group)) & at(mask, group);
      number = tables.find(group, value) || this.#miss(group, value, words, offset);
    }
  }

  /** Why the predicate failed on these rows, as the plain states tell it. */
  failure(words: Int32Array, offset: number): Failure | undefined {
    const result = this.#askPlain(words, offset);
    return typeof result === 'boolean' ? undefined : result;
  }

  #miss(group: number, value: number, words: Int32Array, offset: number): number {
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
    this.#fill(number, words, offset);
    return number;
  }

  #fill(number: number, words: Int32Array, offset: number): void {
    const { shape, codec, tables, onTurn, progress } = this.#around;
    const reads = new Reads(shape, this.#sides);
    const states = Array.from({ length: this.#sides }, (_, side) => {
      const ids = this.#ids(words, offset, side);
      return new TrackedState(shape.root, { codec, ids, reads, side, isFrozen: true }).value;
    });
    onTurn?.(this.keyPath);
    const result = ask(this.keyPath, () => this.#ask(...states));
    const plain = typeof result === 'boolean' && !reads.isAbandoned ? result : undefined;
    const unread = reads.units.find((unit) => !isKnown(this.#known, shape, unit));
    if (plain === undefined && !this.#agrees(result, reads, words, offset)) {
      tables.setChild(number, child.direct, 0);
    } else if (unread !== undefined) {
      tables.setChild(number, child.groupFrom, tables.addGroup(unread, number, progress()));
    } else {
      tables.setChild(number, child.leafFrom, answered);
      tables.setChild(number, child.leafTo, codeOf(plain));
    }
  }

  /** Whether a failure on tracked states is the very failure on plain ones. */
  #agrees(result: boolean | Failure, reads: Reads, words: Int32Array, offset: number): boolean {
    if (reads.isAbandoned || typeof result === 'boolean') return false;
    const plain = this.#askPlain(words, offset);
    return typeof plain !== 'boolean' && plain.message === result.message;
  }

  #direct(words: Int32Array, offset: number): Answer {
    const result = this.#askPlain(words, offset);
    return codeOf(typeof result === 'boolean' ? result : undefined);
  }

  #askPlain(words: Int32Array, offset: number): boolean | Failure {
    const { codec, onTurn } = this.#around;
    const states = Array.from({ length: this.#sides }, (_, side): unknown =>
      deepFreeze(decode(codec.text(this.#ids(words, offset, side)))),
    );
    onTurn?.(this.keyPath);
    return ask(this.keyPath, () => this.#ask(...states));
  }

  #ids(words: Int32Array, offset: number, side: number): Int32Array {
    const { shape, layout } = this.#around;
    const rows = layout();
    return Int32Array.from(shape.slots, (_, slot) =>
      readUnit(rows, words, offset + side * rows.words, slot),
    );
  }
}

function codeOf(result: boolean | undefined): Answer {
  if (result === undefined) return answer.fails;
  return result ? answer.yes : answer.no;
}
