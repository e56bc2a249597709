import { isAbsolute } from 'node:path';
import type { SourceLocation } from '../model/report.ts';
import type {
  DirectiveReport,
  LoadFailure,
  ModelReport,
  PropertyReport,
  TraceReport,
} from '../report/model-report.ts';
import type { RecordedMap } from '../report/recorded-map.ts';
import { shownPath } from './find-files.ts';
import { movedCoverage } from './relative-coverage.ts';

/** The report with every path relative to the folder of the run, so that it is the same anywhere. */
export function modelWithRelativePaths(model: ModelReport, folder: string): ModelReport {
  const placed = <T extends Placed>(value: T): T => withPlace(value, folder);
  const mapped = <T>(record: Readonly<Record<string, T>>, map: (value: T) => T) =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
  return {
    ...placed(model),
    file: shown(model.file, folder),
    verdicts: mapped(model.verdicts, (property) => relativeProperty(property, folder)),
    actions: mapped(model.actions, placed),
    ...(model.coverage && {
      coverage: movedCoverage(
        model.coverage,
        (at) => relativePlace(at, folder),
        (path) => shown(path, folder),
      ),
    }),
    unknown: model.unknown.map(({ accepted, ...unknown }) => ({
      ...placed(unknown),
      ...(accepted && { accepted: placed(accepted) }),
    })),
    errors: model.errors.map((error) => ({
      ...placed(error),
      ...(error.trace === undefined ? {} : { trace: relativeTrace(error.trace, folder) }),
    })),
    findings: model.findings.map(({ ignored, ...finding }) => ({
      ...placed(finding),
      ...(ignored && { ignored: placed(ignored) }),
    })),
  };
}

/** The failure with paths relative to the folder of the run. */
export function failureWithRelativePaths(failure: LoadFailure, folder: string): LoadFailure {
  return { ...withPlace(failure, folder), file: shown(failure.file, folder) };
}

/** The directive with its path relative to the folder of the run. */
export function directiveWithRelativePath(
  directive: DirectiveReport,
  folder: string,
): DirectiveReport {
  return { ...directive, at: relativePlace(directive.at, folder) };
}

/** The map with the path of its file relative to the folder of the run. */
export function mapWithRelativePath(map: RecordedMap, folder: string): RecordedMap {
  return { ...map, file: shown(map.file, folder) };
}

interface Placed {
  readonly at?: SourceLocation;
}

function relativeProperty(property: PropertyReport, folder: string): PropertyReport {
  const { trace, brokenBy } = property;
  return {
    ...withPlace(property, folder),
    ...(trace === undefined ? {} : { trace: relativeTrace(trace, folder) }),
    ...(brokenBy === undefined ? {} : { brokenBy: withPlace(brokenBy, folder) }),
  };
}

function relativeTrace(trace: TraceReport, folder: string): TraceReport {
  const { initAt } = trace;
  return {
    ...trace,
    ...(initAt === undefined ? {} : { initAt: relativePlace(initAt, folder) }),
    steps: trace.steps.map((step) => withPlace(step, folder)),
  };
}

function withPlace<T extends Placed>(value: T, folder: string): T {
  return value.at === undefined ? value : { ...value, at: relativePlace(value.at, folder) };
}

function relativePlace<At extends SourceLocation>(at: At, folder: string): At {
  return { ...at, file: shown(at.file, folder) };
}

function shown(path: string, folder: string): string {
  return isAbsolute(path) ? shownPath(path, folder) : path;
}
