import type * as z from 'zod';
import { decode, encode } from '../../values/canonical.ts';
import { deepFreeze } from '../../values/freeze.ts';
import { printValue } from '../../values/print.ts';
import { type Failure, notSymmetric } from '../errors.ts';
import type { Explorable } from '../explorable.ts';
import type { Symmetry } from '../symmetry/permutations.ts';
import type { Judge } from './properties.ts';
import { schemaIssue } from './state-schema.ts';
import type { Outcome } from './steps.ts';

/**
 * Tries whether a state and its mirror image behave alike under each exchange of two neighbouring
 * values: their steps must be mirror images, and every property must give the same answer.
 */
export function findAsymmetry(
  symmetry: Symmetry,
  stepper: Pick<Explorable, 'successors'>,
  judge: Judge,
  key: string,
  outcomes: readonly Outcome[],
): Failure | undefined {
  const answers = judge.answers(deepFreeze(decode(key)));
  const steps = results(symmetry.schema, outcomes);
  for (const exchange of symmetry.transpositions) {
    const mirror = symmetry.apply(exchange, key);
    if (mirror === key) continue;
    const pair = [...exchange.values()].flatMap((values) => [...values.keys()]);
    const swap = `swapping ${pair.map((value) => printValue(value)).join(' and ')}`;
    const mirrored = steps.map(({ by, key }) => ({
      by,
      key: key && symmetry.apply(exchange, key),
    }));
    if (textOf(mirrored) !== textOf(results(symmetry.schema, stepper.successors(mirror)))) {
      return notSymmetric(`${swap} changes the steps of ${printValue(decode(key), 100)}`);
    }
    const others = judge.answers(deepFreeze(decode(mirror)));
    const differs = answers.find(([, answer], i) => others[i]?.[1] !== answer);
    if (differs) return notSymmetric(`${swap} changes the answer of ${differs[0]}`);
  }
  return undefined;
}

interface Result {
  readonly by: string;
  /** The canonical text of the state after; none for a failure or a state outside its schema. */
  readonly key: string | undefined;
}

function results(schema: z.ZodType, outcomes: readonly Outcome[]): readonly Result[] {
  const isInside = (key: string) => !schemaIssue(schema, deepFreeze(decode(key)), key);
  return outcomes.map(({ by, key }) => ({ by, key: key && isInside(key) ? key : undefined }));
}

function textOf(steps: readonly Result[]): string {
  return encode(steps.map(({ by, key = '!' }) => `${by} ${key}`).sort());
}
