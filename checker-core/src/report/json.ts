import type { DirectiveReport, LoadFailure, ModelReport, RunReport } from './model-report.ts';

/** What a run of the command line found, before it is put in order. */
export interface RunResult {
  /** The version of `everyturn` that checked. */
  readonly version: string;
  readonly models: readonly ModelReport[];
  readonly failures: readonly LoadFailure[];
  readonly directives: readonly DirectiveReport[];
  readonly notChecked: readonly string[];
  /** Absent where two equal runs must print equal bytes. */
  readonly seconds?: number;
}

/** The report of a run. Files are in alphabetical order, models in the order of their file. */
export function runReport(result: RunResult): RunReport {
  const { version, seconds } = result;
  return {
    schema: 1,
    everyturn: version,
    models: result.models.toSorted((left, right) => compareText(left.file, right.file)),
    failures: result.failures.toSorted((left, right) => compareText(left.file, right.file)),
    directives: withoutRepeats(result.directives),
    notChecked: result.notChecked.toSorted(compareText),
    ...(seconds === undefined ? {} : { timing: { seconds } }),
  };
}

/** The report of a run as JSON text. */
export function jsonOfRun(run: RunReport): string {
  return `${JSON.stringify(run, undefined, 2)}\n`;
}

/** Several files may import the one that holds a comment. */
function withoutRepeats(directives: readonly DirectiveReport[]): readonly DirectiveReport[] {
  const byPlace = new Map(
    directives.map((each) => [`${each.at.file}:${each.at.line}:${each.at.column}`, each]),
  );
  return [...byPlace.values()].toSorted(
    ({ at: left }, { at: right }) =>
      compareText(left.file, right.file) || left.line - right.line || left.column - right.column,
  );
}

/** By code units, whatever the language of the machine is. */
function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
