/** All messages about how the command was used: what is wrong, and what to try next. */

/** The command cannot be carried out as it was given. Ends with exit code 4. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const help = 'See everyturn check --help.';

export const unknownCommand = (command: string) =>
  new UsageError(`There is no command '${command}'. Try: everyturn check ${command}`);

export const unknownOption = (option: string, nearest: string | undefined) =>
  new UsageError(
    `There is no option '${option}'.${nearest === undefined ? '' : ` Did you mean '${nearest}'?`} ${help}`,
  );

export const missingValue = (option: string) =>
  new UsageError(`'${option}' needs a value, such as ${option}=10. ${help}`);

export const superfluousValue = (option: string, value: string) =>
  new UsageError(`'${option}' takes no value, but was given '${value}'. ${help}`);

export const badNumber = (option: string, value: string, expected: string) =>
  new UsageError(`'${option}' was given '${value}'; it needs ${expected}.`);

export const unknownEngine = (engine: string) =>
  new UsageError(`There is no engine '${engine}'. '--engine' takes compiled or reference.`);

export const unknownSearch = (search: string) =>
  new UsageError(
    `There is no search '${search}'. '--search' takes breadth-first, depth-first or simulate.`,
  );

export const onlyForSimulation = (option: string) =>
  new UsageError(`'${option}' is for random runs. Add --search simulate, or leave it out.`);

export const unknownFailOn = (word: string, meant: string | undefined, known: readonly string[]) =>
  new UsageError(
    `'--fail-on' does not know '${word}'.` +
      `${meant === undefined ? '' : ` Did you mean '${meant}'?`} It takes ${known.join(', ')}.`,
  );

export const failOnItself = (code: string) =>
  new UsageError(
    `'--fail-on' does not take '${code}': with a violation or a model error a run always fails.`,
  );

export const notForFailOn = (code: string, kind: string) =>
  new UsageError(`'--fail-on' names '${code}' by its kind. Write --fail-on ${kind}.`);

export const noneWithOthers = () =>
  new UsageError("'--fail-on' takes none or a list of kinds, not both.");

export const sameTarget = (path: string, one: string, other: string) =>
  new UsageError(
    `'${one}' and '${other}' cannot both go to ` +
      `${path === '-' ? 'standard output' : `'${path}'`}. Give each a file: ${other}=<file>.`,
  );

export const missingPage = (file: string) =>
  new UsageError(
    `'--html' needs ${file}, which is not there. Install everyturn again; in a clone of its ` +
      'repository, run npm run build.',
  );

export const noSuchFile = (path: string) =>
  new UsageError(`'${path}' does not exist. Name a model file, a folder, or a glob in quotes.`);

export const emptyGlob = (pattern: string) =>
  new UsageError(`No file matches '${pattern}'. Globs are relative to the current folder.`);

export const noModelHere = () =>
  new UsageError(
    'No TypeScript file in this folder exports a model. Name a model file: ' +
      'everyturn check path/to/model.ts',
  );

export const noModelExported = () =>
  new UsageError(
    'None of the files exports a model. Export the result of machine({ … }).define({ … }).',
  );

export const noSuchModel = (name: string, known: readonly string[]) =>
  new UsageError(`There is no model '${name}'. ${listed('Models', known)}`);

export const noSuchProperty = (name: string, known: readonly string[]) =>
  new UsageError(`There is no property '${name}'. ${listed('Properties', known)}`);

export const cannotWrite = (path: string, reason: string) =>
  new UsageError(`'${path}' cannot be written: ${reason}.`);

function listed(what: string, known: readonly string[]): string {
  return known.length === 0 ? `${what} found: none.` : `${what} found: ${known.join(', ')}.`;
}
