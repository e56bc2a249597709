import { type Explored, elsewhere, outsideFence } from './explored.ts';
import { StepCounts } from './step-counts.ts';
import { blockSize, visitSteps } from './step-list.ts';

/** Steps of one action between two different cells, by number. */
export interface Link {
  readonly from: number;
  readonly to: number;
  readonly action: number;
  readonly count: number;
}

/** What is counted of the steps of one cell. */
export interface CellSteps {
  /** States without any step. */
  readonly terminal: number;
  /** Steps over the fence. */
  readonly fenced: number;
  /** Steps that stay. */
  readonly inner: number;
  /** Steps that leave or stay, by action. */
  readonly taken: readonly number[];
}

/** Steps within cells and between them, all counted. */
export interface CountedSteps {
  readonly cells: readonly CellSteps[];
  /** Most frequent first. */
  readonly links: readonly Link[];
}

/** Counts the steps of cells, some states at a time. */
export class StepTally {
  readonly #explored: Explored;
  readonly #cellOf: Uint16Array;
  readonly #cells: number;
  readonly #counts: StepCounts;
  /** By cell: states that end there, and steps over the fence. */
  readonly #ends: Float64Array;
  readonly #fenced: Float64Array;
  /** By cell and action: steps to states that are not looked at. */
  readonly #leaving: Float64Array;
  #next = 0;

  constructor(explored: Explored, cellOf: Uint16Array, cells: number) {
    const actions = explored.actions.length;
    this.#explored = explored;
    this.#cellOf = cellOf;
    this.#cells = cells;
    this.#counts = new StepCounts(cells, actions);
    this.#ends = new Float64Array(cells);
    this.#fenced = new Float64Array(cells);
    this.#leaving = new Float64Array(cells * actions);
  }

  /** Whether the steps of all states are counted. */
  get isDone(): boolean {
    return this.#next >= this.#explored.stateCount;
  }

  /** Counts the steps of some states more. */
  countSome(): void {
    const explored = this.#explored;
    const cellOf = this.#cellOf;
    const end = Math.min(this.#next + blockSize, explored.stateCount);
    const hasSteps = new Uint8Array(end - this.#next);
    visitSteps(explored, this.#next, end, (from, action, target) => {
      const cell = cellOf[from] as number;
      hasSteps[from - this.#next] = 1;
      if (target === outsideFence) add(this.#fenced, cell);
      else if (target === elsewhere) add(this.#leaving, cell * explored.actions.length + action);
      else this.#counts.add(cell, cellOf[target] as number, action);
    });
    for (let index = this.#next; index < end; index++) {
      if (hasSteps[index - this.#next] === 1 || !explored.isExpanded(index)) continue;
      if (explored.isEnd?.(index) ?? true) add(this.#ends, cellOf[index] as number);
    }
    this.#next = end;
  }

  /** What was counted. */
  take(): CountedSteps {
    const actions = this.#explored.actions.length;
    const taken = Array.from({ length: this.#cells }, (_, cell) => [
      ...this.#leaving.subarray(cell * actions, (cell + 1) * actions),
    ]);
    const inner = new Float64Array(this.#cells);
    const links: Link[] = [];
    this.#counts.forEach((from, to, action, count) => {
      const own = taken[from];
      if (own) own[action] = (own[action] ?? 0) + count;
      if (from === to) inner[from] = (inner[from] ?? 0) + count;
      else links.push({ from, to, action, count });
    });
    const cells = taken.map((own, cell) => ({
      terminal: this.#ends[cell] ?? 0,
      fenced: this.#fenced[cell] ?? 0,
      inner: inner[cell] ?? 0,
      taken: own,
    }));
    links.sort(
      (a, b) => b.count - a.count || a.from - b.from || a.to - b.to || a.action - b.action,
    );
    return { cells, links };
  }
}

function add(counts: Float64Array, place: number): void {
  counts[place] = (counts[place] as number) + 1;
}
