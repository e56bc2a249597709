/**
 * Counts in how many expanded states each clause of a guard was the first false one. A child of the
 * tables knows which instances are blocked there, and by which clause; kernels count how often states
 * come by at each child. Instances that are not remembered are noted state by state.
 */
import { at } from '../store/numbers.ts';

/** Times by instance, then by clause. */
export type BlockedTimes = readonly (readonly number[])[];

/** Which clauses block, and how often. */
export class BlockedCounts {
  /** By child: instances and clauses in turn. */
  readonly #ofChild: (readonly number[])[] = [];
  /** The same for the state that is being expanded, where nothing is remembered. */
  readonly #here: number[] = [];
  #times: number[][] = [];

  /** Instances that are blocked whenever a state comes by at a child, and the clauses, in turn. */
  setChild(number: number, pairs: readonly number[]): void {
    if (pairs.length > 0) this.#ofChild[number] = pairs;
  }

  beginState(): void {
    this.#here.length = 0;
  }

  noteHere(instance: number, clause: number): void {
    this.#here.push(instance, clause);
  }

  /** All turns of the state are known: what was noted counts. */
  endState(): void {
    addAll(this.#times, this.#here, 1);
  }

  /** Takes in what was counted elsewhere. */
  add(times: BlockedTimes): void {
    for (const [instance, clauses] of times.entries()) {
      for (const [clause, count] of (clauses ?? []).entries()) {
        if (count !== undefined) add(this.#times, instance, clause, count);
      }
    }
  }

  /** Everything that was counted, with the visits of each child. */
  times(visits: Float64Array): BlockedTimes {
    const all = this.#times.map((clauses) => [...(clauses ?? [])]);
    for (const [number, pairs] of this.#ofChild.entries()) {
      if (pairs && at(visits, number) > 0) addAll(all, pairs, at(visits, number));
    }
    return all;
  }

  /** Forgets the times, but not what blocks where. */
  beginAnew(times: BlockedTimes = []): void {
    this.#times = [];
    this.add(times);
  }
}

function addAll(times: number[][], pairs: readonly number[], count: number): void {
  for (let i = 0; i < pairs.length; i += 2) add(times, pairs[i] ?? 0, pairs[i + 1] ?? 0, count);
}

function add(times: number[][], instance: number, clause: number, count: number): void {
  times[instance] ??= [];
  const clauses = times[instance];
  clauses[clause] = (clauses[clause] ?? 0) + count;
}
