import { decode } from '../../values/canonical.ts';
import { printValue } from '../../values/print.ts';
import type { Outcome, Stepper } from './steps.ts';

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
  readonly #stepper: Stepper;
  readonly #samples: Sample[] = [];

  constructor(stepper: Stepper) {
    this.#stepper = stepper;
  }

  /** The first states and every 64th after them are sampled, whatever the run. */
  sample(state: number, key: string, outcomes: readonly Outcome[]): void {
    if (this.#samples.length >= samplesMax || (state >= 24 && state % 64 !== 0)) return;
    this.#samples.push({ state, key, outcomes });
  }

  /** The first sample whose turns give something else now. */
  compare(): TwoResults | undefined {
    for (const { state, key, outcomes } of this.#samples) {
      const found = this.differ(state, outcomes, this.#stepper.successors(key));
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
      if (isSame(first, second)) continue;
      const outcome = first ?? second;
      if (!outcome) continue;
      const same = first && second && first.by === second.by;
      return {
        state,
        outcome,
        keyPath: same ? `${outcome.by}.next` : `${outcome.by}.when`,
        first: describe(first),
        second: describe(same ? second : undefined),
      };
    }
    return undefined;
  }
}

function isSame(a: Outcome | undefined, b: Outcome | undefined): boolean {
  if (!a || !b) return a === b;
  const isSameTurn = a.by === b.by && a.key === b.key && a.failure?.code === b.failure?.code;
  return isSameTurn && haveSameChoices(a, b) && haveSameParams(a, b);
}

function haveSameChoices({ choices }: Outcome, { choices: others }: Outcome): boolean {
  return choices.length === others.length && choices.every((text, i) => text === others[i]);
}

function haveSameParams(a: Outcome, b: Outcome): boolean {
  return a.params === b.params || printValue(a.params) === printValue(b.params);
}

function describe(outcome: Outcome | undefined): string {
  if (!outcome) return 'not enabled';
  return outcome.key === undefined ? 'an exception' : printValue(decode(outcome.key), 100);
}
