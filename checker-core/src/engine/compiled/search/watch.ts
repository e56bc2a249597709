import type { Budget } from '../../../model/budget.ts';
import type { Report } from '../../../model/report.ts';
import type { ExploreOptions } from '../../exploration.ts';
import type { Expander } from '../expander.ts';

/** What ended a search before its end. */
export type Stopped = Report<unknown>['stopped'];

const sliceMs = 40;
const progressMs = 250;
/** The host is asked for its memory, which takes time, once in so many states. */
const memoryEvery = 64;

/** Tells when the bounds of a search are reached, and lets the host breathe meanwhile. */
export class Watch {
  readonly #states: Expander;
  readonly #budget: Budget;
  readonly #options: ExploreOptions;
  readonly #begun = performance.now();
  #sliced = this.#begun;
  #told = this.#begun;
  #asked = 0;

  constructor(states: Expander, budget: Budget, options: ExploreOptions) {
    this.#states = states;
    this.#budget = budget;
    this.#options = options;
  }

  /** The bound that forbids one state more, if any. `counted` is what `statesMax` bounds. */
  hit(counted: number): Stopped {
    const { statesMax, timeMs, memoryBytes } = this.#budget;
    if (statesMax !== undefined && counted >= statesMax) return 'statesMax';
    if (timeMs !== undefined && performance.now() - this.#begun >= timeMs) return 'timeMs';
    this.#asked += 1;
    if (memoryBytes !== undefined && this.#asked % memoryEvery === 1) {
      const used = this.#states.bytesWithHost(this.#options.heapBytes);
      // The pass at the end keeps all states a second time.
      if (used + this.#states.table.bytesWith(memoryEvery) >= memoryBytes) return 'memoryBytes';
    }
    return this.#options.shouldStop?.() ? 'stopped' : undefined;
  }

  /** Whether it is time for a rest. */
  get isDue(): boolean {
    return performance.now() - this.#sliced >= sliceMs;
  }

  /** Tells how far the search has come, and lets the host answer messages and stop it. */
  async rest(depth: number, expanded: number): Promise<void> {
    const now = performance.now();
    if (now - this.#told >= progressMs) {
      this.#told = now;
      const { rows, tally } = this.#states;
      this.#options.onProgress?.({
        states: rows.count,
        transitions: tally.generated,
        depth,
        frontier: rows.count - expanded,
      });
    }
    await new Promise((resolve) => setTimeout(resolve));
    this.#sliced = performance.now();
  }
}
