import { decode } from '../../values/canonical.ts';
import { differencesOf } from '../../values/difference.ts';
import { printValue } from '../../values/print.ts';
import type { Explorable } from '../explorable.ts';
import type { Outcome } from './steps.ts';

const samplesMax = 48;

interface Sample {
  readonly state: number;
  readonly key: string;
  readonly outcomes: readonly Outcome[];
}

/** Two results for one input. */
export interface TwoResults {
  readonly state: number;
  readonly keyPath: string;
  readonly outcome: Outcome;
  readonly first: string;
  readonly second: string;
}

/** Keeps what sampled states gave, to run their turns again: two results are a model error. */
export class Recheck {
  readonly #model: Pick<Explorable, 'successors' | 'show'>;
  readonly #samples: Sample[] = [];

  constructor(model: Pick<Explorable, 'successors' | 'show'>) {
    this.#model = model;
  }

  /** The first states and every 64th after them are sampled, whatever the run. */
  sample(state: number, key: string, outcomes: readonly Outcome[]): void {
    if (this.#samples.length >= samplesMax || (state >= 24 && state % 64 !== 0)) return;
    this.#samples.push({ state, key, outcomes });
  }

  /** The first sample whose turns give something else now. */
  compare(): TwoResults | undefined {
    for (const { state, key, outcomes } of this.#samples) {
      const found = this.differ(state, outcomes, this.#model.successors(key));
      if (found) return found;
    }
    return undefined;
  }

  /** Where two lists of results of one state differ first. */
  differ(
    state: number,
    outcomes: readonly Outcome[],
    again: readonly Outcome[],
  ): TwoResults | undefined {
    const count = Math.max(outcomes.length, again.length);
    for (let i = 0; i < count; i += 1) {
      const [first, second] = [outcomes[i], again[i]];
      if (isSameOutcome(first, second)) continue;
      const isSame = first !== undefined && second !== undefined && isSameStep(first, second);
      // Where one list lacks a step, the lists go on with different ones: that step is to blame.
      const isLacking = first !== undefined && !again.some((other) => isSameStep(other, first));
      const outcome = isSame || isLacking ? first : (second ?? first);
      if (!outcome) continue;
      const one = outcome === first ? first : undefined;
      const other = isSame || outcome === second ? second : undefined;
      return {
        state,
        outcome,
        keyPath: functionOf(outcome, isSame),
        ...(outcome.event === undefined
          ? { first: describe(one), second: describe(other) }
          : this.#tellApart(one, other)),
      };
    }
    return undefined;
  }

  /** Two results of a handler by the first place at which they differ: its whole state is large. */
  #tellApart(
    first: Outcome | undefined,
    second: Outcome | undefined,
  ): Pick<TwoResults, 'first' | 'second'> {
    if (first?.key === undefined || second?.key === undefined) {
      return { first: effectOf(first), second: effectOf(second) };
    }
    const [place] = differencesOf(this.#model.show(first.key), this.#model.show(second.key));
    if (!place) return { first: 'one state', second: 'another with the same fields' };
    const { printedPath, before, after } = place;
    return {
      first: `${printedPath} = ${printValue(before, 60)}`,
      second: printValue(after, 60),
    };
  }
}

function effectOf(outcome: Outcome | undefined): string {
  if (!outcome) return 'no effect';
  return outcome.key === undefined ? 'an exception' : 'an effect';
}

/** The handler of a system; of a machine the effect, or the guard where only one result is there. */
function functionOf({ by, event }: Outcome, isSame: boolean): string {
  if (event !== undefined) return by;
  return isSame ? `${by}.next` : `${by}.when`;
}

/** Whether two outcomes are of one action or event, whatever was chosen in them. */
function isSameStep(one: Outcome, other: Outcome): boolean {
  if (one.by !== other.by || one.event !== other.event) return false;
  return one.params === other.params || printValue(one.params) === printValue(other.params);
}

function isSameOutcome(a: Outcome | undefined, b: Outcome | undefined): boolean {
  if (!a || !b) return a === b;
  const isSameResult = a.key === b.key && a.failure?.code === b.failure?.code;
  return isSameResult && haveSameChoices(a, b) && isSameStep(a, b);
}

function haveSameChoices({ choices }: Outcome, { choices: others }: Outcome): boolean {
  return choices.length === others.length && choices.every((text, i) => text === others[i]);
}

function describe(outcome: Outcome | undefined): string {
  if (!outcome) return 'not enabled';
  return outcome.key === undefined ? 'an exception' : printValue(decode(outcome.key), 100);
}
