/** The kinds of unknown that an exploration left behind, each with its address and next step. */

import type { SourceLocation } from '../model/report.ts';
import { frontierNextStep, frontierSentence } from './bounds.ts';
import type { CoverageReport, DomainReport, HintReport } from './coverage-report.ts';
import { unseenValues, valueText } from './hints.ts';
import type { UnknownReport } from './model-report.ts';
import type { ReportSource } from './report-source.ts';
import { countOf, formatCount } from './words.ts';

/** The unknown of a model, by code. */
export function unknownOf(
  source: ReportSource,
  { domain, hints }: CoverageReport,
): readonly UnknownReport[] {
  return [
    ...frontier(source),
    ...fence(source),
    ...unseen(source, domain),
    ...notRun(source, hints),
    ...precision(source),
  ];
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

/** U3: declared values that were not seen, of an exploration that was cut. */
function unseen(source: ReportSource, domain: DomainReport): readonly UnknownReport[] {
  if (source.report.exhausted) return [];
  const values = unseenValues(domain, false);
  const [first] = values;
  if (!first) return [];
  const place = first.value.at ?? first.field.at ?? source.at;
  const rest = values.length === 1 ? '' : `, and ${formatCount(values.length - 1)} more`;
  const count = `${countOf(values.length, 'declared value')} of ${source.name}`;
  return [
    {
      code: 'U3',
      kind: 'domain',
      reason: `${count} ${values.length === 1 ? 'was' : 'were'} not seen yet: ${valueText(first)}${rest}.`,
      next: 'Raise the bound, or declare with sometimes what must be possible.',
      ...(place === undefined ? {} : { at: place }),
    },
  ];
}

/** U4: code that has not run, of an exploration that was cut. */
function notRun(source: ReportSource, hints: readonly HintReport[]): readonly UnknownReport[] {
  const gaps = hints.filter((hint) => hint.code === 'EVT404');
  const place = gaps[0]?.at;
  if (gaps.length === 0) return [];
  const rest = gaps.length === 1 ? '' : ', the first of them here';
  return [
    {
      code: 'U4',
      kind: 'code',
      reason: `${countOf(gaps.length, 'place')} in the code of ${source.name} ${gaps.length === 1 ? 'has' : 'have'} not run yet, or went one way only${rest}.`,
      next: 'Raise the bound, or see whether something can lead there at all.',
      ...(place === undefined ? {} : { at: placeOf(place) }),
    },
  ];
}

/** The beginning of a piece of code. */
function placeOf({ file, line, column }: SourceLocation): SourceLocation {
  return { file, line, column };
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
