/** The kinds of unknown that an exploration left behind, each with its address and next step. */

import { frontierNextStep, frontierSentence } from './bounds.ts';
import type { UnknownReport } from './model-report.ts';
import type { ReportSource } from './report-source.ts';
import { countOf } from './words.ts';

/** The unknown of a model, by code. */
export function unknownOf(source: ReportSource): readonly UnknownReport[] {
  return [...frontier(source), ...fence(source), ...precision(source)];
}

/** U1: reached states that were not expanded, or whose successors an error hides. */
function frontier(source: ReportSource): readonly UnknownReport[] {
  const { name, report, locate } = source;
  const bound = report.stopped ?? (report.errors.length > 0 ? 'error' : undefined);
  // Random runs that were all made leave states behind, too; they say so under U5.
  if (report.exhausted || bound === undefined) return [];
  const place = locate?.(`budget.${bound}`) ?? locate?.('budget') ?? source.at;
  return [
    {
      code: 'U1',
      kind: 'frontier',
      states: report.frontier,
      reason: frontierSentence({ ...report, name }, bound, report.budget, report.errors[0]?.code),
      next: frontierNextStep(bound),
      ...(place === undefined ? {} : { at: place }),
    },
  ];
}

/** U2: successors that `within` turned away. */
function fence(source: ReportSource): readonly UnknownReport[] {
  const { report, locate } = source;
  if (report.fenced === 0) return [];
  const place = locate?.('within') ?? source.at;
  const lie = report.fenced === 1 ? 'lies' : 'lie';
  return [
    {
      code: 'U2',
      kind: 'fence',
      states: report.fenced,
      reason: `${countOf(report.fenced, 'successor')} of ${source.name} ${lie} outside the fence.`,
      next: 'Widen within, or accept that states outside the fence are no part of the model.',
      ...(place === undefined ? {} : { at: place }),
    },
  ];
}

/** U5: whatever was approximated or refused. */
function precision(source: ReportSource): readonly UnknownReport[] {
  const place = source.locate?.('symmetry') ?? source.at;
  return source.report.notes.map((reason) => ({
    code: 'U5',
    kind: 'precision',
    reason,
    next: 'Read what was left out, and change the option or the declaration where it matters.',
    ...(place === undefined ? {} : { at: place }),
  }));
}
