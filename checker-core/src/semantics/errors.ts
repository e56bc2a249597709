/** Every message about a history or a reference object, side by side. */
import { printValue } from '../values/print.ts';
import type { RefusedValue } from '../values/refused-value.ts';

/** Thrown for events that are no history of the reference object, so that nothing can be said of them. */
export class MalformedHistory extends Error {
  /** The event to blame, counted from 0 in the order in which the events were given. */
  readonly index: number;

  constructor(index: number, message: string) {
    super(`Event ${index} of the history: ${message}`);
    this.name = 'MalformedHistory';
    this.index = index;
  }
}

/** Thrown for a reference object that cannot judge: a function of it fails, or its keys are wrong. */
export class ReferenceObjectError extends Error {
  /** The function to blame, such as `apply.write`. */
  readonly keyPath: string;

  constructor(keyPath: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.name = 'ReferenceObjectError';
    this.keyPath = keyPath;
  }
}

const malformed = (index: number, message: string) => new MalformedHistory(index, message);
const shown = (value: unknown) => printValue(value, 60);

/** A caller that is no name. */
export const unknownCaller = (index: number, caller: unknown) =>
  malformed(index, `caller is ${shown(caller)}; it must be a string.`);

/** An event of neither kind. */
export const nameless = (index: number) =>
  malformed(index, 'it has neither invoke nor response, which would name an operation.');

/** An operation that the reference object does not have. */
export const unknownOperation = (index: number, name: unknown, known: readonly string[]) =>
  malformed(
    index,
    `${shown(name)} is no operation of the reference object; it has ${known.join(', ')}.`,
  );

/** An input that the operation does not declare. */
export const inputOutsideSchema = (index: number, operation: string, fault: string) =>
  malformed(index, `${operation} cannot take this input: ${fault}.`);

/** An input or an output that cannot be compared by value. */
export const notPlainData = (index: number, what: string, { message }: RefusedValue) =>
  malformed(index, `its ${what} is not plain data: ${message}.`);

/** Some events have times, and this has none. */
export const timeMissing = (index: number, time: unknown, withTime: number) =>
  malformed(
    index,
    `time is ${shown(time)}, but event ${withTime} has a time, so each must have one, as a number.`,
  );

/** A second operation of a caller that waits for the first. */
export const busyCaller = (index: number, caller: string, pending: string, invoked: unknown) =>
  malformed(
    index,
    `${caller} invokes ${String(invoked)} while its ${pending} is pending; a caller does one operation at a time. If the response to ${pending} never came, let the events after it name another caller.`,
  );

/** A response to nothing. */
export const strayResponse = (
  index: number,
  caller: string,
  response: unknown,
  pending: string | undefined,
) =>
  malformed(
    index,
    `a response to ${String(response)} comes to ${caller}, which has ${pending === undefined ? 'no call' : `its ${pending}`} pending. Leave out what was answered before, and record each call where it begins.`,
  );

/** A function of the reference object threw. */
export function threw(keyPath: string, error: unknown): ReferenceObjectError {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new ReferenceObjectError(keyPath, `${keyPath} throws ${text}`, error);
}

/** A function of the reference object stored or returned what is not data. */
export const gaveNoData = (keyPath: string, error: RefusedValue) =>
  new ReferenceObjectError(
    keyPath,
    `${keyPath} gave ${error.what} at ${error.path}; a reference object holds and returns plain data only.`,
    error,
  );

/** A function left the reference object in a state that it does not declare. */
export const objectOutsideSchema = (keyPath: string, fault: string) =>
  new ReferenceObjectError(
    keyPath,
    `${keyPath} leaves the reference object outside its schema: ${fault}.`,
  );

/** Calls with different keys affect each other. */
export const keysNotIndependent = (
  operation: string,
  input: unknown,
  together: unknown,
  alone: unknown,
) =>
  new ReferenceObjectError(
    `key.${operation}`,
    `The keys of the reference object are not independent: ${operation}(${shown(input)}) returns ${shown(together)} after calls with other keys and ${shown(alone)} without them. Remove key, or give calls that touch the same data the same key.`,
  );

/** What was given is no reference object. */
export const noReferenceObject = () =>
  new TypeError(
    'This is no reference object. Make one with sequential({ … }).define({ … }), or take one of objects.',
  );
