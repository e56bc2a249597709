/**
 * Depth-first search with a stack of states: the one found last is expanded next, its first step
 * first. With a bound on the depth it keeps the least depth at which each state was reached, and
 * follows the steps of a state again when it is reached on a shorter way; so it finds exactly the
 * states of a bounded breadth-first search, at the cost of some steps followed more than once.
 * Distances and traces are not shortest: the pass that follows sees to that.
 */
import type { Expander } from '../expander.ts';
import { at, grown } from '../store/numbers.ts';
import type { Scouted } from './pass.ts';
import type { Stopped, Watch } from './watch.ts';

/** One depth-first search from the states that are kept already. */
export class DepthFirst {
  readonly #states: Expander;
  readonly #watch: Watch;
  readonly #depthMax: number;
  readonly #stack: number[] = [];
  /** The least depth at which each state was reached. */
  #depths = new Int32Array(64);
  /** The depth at which the steps of each state were followed last, plus 1; 0 for never. */
  #followed = new Int32Array(64);
  #expanded = 0;

  constructor(states: Expander, watch: Watch, depthMax = Number.POSITIVE_INFINITY) {
    this.#states = states;
    this.#watch = watch;
    this.#depthMax = depthMax;
  }

  async run(): Promise<Scouted> {
    const { rows } = this.#states;
    this.#push(0);
    for (let index = this.#pop(); index >= 0; index = this.#pop()) {
      const stopped = this.#watch.hit(rows.count);
      if (stopped) return this.#scouted(stopped);
      this.#visit(index);
      if (this.#watch.isDue) await this.#watch.rest(at(this.#depths, index), this.#expanded);
    }
    return this.#scouted(undefined);
  }

  /** The last state whose steps must be followed; -1 when there is none. */
  #pop(): number {
    for (let index = this.#stack.pop(); index !== undefined; index = this.#stack.pop()) {
      const depth = at(this.#depths, index);
      const followed = at(this.#followed, index);
      if (depth < this.#depthMax && (followed === 0 || depth + 1 < followed)) return index;
    }
    return -1;
  }

  #visit(index: number): void {
    const depth = at(this.#depths, index);
    const known = this.#states.rows.count;
    if (at(this.#followed, index) === 0) {
      this.#states.expandOne(index);
      this.#expanded += 1;
      this.#makeRoom();
      this.#depths.fill(depth + 1, known, this.#states.rows.count);
    }
    this.#followed[index] = depth + 1;
    if (this.#depthMax < Number.POSITIVE_INFINITY) this.#shorten(index, depth + 1);
    this.#push(known);
  }

  /** Takes in that the successors of a state are reached at this depth. */
  #shorten(index: number, depth: number): void {
    this.#states.steps.forEach(index, (_, target) => {
      // A turn that is not deterministic may lead elsewhere the second time.
      if (target === undefined || target < 0 || at(this.#depths, target) <= depth) return;
      this.#depths[target] = depth;
      this.#stack.push(target);
    });
  }

  /** Puts new states on the stack, so that the first of them is expanded first. */
  #push(from: number): void {
    this.#makeRoom();
    for (let index = this.#states.rows.count - 1; index >= from; index -= 1)
      this.#stack.push(index);
  }

  #makeRoom(): void {
    this.#depths = grown(this.#depths, this.#states.rows.count);
    this.#followed = grown(this.#followed, this.#states.rows.count);
  }

  #scouted(stopped: Stopped): Scouted {
    return {
      stopped,
      wasExpanded: (index) => at(this.#followed, index) > 0,
      depthMax: stopped ? undefined : this.#depthMax,
    };
  }
}
