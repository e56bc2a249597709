import { check } from '../engine/check.ts';
import type { CheckOptions } from '../model/check-options.ts';
import type { Checkable } from '../model/properties.ts';
import type { Report } from '../model/report.ts';
import { textOfReport } from './text.ts';

/**
 * For a test: explores a model and throws an error with the readable report unless every property
 * holds (or is seen) and nothing is unknown.
 */
export async function verify<S>(
  subject: Checkable<S>,
  options: CheckOptions = {},
): Promise<Report<S>> {
  const report = await check(subject, options);
  const good = [...report.verdicts.values()].every(
    ({ kind }) => kind === 'holds' || kind === 'seen',
  );
  if (good && report.exhausted) return report;
  // A model does not know the name of its export.
  const failure = new Error(`\n${textOfReport(report, 'the model')}`);
  // The test that failed is of interest, not how its model was explored.
  Error.captureStackTrace?.(failure, verify);
  throw failure;
}
