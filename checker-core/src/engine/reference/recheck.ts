import { decode } from '../../values/canonical.ts';
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
  readonly #model: Pick<Explorable, 'successors'>;
  readonly #samples: Sample[] = [];

  constructor(model: Pick<Explorable, 'successors'>) {
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
      if (identity(first) === identity(second)) continue;
      const outcome = first ?? second;
      if (!outcome) continue;
      const same = first && second && first.by === second.by;
      return {
        state,
        outcome,
        keyPath: functionOf(outcome, same === true),
        first: describe(first),
        second: describe(same ? second : undefined),
      };
    }
    return undefined;
  }
}

/** The handler of a system; of a machine the effect, or the guard where only one result is there. */
function functionOf({ by, event }: Outcome, isSameStep: boolean): string {
  if (event !== undefined) return by;
  return isSameStep ? `${by}.next` : `${by}.when`;
}

function identity(outcome: Outcome | undefined): string {
  if (!outcome) return '';
  const { by, event, params, choices, key, failure } = outcome;
  return [by, event, printValue(params), ...choices, key ?? `${failure?.code}`].join('\n');
}

function describe(outcome: Outcome | undefined): string {
  if (!outcome) return 'not enabled';
  return outcome.key === undefined ? 'an exception' : printValue(decode(outcome.key), 100);
}
