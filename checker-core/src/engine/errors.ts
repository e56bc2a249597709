/** Every message about a model that the engine writes, side by side. */
import type { ModelErrorCode, ModelErrorReport } from '../model/report.ts';
import { printValue } from '../values/print.ts';

/** Thrown for a model that cannot be explored at all. */
export class ModelError extends Error {
  readonly report: ModelErrorReport;

  constructor(report: ModelErrorReport) {
    super(`${report.code} ${report.message}`);
    this.name = 'ModelError';
    this.report = report;
  }
}

/** What went wrong in one function of the user, without the way there. */
export interface Failure {
  readonly code: ModelErrorCode;
  readonly keyPath: string;
  readonly message: string;
  readonly stack?: string;
}

const failure = (code: ModelErrorCode, keyPath: string, message: string): Failure => ({
  code,
  keyPath,
  message,
});

/** A function of the user threw. */
export function threw(keyPath: string, error: unknown): Failure {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const report = failure('EVT201', keyPath, `${keyPath} throws ${text}`);
  return error instanceof Error ? withStack(report, error) : report;
}

/** A stack is made when it is first read, which is slow; only the first failure of a kind is read. */
function withStack(report: Failure, error: Error): Failure {
  return Object.defineProperty({ ...report }, 'stack', {
    get: () => error.stack,
    enumerable: true,
    configurable: true,
  });
}

/** A guard or a property changed what it was shown. */
export function mutated(keyPath: string, error: Error): Failure {
  const message = `${keyPath} changes its state (${error.message}); guards and properties must only read.`;
  return withStack(failure('EVT208', keyPath, message), error);
}

/** A turn of an actor changed a message or props, which are shared with others. */
export function changedMessage(keyPath: string, error: Error): Failure {
  const message = `${keyPath} changes a message or its props (${error.message}), which it must only read. Change a copy, such as structuredClone gives.`;
  return withStack(failure('EVT208', keyPath, message), error);
}

/** A turn was used after its end. */
export function turnIsOver(keyPath: string, what: string): Failure {
  const message = `${keyPath} keeps its turn and calls ${what} after its end. A turn does everything before it returns.`;
  return failure('EVT208', keyPath, message);
}

/** The same failure, with the stack of whoever calls the library now. */
export function placedAtCall(report: Failure): Failure {
  return withStack(report, new Error(report.message));
}

/** A turn or a predicate gave something else than it should. */
export function wrongResult(keyPath: string, result: unknown, expected: string): Failure {
  const isPromise = typeof result === 'object' && result !== null && 'then' in result;
  const given = isPromise ? 'a promise' : kindOf(result);
  return failure('EVT201', keyPath, `${keyPath} returned ${given}; it must return ${expected}.`);
}

/** What a value is, with its article where it needs one. */
function kindOf(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** A message came for which its receiver has no handler. */
export function unhandledMessage(keyPath: string, to: string, from: string, kind: string): Failure {
  return failure(
    'EVT205',
    keyPath,
    `${to} receives ${kind} from ${from} and has no handler for it. Add on.${kind}, which may do nothing, or send it elsewhere.`,
  );
}

/** A turn sent a message to nobody. */
export function unknownAddress(
  keyPath: string,
  kind: string,
  to: string,
  known: readonly string[],
): Failure {
  return failure(
    'EVT206',
    keyPath,
    `${keyPath} sends ${kind} to ${printValue(to, 60)}, which is no address of the system. There are ${known.join(', ')}.`,
  );
}

/** A turn sent a kind of message that its actor does not declare. */
export function unknownKind(keyPath: string, kind: string, known: readonly string[]): Failure {
  return failure(
    'EVT202',
    keyPath,
    `${keyPath} sends ${kind}, which is no kind of its actor's messages. There are ${known.join(', ')}.`,
  );
}

/** A turn sent a message that does not fit its declaration. */
export function messageOutsideSchema(
  keyPath: string,
  kind: string,
  path: string,
  what: string,
): Failure {
  return failure(
    'EVT202',
    keyPath,
    `${keyPath} sends ${kind}, which does not fit its declaration at ${path}: ${what}.`,
  );
}

/** A turn sent something that is not data. */
export function messageNotData(keyPath: string, path: string, what: string): Failure {
  return failure(
    'EVT204',
    keyPath,
    `${keyPath} sends ${what} at ${path}; a message holds plain data only.`,
  );
}

/** A turn set or cancelled a timer that its actor does not declare. */
export function undeclaredTimer(
  keyPath: string,
  timer: string,
  declared: readonly string[],
): Failure {
  const timers = declared.length === 0 ? 'It declares none' : `There are ${declared.join(', ')}`;
  const message = `${keyPath} uses the timer ${timer}, which its actor does not declare. ${timers}.`;
  return failure('EVT201', keyPath, message);
}

/** A caller began an operation before its last one was answered. */
export function secondInvocation(
  keyPath: string,
  caller: string,
  operation: string,
  pending: string,
): Failure {
  return failure(
    'EVT209',
    keyPath,
    `${caller} invokes ${operation} while its ${pending} is pending, so ${keyPath} cannot record it. A caller does one operation at a time.`,
  );
}

/** A turn left the state outside its schema. */
export function outsideSchema(keyPath: string, path: string, what: string): Failure {
  const place = path === '' ? 'The state' : `The state at ${path}`;
  return failure('EVT202', keyPath, `${place} leaves its schema after ${keyPath}: ${what}.`);
}

/** A turn stored a value that is not data. */
export function notData(keyPath: string, path: string, what: string): Failure {
  return failure(
    'EVT204',
    keyPath,
    `${keyPath} stored ${what} at ${path}; a state holds plain data only. Keep it outside the model and store its name.`,
  );
}

/** A turn gave two results for one input. */
export function notDeterministic(keyPath: string, first: string, second: string): Failure {
  return failure(
    'EVT203',
    keyPath,
    `${keyPath} gave two results for one input: ${first}, then ${second}. A turn may use only its state, its ${keyPath.startsWith('actors.') ? 'message, its props' : 'parameters'} and turn.choose.`,
  );
}

/** The declared symmetry does not hold. */
export function notSymmetric(what: string): Failure {
  return failure(
    'EVT210',
    'symmetry',
    `The declared symmetry does not hold: ${what}. Remove the schema from symmetry, or treat its values alike.`,
  );
}

/** A parameter whose values cannot be listed. */
export function unboundedParameter(action: string, parameter: string, what: string): Failure {
  return failure(
    'EVT214',
    `actions.${action}.params.${parameter}`,
    `Parameter ${parameter} of ${action} is unbounded: ${what}`,
  );
}

/** An option or a declaration that is refused. */
export function refused(keyPath: string, message: string): Failure {
  return failure('EVT501', keyPath, message);
}

/** A schema that zod 4 did not make. */
export function notZod4(keyPath: string, schema: unknown): Failure {
  const isObject = typeof schema === 'object' && schema !== null;
  const what = isObject && '_def' in schema ? 'a schema of zod 3' : kindOf(schema);
  return refused(
    keyPath,
    `${keyPath} is ${what}; everyturn needs a schema of zod 4. Try: npm install zod@4, and import * as z from 'zod'.`,
  );
}
