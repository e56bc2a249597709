/**
 * Comments by which a source answers its report: `everyturn-accept U1 <reason>` above whatever bounds
 * a model, `everyturn-ignore EVT301 <reason>` above the line of a finding. What they answer stays in
 * the report, with their reason; no build fails because of it, and no editor warns of it.
 */
import type { Report, SourceLocation } from '../model/report.ts';
import type { HintReport } from './coverage-report.ts';
import type { FindingReport, SourceAnswer, UnknownReport } from './model-report.ts';
import type { ReportSource } from './report-source.ts';

/** A comment that was understood. */
export interface Directive {
  readonly word: 'accept' | 'ignore';
  readonly code: string;
  readonly reason: string;
  /** Where the comment begins. */
  readonly at: SourceLocation;
  /** The lines of what it stands above, in the same file. */
  readonly lines: { readonly first: number; readonly last: number };
}

/** The unknown, with the answer to it where there is one. */
export function answeredUnknown(unknown: UnknownReport, source: ReportSource): UnknownReport {
  const { code: kind } = unknown;
  const { stopped } = source.report;
  if (kind === 'U1' && !isBound(stopped)) return unknown;
  // The place of these two is only the first of several.
  const isOfMany = kind === 'U3' || kind === 'U4';
  // Who accepts one bound of a model has not accepted another that a command brings.
  const isElsewhere = kind === 'U1' && source.locate?.(`budget.${stopped}`) === undefined;
  const place = isOfMany || isElsewhere ? source.at : unknown.at;
  const directive = source.directives?.find(
    ({ word, code, at, lines }) =>
      word === 'accept' &&
      code === kind &&
      at.file === place?.file &&
      lines.first <= place.line &&
      place.line <= lines.last,
  );
  return directive === undefined ? unknown : { ...unknown, accepted: answerOf(directive) };
}

/** Who stopped a run, or an error in it, has accepted nothing. */
function isBound(stopped: Report<unknown>['stopped']): boolean {
  return stopped !== undefined && stopped !== 'stopped' && stopped !== 'error';
}

/** The finding or hint, with the answer to it where there is one. */
export function answeredFinding<Finding extends FindingReport | HintReport>(
  finding: Finding,
  source: ReportSource,
): Finding {
  const place = finding.at;
  const directive = source.directives?.find(
    ({ word, code, at, lines }) =>
      word === 'ignore' &&
      code === finding.code &&
      at.file === place?.file &&
      lines.first === place.line,
  );
  return directive === undefined ? finding : { ...finding, ignored: answerOf(directive) };
}

function answerOf({ reason, at }: Directive): SourceAnswer {
  return { reason, at };
}
