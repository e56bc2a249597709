import { codeGaps, codeReport, ranFunctions } from './code-report.ts';
import type { CoverageReport } from './coverage-report.ts';
import { domainReport } from './domain-report.ts';
import { findingsOf } from './findings.ts';
import { guardReports } from './guard-report.ts';
import { hintsOf } from './hints.ts';
import type { FindingReport } from './model-report.ts';
import type { ReportSource } from './report-source.ts';

/** What was seen of a model and what was not, and which of its green marks that makes doubtful. */
export function coverageOf(source: ReportSource): {
  readonly coverage: CoverageReport;
  readonly findings: readonly FindingReport[];
} {
  const functions = ranFunctions(source);
  const code = codeReport(source, functions);
  const domain = domainReport(source);
  const guards = guardReports(source);
  const gaps = source.code ? codeGaps(functions, source.code.record.passed) : [];
  const hints = hintsOf(source, { domain, guards }, gaps);
  const findings = findingsOf(source, { guards, domain, functions, gaps });
  return { coverage: { domain, guards, ...(code && { code }), hints }, findings };
}
