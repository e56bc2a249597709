/**
 * A second look at sampled states: what the memo says of a state is compared with what its turns and
 * properties say on plain values, then and once more at the end. A difference between two runs on
 * plain values is the turn's fault; one between plain and tracked values is ours to work around.
 */
import { notDeterministic } from '../errors.ts';
import type { Explorable } from '../explorable.ts';
import type { Findings } from '../findings.ts';
import { findAsymmetry } from '../reference/asymmetry.ts';
import { Judge } from '../reference/properties.ts';
import { Recheck } from '../reference/recheck.ts';
import type { Outcome } from '../reference/steps.ts';
import type { Hearers } from '../reference/user-functions.ts';
import type { Symmetry } from '../symmetry/permutations.ts';
import { CannotFollow } from './cannot-follow.ts';
import type { Expander } from './expander.ts';
import type { Tuning } from './tuning.ts';

/** With symmetry so many states at the beginning are all looked at, and few of the later ones. */
const auditedFirst = 200;
const auditedEvery = 4_096;

/** What is looked at. */
export interface LookedAt {
  readonly model: Explorable;
  readonly states: Expander;
  readonly findings: Findings;
  readonly tuning: Tuning;
  readonly symmetry: Symmetry | undefined;
  readonly hearers: Hearers;
}

/** Expands sampled states a second time, on plain values. */
export class SecondLook {
  readonly #at: LookedAt;
  readonly #recheck: Recheck;
  /** How many states at the beginning are all looked at. */
  readonly #always: number;

  constructor(at: LookedAt) {
    const { model, symmetry, tuning } = at;
    this.#at = at;
    this.#recheck = new Recheck(model);
    this.#always = symmetry ? Math.max(auditedFirst, tuning.recheckFirst) : tuning.recheckFirst;
  }

  /** Whether a state is looked at. */
  isDue(index: number): boolean {
    if (index < this.#always) return true;
    const [first, later] = this.#at.tuning.recheckEvery;
    return index % (index < later ? first : later) === 0;
  }

  /** The first state to look at after one that is not. */
  next(from: number): number {
    const [first, later] = this.#at.tuning.recheckEvery;
    const every = from < later ? first : later;
    return Math.ceil(from / every) * every;
  }

  /** Looks at a state that was expanded. */
  take(index: number): void {
    const { model, states, findings } = this.#at;
    this.#confirm(index);
    const key = states.rows.key(index);
    const outcomes = model.successors(key);
    this.#recheck.sample(index, key, outcomes);
    const found = this.#recheck.differ(index, outcomes, states.steps.successors(index));
    if (found) {
      // Two answers on plain values: the turn is to blame. One: it looks at its state in a way that
      // cannot be followed.
      const again = this.#recheck.differ(index, outcomes, model.successors(key));
      if (!again) throw new CannotFollow(found.keyPath);
      const failure = notDeterministic(again.keyPath, again.first, again.second);
      findings.failAt(failure, index, () => again.outcome);
    }
    this.#audit(index, outcomes);
  }

  /** Looks at all expanded states of a range that are due. */
  takeDue(from: number, to: number): void {
    this.#forEachDue(from, to, (index) => this.take(index));
  }

  /** Whether turns do in the states before `end` what they did when those were expanded. */
  isSame(end: number): boolean {
    const { model, states } = this.#at;
    let isSame = true;
    this.#forEachDue(0, end, (index) => {
      const outcomes = model.successors(states.rows.key(index));
      if (this.#recheck.differ(index, outcomes, states.steps.successors(index))) isSame = false;
    });
    return isSame;
  }

  /** Asks the properties, which are others now, about the states before `end` on plain values. */
  confirmDue(end: number): void {
    this.#forEachDue(0, end, (index) => {
      this.#confirm(index);
      this.#audit(index);
    });
  }

  /** Runs sampled turns once more; some time has gone by. */
  compare(): void {
    const found = this.#recheck.compare();
    if (!found) return;
    const failure = notDeterministic(found.keyPath, found.first, found.second);
    this.#at.findings.failAt(failure, found.state, () => found.outcome);
  }

  #confirm(index: number): void {
    const { states } = this.#at;
    states.confirm(index);
    states.confirmSteps(index, index < this.#always);
  }

  /** Tries the declared symmetry on the first states, and on few of the others. */
  #audit(index: number, outcomes?: readonly Outcome[]): void {
    const { model, states, findings, symmetry, hearers } = this.#at;
    if (!symmetry || (index >= auditedFirst && index % auditedEvery !== 0)) return;
    const key = states.rows.key(index);
    const steps = outcomes ?? model.successors(key);
    const judge = new Judge(model.properties, hearers, findings);
    const asymmetry = findAsymmetry(symmetry, model, judge, key, steps);
    if (asymmetry) findings.failIn(asymmetry, index);
  }

  #forEachDue(from: number, to: number, visit: (index: number) => void): void {
    for (let index = from; index < to; ) {
      if (this.isDue(index)) visit(index);
      index += 1;
      if (!this.isDue(index)) index = this.next(index);
    }
  }
}
