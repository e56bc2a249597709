import { codeGaps, codeReport, ranFunctions } from './code-report.ts';
import type { CoverageReport } from './coverage-report.ts';
import { domainReport } from './domain-report.ts';
import { guardReports } from './guard-report.ts';
import { hintsOf } from './hints.ts';
import type { ReportSource } from './report-source.ts';

/** What was seen of a model and what was not. */
export function coverageOf(source: ReportSource): CoverageReport {
  const functions = ranFunctions(source);
  const code = codeReport(source, functions);
  const domain = domainReport(source);
  const guards = guardReports(source);
  const gaps = source.code ? codeGaps(functions, source.code.record.passed) : [];
  const hints = hintsOf(source, { domain, guards }, gaps);
  return { domain, guards, ...(code && { code }), hints };
}
