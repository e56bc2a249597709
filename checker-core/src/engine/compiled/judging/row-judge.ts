import type { AnyPredicate, Named } from '../../../model/definition.ts';
import { decode, encode } from '../../../values/canonical.ts';
import { deepFreeze } from '../../../values/freeze.ts';
import type { Failure } from '../../errors.ts';
import type { ReadProperties } from '../../explorable.ts';
import type { Findings } from '../../findings.ts';
import { askProperty, type Hearers } from '../../reference/user-functions.ts';
import { CannotFollow } from '../cannot-follow.ts';
import type { Front } from '../fronts/front.ts';
import { type Scan, standing } from '../kernel/kernel.ts';
import type { BitLayout } from '../layout/bit-layout.ts';
import type { GroupTables } from '../memo/group-tables.ts';
import { type Answer, answer, PredicateTrie } from '../memo/predicate-trie.ts';
import { ViewClasses } from '../shape/view-classes.ts';
import type { KeptRows } from '../store/kept-rows.ts';
import { withTrackedClone } from '../turns/tracked-clone.ts';

/** Where what is found goes. */
export type Verdicts = Pick<Findings, 'settled' | 'hasFailed' | 'settle' | 'failIn' | 'failAt'>;

/** What a judge works with. */
export interface JudgeSurroundings {
  readonly front: Front;
  readonly findings: Verdicts;
  readonly rows: KeptRows;
  readonly tables: GroupTables;
  readonly hearers: Hearers;
  /** How many steps were ever generated. */
  readonly generated: () => number;
}

interface Property {
  readonly trie: PredicateTrie;
  readonly kind: 'violated' | 'seen';
  readonly breaks?: (before: unknown, after: unknown) => boolean;
}

/** Judges rows by the properties, the fence and the ends of a model, through the memo of each. */
export class RowJudge {
  /** Roots of the predicates that keep a state inside the fence. */
  readonly fenceRoots: Int32Array;
  /** Roots of the step properties that are not settled. */
  stepRoots: Int32Array;
  readonly #around: JudgeSurroundings;
  #tries: PredicateTrie[] = [];
  #properties: readonly Property[];
  #stepProperties: readonly Property[];
  readonly #terminal: PredicateTrie | undefined;
  readonly #fence: PredicateTrie | undefined;
  readonly #refinement: PredicateTrie | undefined;
  /** How many states were judged, and how many before everything began anew. */
  #judged = 0;
  readonly #classes: ViewClasses;
  #judgedBefore = 0;

