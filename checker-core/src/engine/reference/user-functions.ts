import { isMutationOfFrozen } from '../../values/freeze.ts';
import { type Failure, mutated, threw, wrongResult } from '../errors.ts';
import type { ExploreOptions } from '../exploration.ts';

/** The failure of a function that may only read. */
export function readingFailure(keyPath: string, error: unknown): Failure {
  return error instanceof Error && isMutationOfFrozen(error)
    ? mutated(keyPath, error)
    : threw(keyPath, error);
}

/** Who hears of the functions of the user that run. */
export type Hearers = Pick<ExploreOptions, 'onTurn' | 'watch'>;

/** Asks a property, and lets it be known when it begins and that it has answered. */
export function askProperty(
  keyPath: string,
  predicate: () => unknown,
  { onTurn, watch }: Hearers,
): boolean | Failure {
  onTurn?.(keyPath);
  const answer = ask(keyPath, predicate);
  // What runs next, such as a check of a schema, is no part of it.
  watch?.turn('');
  return answer;
}

/** Asks a predicate of the user; anything but true or false is a failure. */
export function ask(keyPath: string, predicate: () => unknown): boolean | Failure {
  try {
    const result = predicate();
    return typeof result === 'boolean' ? result : wrongResult(keyPath, result, 'true or false');
  } catch (error) {
    return readingFailure(keyPath, error);
  }
}
