/**
 * What follows every search that is not breadth-first, and makes good an extension by chosen states:
 * one breadth-first pass over the states that were expanded. The pass finds every state and every verdict again, now at the least distance within
 * those states; it counts each step once, and no bound of the run cuts it, since it meets nothing new.
 * After a simulation it also expands whatever lies nearer than what was found, while the bounds of
 * the run allow, so that the shortest traces are found.
 */
import type { Findings } from '../../findings.ts';
import { GrowingInts } from '../../reference/growing-ints.ts';
import type { Expander } from '../expander.ts';
import type { Stopped } from './watch.ts';

/** What a search leaves behind. */
export interface Scouted {
  /** The bound that ended it before its end. */
  readonly stopped: Stopped;
  readonly wasExpanded: (state: number) => boolean;
  /** Given where every state nearer than this was expanded, and no other. */
  readonly depthMax?: number | undefined;
  /** What is to be said of a search that never sees everything. */
  readonly sample?: string;
  /** The bound that forbids the search to expand one state more, after so many. */
  readonly bound?: (more: number) => Stopped;
  /** States of the pass that are to be expanded besides, as far as the bounds allow. */
  readonly isChosen?: (state: number) => boolean;
}

const chosenBeyond =
  'Chosen states beyond the bound were expanded, and no others: depths there are upper bounds.';

/** Decides which states the pass expands. */
export class Pass {
  readonly #states: Expander;
  readonly #findings: Findings;
  readonly #scouted: Scouted;
  /** The lengths of the traces that the search found. */
  readonly #lengths: ReadonlyMap<string, number>;
  /** States that are not expanded, in their order. */
  readonly #left = new GrowingInts();
  /** How many states the search kept. */
  readonly #kept: number;
  /** How many states are expanded that the search did not expand, and the last of them. */
  #more = 0;
  #last = -1;
  #stopped: Stopped;

  /** Lets the states and findings of the search go; the pass finds them again. */
  constructor(states: Expander, findings: Findings, scouted: Scouted) {
    this.#states = states;
    this.#findings = findings;
    this.#scouted = scouted;
    this.#lengths = findings.lengths();
    // What ended the search before is what an extension is to go beyond.
    this.#stopped = scouted.isChosen ? undefined : scouted.stopped;
    this.#kept = states.rows.count;
    // In this order: which properties are open, the states ask the findings.
    findings.beginAnew();
    states.beginAnew(scouted.depthMax === undefined);
  }

  /** How many states were not expanded. */
  get left(): number {
    return this.#left.length;
  }

  /** The bound that ended the search or what followed it. */
  get stopped(): Stopped {
    const { isChosen, stopped } = this.#scouted;
    if (isChosen) return this.left === 0 ? undefined : (this.#stopped ?? stopped);
    const isBounded = this.#scouted.depthMax !== undefined && this.left > 0;
    return this.#stopped ?? (isBounded ? 'depthMax' : undefined);
  }

  /** Why nothing follows from what was not found. */
  get sample(): string | undefined {
    return this.#scouted.sample;
  }

  /** Whether a state to which the pass has come was expanded. */
  isExpanded(index: number): boolean {
    const place = this.leftBefore(index);
    return place === this.left || this.#left.at(place) !== index;
  }

  /** How many of the states before this one were not expanded. */
  leftBefore(index: number): number {
    let low = 0;
    let high = this.left;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#left.at(middle) < index) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Where the states to expand end, beginning with `from` and at most at `to`. */
  end(from: number, to: number, depth: number): number {
    const { depthMax } = this.#scouted;
    let end = from;
    if (depthMax !== undefined) {
      // More states than there are can only come of turns that are not deterministic.
      if (this.#states.rows.count > this.#kept) this.#stopped = 'error';
      else if (depth < depthMax) end = to;
    } else {
      while (end < to && this.#wasExpanded(end)) end += 1;
      if (end === from && (this.#isWanted(from, depth) || this.#isChosen(from))) end += 1;
    }
    if (end === from) this.#left.push(from);
    return end;
  }

  /** What is to be said of the search; `depth` tells how far a state is from the beginning. */
  notes(depth: (index: number) => number): readonly string[] {
    const near = this.left > 0 ? depth(this.#left.at(0)) : Number.POSITIVE_INFINITY;
    const open = [...this.#findings.lengths()]
      .filter(([property, length]) => length > near + (property === 'terminal' ? 0 : 1))
      .map(([property]) => property);
    const [those, are] = open.length === 1 ? ['trace', 'is'] : ['traces', 'are'];
    const longer = `The ${those} of ${open.join(', ')} ${are} not known to be shortest: states nearer to the beginning were not expanded.`;
    const beyond = this.#scouted.isChosen && this.left > 0 ? [chosenBeyond] : [];
    const sampled = this.sample ? [this.sample] : [];
    return [...sampled, ...beyond, ...(open.length > 0 ? [longer] : [])];
  }

  #wasExpanded(index: number): boolean {
    const earlier = this.#states.rows.earlier(index);
    return earlier >= 0 && this.#scouted.wasExpanded(earlier);
  }

  /** Whether something shorter than what the search found may follow from a state. */
  #isWanted(index: number, depth: number): boolean {
    const { bound, isChosen } = this.#scouted;
    return !isChosen && bound !== undefined && this.#isNear(depth) && this.#mayExpand(index);
  }

  /** Whether a state is one of those by which the search is extended. */
  #isChosen(index: number): boolean {
    return this.#scouted.isChosen?.(index) === true && this.#mayExpand(index);
  }

  /** Whether the bounds allow to expand one state more. */
  #mayExpand(index: number): boolean {
    // A state is asked about again when its expansion was cut back.
    if (index === this.#last) return true;
    this.#stopped ??= this.#scouted.bound?.(this.#more);
    if (this.#stopped) return false;
    this.#last = index;
    this.#more += 1;
    return true;
  }

  #isNear(depth: number): boolean {
    const { settled } = this.#findings;
    return [...this.#lengths].some(
      ([property, length]) =>
        !settled.has(property) && depth < length - (property === 'terminal' ? 0 : 1),
    );
  }
}
