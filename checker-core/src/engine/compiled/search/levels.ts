import type { LevelCount } from '../../../model/statistics.ts';
import type { Tally } from '../kernel/kernel.ts';
import { at } from '../store/numbers.ts';

/** How far a search has come. */
export interface Progress {
  readonly tally: Tally;
  /** States that are kept. */
  readonly count: number;
  /** States that were expanded or left out. */
  readonly passed: number;
  /** How many of the states before this one were left out. */
  readonly leftBefore: (index: number) => number;
}

/** The levels of a breadth-first search: where each begins, and what was counted before it. */
export class Levels {
  /** Where each level begins, up to the one that is being expanded. */
  readonly #begins: number[] = [0];
  readonly #before: LevelTally[];
  /** Where the level that is being expanded ends. */
  #end: number;

  /** Begins with the initial states. */
  constructor(initial: number, tally: Tally) {
    this.#end = initial;
    this.#before = [levelTally(tally)];
  }

  /** Where the level that is being expanded ends. */
  get end(): number {
    return this.#end;
  }

  /** The depth of the level that is being expanded. */
  get depth(): number {
    return this.#begins.length - 1;
  }

  /** Goes on to the level of the states that were kept meanwhile. */
  enterNext(count: number, tally: Tally): void {
    this.#begins.push(this.#end);
    this.#before.push(levelTally(tally));
    this.#end = count;
  }

  /** The depth of a state, by binary search. */
  depthOf(index: number): number {
    if (index >= this.#end) return this.#begins.length;
    let low = 0;
    let high = this.#begins.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (at(this.#begins, middle) <= index) low = middle;
      else high = middle;
    }
    return low;
  }

  /** What is told of each level. */
  counts({ tally, count, passed, leftBefore }: Progress): readonly LevelCount[] {
    const ends = [...this.#begins.slice(1), this.#end, count];
    const before = [...this.#before, levelTally(tally)];
    const counts = [...this.#begins, this.#end].map((from, level): LevelCount => {
      const to = at(ends, level);
      const was = before[level] ?? levelTally(tally);
      const is = before[level + 1] ?? levelTally(tally);
      const { generated, fenced, terminal, errors } = difference(is, was);
      const found = (ends[level + 1] ?? to) - to;
      const left = leftBefore(to) - leftBefore(from);
      const expanded = Math.max(0, Math.min(passed, to) - from - left);
      const duplicates = generated - fenced - found;
      return { states: to - from, expanded, generated, duplicates, fenced, terminal, errors };
    });
    return counts.filter(({ states }) => states > 0);
  }
}

type LevelTally = Pick<LevelCount, 'generated' | 'fenced' | 'terminal' | 'errors'>;

function levelTally({ generated, fenced, ends, failed }: Tally): LevelTally {
  return { generated, fenced, terminal: ends, errors: failed };
}

function difference(is: LevelTally, was: LevelTally): LevelTally {
  return {
    generated: is.generated - was.generated,
    fenced: is.fenced - was.fenced,
    terminal: is.terminal - was.terminal,
    errors: is.errors - was.errors,
  };
}
