import type { ClassText } from './class-text.ts';
import { Classifier, type Column, takeAll } from './classify.ts';
import type { Explored } from './explored.ts';
import type { Field } from './field.ts';
import { cellsBy, type Grouping } from './grouping.ts';
import { internedMax } from './interned.ts';
import { StateTally } from './state-tally.ts';

/** The cells of states by some fields; a state that was put into its cell stays there. */
export class LiveCells {
  readonly #fields: readonly Field[];
  readonly #classifiers: readonly Classifier[];
  /** By field, then by cell of the fields before, then by class: the cell of the fields so far. */
  readonly #finer: number[][][];
  /** By field: how many cells there are by the fields up to it. */
  readonly #counts: number[];
  readonly #cells: (readonly ClassText[])[] = [];
  readonly #tally = new StateTally();
  #cellOf = new Uint16Array(0);
  #taken = 0;

  constructor(fields: readonly Field[]) {
    this.#fields = fields;
    this.#classifiers = fields.map((field) => new Classifier(field, internedMax));
    this.#finer = fields.map(() => []);
    this.#counts = fields.map(() => 0);
  }

  /** Takes in the states that are new. Where numbers are put together, all are looked at again. */
  take(now: Explored): { readonly grouping: Grouping; readonly counted?: StateTally } {
    takeAll(now, this.#classifiers);
    const columns = this.#classifiers.map((classifier) => classifier.column());
    const isPlain = columns.every(({ isMerged, isOverfull }) => !isMerged && !isOverfull);
    if (!isPlain) return { grouping: cellsBy(now, columns) };
    this.#putAll(columns, now.stateCount);
    const fields = this.#fields;
    const cellOf = this.#cellOf.subarray(0, now.stateCount);
    const grouping = { fields, cellOf, cells: this.#cells, isOverfull: false };
    return this.#cells.length < internedMax
      ? { grouping, counted: this.#tally }
      : { grouping: { ...grouping, isOverfull: true } };
  }

  #putAll(columns: readonly Column[], end: number): void {
    if (end > this.#cellOf.length) {
      const larger = new Uint16Array(Math.max(end, 2 * this.#cellOf.length));
      larger.set(this.#cellOf);
      this.#cellOf = larger;
    }
    for (let index = this.#taken; index < end; index++) this.#put(index, columns);
    this.#taken = end;
  }

  #put(index: number, columns: readonly Column[]): void {
    let cell = 0;
    for (let level = 0; level < columns.length; level++) {
      const own = (columns[level] as Column).classOf[index] as number;
      const finer = this.#finer[level] as number[][];
      finer[cell] ??= [];
      const cells = finer[cell] as number[];
      cells[own] ??= this.#newCell(level);
      cell = cells[own];
    }
    if (cell >= this.#cells.length && this.#cells.length < internedMax) {
      this.#cells.push(
        columns.flatMap(({ classOf, classes }) => classes[classOf[index] ?? 0] ?? []),
      );
    }
    this.#cellOf[index] = cell;
  }

  #newCell(level: number): number {
    const count = this.#counts[level] ?? 0;
    this.#counts[level] = count + 1;
    return count;
  }
}