  constructor(around: JudgeSurroundings) {
    this.#around = around;
    const { model, shape } = around.front;
    this.#classes = new ViewClasses(shape, around.rows.codec);
    this.#properties = this.#propertiesOf(model.properties);
    this.#stepProperties = this.#stepPropertiesOf(model.properties);
    const { terminal, within } = model.properties;
    this.#terminal = terminal && this.#predicate('terminal', terminal);
    this.#fence = within && this.#predicate('within', within);
    // A refinement of the whole state is asked of each new state, as a fence that nothing may pass.
    this.#refinement = shape.isRefined
      ? this.#predicate('', (state) => !model.refusal(encode(state), state))
      : undefined;
    this.fenceRoots = Int32Array.from(
      [this.#refinement, this.#fence].flatMap((fence) => (fence ? [fence.root] : [])),
    );
    this.stepRoots = this.#unsettledSteps();
  }

  /** Whether something is asked about the steps of a state. */
  get asksAboutSteps(): boolean {
    return this.#fence !== undefined || this.#stepProperties.length > 0;
  }

  /** Forgets which states were judged, but not what is known of the properties. */
  beginAnew(): void {
    this.#judgedBefore += this.#judged;
    this.#judged = 0;
    this.forgetSettled();
  }

  /** Looks anew at which step properties are open. */
  forgetSettled(): void {
    this.stepRoots = this.#unsettledSteps();
  }

  /** Takes other properties; what is known of the fence and of the ends stays. */
  replaceProperties(properties: ReadProperties): void {
    const gone = new Set([...this.#properties, ...this.#stepProperties].map(({ trie }) => trie));
    this.#tries = this.#tries.filter((trie) => !gone.has(trie));
    this.#properties = this.#propertiesOf(properties);
    this.#stepProperties = this.#stepPropertiesOf(properties);
    this.#judged = 0;
    this.forgetSettled();
  }

  relayout(layout: BitLayout): void {
    for (const trie of this.#tries) trie.relayout(layout);
  }

  /** Judges the states that were kept since the last time. */
  judge(scan: Scan): void {
    if (this.#judged < this.#around.rows.count) withTrackedClone(() => this.#judge(scan));
  }

  #judge(scan: Scan): void {
    const { findings, rows } = this.#around;
    const { count, table } = rows;
    for (const property of this.#properties) {
      const { trie, kind } = property;
      const expected = kind === 'seen' ? answer.no : answer.yes;
      for (let index = this.#judged; !findings.settled.has(trie.keyPath); index += 1) {
        index = scan(table, trie.cache, expected, index, count);
        if (index >= count) break;
        this.#judgeState(property, index);
      }
    }
    this.#judged = count;
  }

  #judgeState({ trie, kind }: Property, index: number): void {
    const { findings, rows } = this.#around;
    const result = trie.answer(rows.table.rows, index * rows.table.width);
    if (result === answer.fails) this.#failIn(trie, index);
    else if ((result === answer.yes) === (kind === 'seen')) {
      this.#confirm(trie, result, index);
      findings.settle({ property: trie.keyPath, kind, state: index });
    }
  }

  /** Judges a state without steps. */
  end(index: number): void {
    const { findings, rows } = this.#around;
    const trie = this.#terminal;
    if (!trie || findings.settled.has('terminal')) return;
    const result = trie.answer(rows.table.rows, index * rows.table.width);
    if (result === answer.fails) this.#failIn(trie, index);
    else if (result === answer.no) {
      this.#confirm(trie, result, index);
      findings.settle({ property: 'terminal', kind: 'violated', state: index });
    }
  }

  /** Judges a step from a kept state to a row inside the fence. */
  step(index: number, words: Int32Array, offset: number): void {
    const { findings, rows } = this.#around;
    const { rows: kept, width } = rows.table;
    const from = index * width;
    for (const { trie, breaks } of this.#stepProperties) {
      if (findings.settled.has(trie.keyPath)) continue;
      const result = trie.answerStep(kept, from, words, offset);
      if (result === answer.fails) {
        const failure = trie.failure(kept, from, words, offset);
        if (failure) findings.failIn(failure, index);
      } else if (result === answer.no) {
        confirmAnswer(trie, trie.plainAnswer(kept, from, words, offset), result);
        const after = rows.classOf(rows.text(words, offset));
        const property = { property: trie.keyPath, kind: 'violated', state: index } as const;
        findings.settle({ ...property, ...(breaks && { step: { after, breaks } }) });
        this.forgetSettled();
      }
    }
  }

  /** Where a row stands towards the fence. */
  stand(words: Int32Array, offset: number): number {
    if (this.#refinement && this.#refinement.answer(words, offset) !== answer.yes) {
      return standing.refused;
    }
    const result = this.#fence ? this.#fence.answer(words, offset) : answer.yes;
    if (result === answer.fails) return standing.refused;
    return result === answer.yes ? standing.inside : standing.outside;
  }

  /** Why the fence refuses a row to which an action leads. */
  refusal(action: string, words: Int32Array, offset: number): Failure {
    const key = this.#around.rows.text(words, offset);
    const { model } = this.#around.front;
    const refusal = this.#refinement && model.refusal(key, deepFreeze(decode(key)));
    if (refusal) return refusal(`${action}.next`);
    const failure = this.#fence?.failure(words, offset);
    if (!failure) throw new Error('Internal error: the fence refuses a state without a reason.');
    return failure;
  }

  /** Asks every open property about a state on plain values, too. */
  confirm(index: number): void {
    const { findings, rows } = this.#around;
    for (const { trie } of this.#properties) {
      if (findings.settled.has(trie.keyPath)) continue;
      const remembered = trie.answer(rows.table.rows, index * rows.table.width);
      this.#confirm(trie, remembered, index);
    }
  }

  /** Asks the fence and every open step property about a step on plain values, too. */
  confirmStep(index: number, words: Int32Array): void {
    const { findings, rows } = this.#around;
    // Nothing is asked about a state that the schema refuses.
    if (this.#refinement && this.#refinement.answer(words, 0) !== answer.yes) return;
    const inside = this.#fence?.answer(words, 0) ?? answer.yes;
    if (this.#fence) confirmAnswer(this.#fence, this.#fence.plainAnswer(words, 0), inside);
    if (inside !== answer.yes) return;
    const { rows: kept, width } = rows.table;
    for (const { trie } of this.#stepProperties) {
      if (findings.settled.has(trie.keyPath)) continue;
      const remembered = trie.answerStep(kept, index * width, words, 0);
      confirmAnswer(trie, trie.plainAnswer(kept, index * width, words, 0), remembered);
    }
  }

  /** What a property says of tracked and of plain values must be the same. */
  #confirm(trie: PredicateTrie, remembered: Answer, index: number): void {
    const { table } = this.#around.rows;
    confirmAnswer(trie, trie.plainAnswer(table.rows, index * table.width), remembered);
  }

  #failIn(trie: PredicateTrie, index: number): void {
    const { table } = this.#around.rows;
    const failure = trie.failure(table.rows, index * table.width);
    if (failure) this.#around.findings.failIn(failure, index);
  }

  #unsettledSteps(): Int32Array {
    const { settled } = this.#around.findings;
    const open = this.#stepProperties.filter(({ trie }) => !settled.has(trie.keyPath));
    return Int32Array.from(open, ({ trie }) => trie.root);
  }

  #propertiesOf(properties: ReadProperties): readonly Property[] {
    const { always, sometimes, linearizable, sequentiallyConsistent } = properties;
    const all = (kind: string, predicates: Named<AnyPredicate> = {}) =>
      Object.entries(predicates).map(([name, asked]) => this.#predicate(`${kind}.${name}`, asked));
    return [
      ...all('always', always).map((trie): Property => ({ trie, kind: 'violated' })),
      ...all('sometimes', sometimes).map((trie): Property => ({ trie, kind: 'seen' })),
      ...all('linearizable', linearizable).map((trie): Property => ({ trie, kind: 'violated' })),
      ...all('sequentiallyConsistent', sequentiallyConsistent).map(
        (trie): Property => ({ trie, kind: 'violated' }),
      ),
    ];
  }

  #stepPropertiesOf({ alwaysStep = {} }: ReadProperties): readonly Property[] {
    const { hearers } = this.#around;
    return Object.entries(alwaysStep).map(([name, asked]) => ({
      trie: this.#predicate(`alwaysStep.${name}`, (before, after) => asked(before, after), 2),
      kind: 'violated',
      breaks: (before: unknown, after: unknown) =>
        askProperty(`alwaysStep.${name}`, () => asked(before, after), hearers) === false,
    }));
  }

  #predicate(
    keyPath: string,
    asked: (before: unknown, after: unknown) => unknown,
    sides: 1 | 2 = 1,
  ): PredicateTrie {
    const { front, rows, tables, hearers, generated } = this.#around;
    const isOfSteps = sides === 2 || keyPath === 'within' || keyPath === '';
    const trie = new PredicateTrie(keyPath, asked, sides, {
      shape: front.shape,
      // Kernels ask about steps by themselves, and they know nothing of views.
      reading: (tracking) => front.reading(tracking, !isOfSteps),
      plain: (key) => front.model.read(key),
      codec: rows.codec,
      classes: this.#classes,
      tables,
      hearers: keyPath === '' ? {} : hearers,
      layout: () => rows.layout,
      // A state is judged once; steps and the fence are asked about each successor.
      progress: () => (isOfSteps ? generated() : this.#judgedBefore + this.#judged),
    });
    this.#tries.push(trie);
    return trie;
  }
}

function confirmAnswer({ keyPath }: PredicateTrie, plain: Answer, remembered: Answer): void {
  if (plain !== remembered) throw new CannotFollow(keyPath);
}
