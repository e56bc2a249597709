import { decode, encode } from '../../values/canonical.ts';
import { deepFreeze } from '../../values/freeze.ts';
import { printValue } from '../../values/print.ts';
import { type Failure, notSymmetric } from '../errors.ts';
import type { Symmetry } from '../symmetry/permutations.ts';
import type { Judge } from './properties.ts';
import type { Outcome, Stepper } from './steps.ts';

/**
 * Tries whether a state and its mirror image behave alike under each exchange of two neighbouring
 * values: their steps must be mirror images, and every property must give the same answer.
 */
export function findAsymmetry(
  symmetry: Symmetry,
  stepper: Stepper,
  judge: Judge,
  key: string,
  outcomes: readonly Outcome[],
): Failure | undefined {
  const answers = judge.answers(deepFreeze(decode(key)));
  for (const exchange of symmetry.transpositions) {
    const mirror = symmetry.apply(exchange, key);
    if (mirror === key) continue;
    const pair = [...exchange.values()].flatMap((values) => [...values.keys()]);
    const swap = `swapping ${pair.map((value) => printValue(value)).join(' and ')}`;
    const mirrored = results(outcomes, (next) => symmetry.apply(exchange, next));
    if (mirrored !== results(stepper.successors(mirror), (next) => next)) {
      return notSymmetric(`${swap} changes the steps of ${printValue(decode(key), 100)}`);
    }
    const others = judge.answers(deepFreeze(decode(mirror)));
    const differs = answers.find(([, answer], i) => others[i]?.[1] !== answer);
    if (differs) return notSymmetric(`${swap} changes the answer of ${differs[0]}`);
  }
  return undefined;
}

/** Actions and results as one text; failures count as a result of their own. */
function results(outcomes: readonly Outcome[], image: (key: string) => string): string {
  return encode(
    outcomes.map(({ by, key }) => `${by} ${key === undefined ? '!' : image(key)}`).sort(),
  );
}
