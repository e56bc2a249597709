/** All messages of the server that do not come from a report, side by side. */
import { basename } from 'node:path';
import { glyphs, words } from 'everyturn/internal/report/words';

/** A result that belongs to an earlier text. */
export const beforeTheEdit = (message: string) =>
  `${words.stale[0]?.toUpperCase()}${words.stale.slice(1)}: ${message}`;

/** A checker that went away by itself. */
export function processEnded(file: string, code: number | null, signal: string | null): string {
  const how = signal === null ? `with code ${code ?? 'unknown'}` : `by signal ${signal}`;
  return (
    `The checker of ${basename(file)} ended ${how} before its run did. ` +
    'Save the file or run "Check" to try again.'
  );
}

/** A checker that could not be started at all. */
export const processNotStarted = (file: string, reason: string) =>
  `The checker of ${basename(file)} could not be started: ${reason}.`;

/** An error of ours, on the model that could not be checked because of it. */
export const internalError = (error: unknown) =>
  `Not checked because of an error in Everyturn: ${error instanceof Error ? error.message : String(error)}. ` +
  'Please report it; the log has the details.';

/** The model file itself has a syntax error; TypeScript says which. */
export const doesNotParse = (line: number | undefined) =>
  `Not checked: the file does not parse${line === undefined ? '' : ` (line ${line})`}.`;

/** A file that the model imports has a syntax error. */
export const importDoesNotParse = (file: string, line: number | undefined) =>
  `Not checked: ${basename(file)}, which it imports, does not parse` +
  `${line === undefined ? '' : ` (line ${line})`}.`;

/** The middle of a long trace, among related information. */
export const stepsLeftOut = (count: number) => `… ${count} steps are in the trace view`;

/** The other end of the link between a promise and the write that breaks it. */
export const brokenHere = (keyPath: string) => `${keyPath} is broken here`;
export const promisedHere = (keyPath: string) => `${keyPath} is declared here`;

/** More violations by one write than are listed. */
export const andMore = (count: number) => `… and ${count} more`;

/** Values that stand at the same place as one that is named. */
export const moreValuesHere = (count: number) =>
  count === 1 ? 'So it is with 1 more value.' : `So it is with ${count} more values.`;

/** More findings than a file can show. */
export const findingsLeftOut = (count: number, code: string) =>
  `${count} more findings of ${code} are not shown in this file.`;

/** The lens of a model while nothing may run. */
export const trustToCheck = 'Trust this workspace to check';

/** The lens of a model that could not be loaded or explored. */
export const couldNotCheck = `${glyphs.modelError} ${words.notChecked}: see the problem in this file`;

/** The title of the quick fix for a missing library. */
export const installTitle = (command: string) => `Install everyturn (${command})`;

/** The titles of the quick fixes of a bound. */
export const extendTitle = (how: string) => `Extend now ${how}`;
export const raiseTitle = (bound: string, value: number, estimate: string | undefined) =>
  `Raise ${bound} to ${value}${estimate === undefined ? '' : ` (${estimate})`}`;
export const searchTitle = 'Search for this';
export const acceptTitle = 'Accept this bound';

/** Stands in the comment of an accepted bound until a person says why. */
export const acceptReason = 'why this is enough';
