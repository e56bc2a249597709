/** A value that no slot has had yet, where it may not be numbered. */
export class UnknownValue extends Error {}

/** What `run` gives; undefined when it comes to an unknown value. */
export function knownOnly<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof UnknownValue) return undefined;
    throw error;
  }
}
