import type { LoadFailure, ModelReport, RunReport } from '../report/model-report.ts';
import { isNotChecked } from '../report/words.ts';
import type { FailOn } from './fail-on.ts';

/** What the exit codes of `everyturn check` mean. */
export const exitCodes = {
  complete: 0,
  refuted: 1,
  unknown: 2,
  modelError: 3,
  usage: 4,
  internal: 70,
} as const;

/** One of `exitCodes`. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The exit code of a run: the first of usage, refuted, model error, unknown that applies. */
export function exitCodeOf(run: RunReport, failOn: readonly FailOn[] | 'none'): ExitCode {
  if (run.failures.some(isConfiguration)) return exitCodes.usage;
  if (run.models.some(isRefuted)) return exitCodes.refuted;
  if (run.failures.length > 0 || run.models.some(({ errors }) => errors.length > 0)) {
    return exitCodes.modelError;
  }
  if (failOn === 'none') return exitCodes.complete;
  const isUnknown = run.notChecked.length > 0 || run.models.some((m) => isOpen(m, failOn));
  return isUnknown ? exitCodes.unknown : exitCodes.complete;
}

/** The file is not wrong as code: it is not a model, or `everyturn` is not installed beside it. */
function isConfiguration(failure: LoadFailure): boolean {
  return ['noModel', 'missingEveryturn', 'version'].includes(failure.cause);
}

function isRefuted(model: ModelReport): boolean {
  return Object.values(model.verdicts).some(
    ({ kind }) => kind === 'violated' || kind === 'unreachable',
  );
}

/**
 * What the source accepts does not count. A property that was not checked at all does, whatever the
 * kinds: nobody looked at it.
 */
function isOpen(model: ModelReport, failOn: readonly FailOn[]): boolean {
  const unknown = model.unknown.filter(({ accepted }) => accepted === undefined);
  const hints = model.coverage?.hints ?? [];
  const findings = [...model.findings, ...hints].filter(({ ignored }) => ignored === undefined);
  const codes: readonly string[] = [...unknown, ...findings].map(({ code }) => code);
  const isCutAsAccepted = model.unknown.some(({ code, accepted }) => code === 'U1' && accepted);
  return (
    failOn.some((kind) => codes.includes(kind)) ||
    (failOn.includes('U1') && !model.exhausted && !isCutAsAccepted) ||
    Object.values(model.verdicts).some((property) => isNotChecked(property))
  );
}
