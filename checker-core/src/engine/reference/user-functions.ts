import { isMutationOfFrozen } from '../../values/freeze.ts';
import { type Failure, mutated, threw, wrongResult } from '../errors.ts';

/** The failure of a function that may only read. */
export function readingFailure(keyPath: string, error: unknown): Failure {
  return error instanceof Error && isMutationOfFrozen(error)
    ? mutated(keyPath, error)
    : threw(keyPath, error);
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
