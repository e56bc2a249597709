/** The values of a field in words: what was seen how often, and what was not. */
import { cut } from '../values/print.ts';
import type { FieldDomainReport, ValueReport } from './coverage-report.ts';
import {
  countOf,
  type Extent,
  formatCount,
  glyphs,
  openWordOf,
  statesOf,
  wordOf,
} from './words.ts';

/** Of more values the first are listed. */
const linesMax = 20;

/** `3 of 4 declared values seen`. */
export function fieldSummary({ declared, seen, values, more = 0 }: FieldDomainReport): string {
  if (declared > 0) return `${formatCount(seen)} of ${countOf(declared, 'declared value')} seen`;
  const times = values.filter((value) => value.times > 0).length;
  return `${countOf(times + more, 'value')} seen`;
}

/** A line for each value, the declared ones first. */
export function valueLines(field: FieldDomainReport, extent: Extent): readonly string[] {
  const { values, buckets = [], more = 0 } = field;
  const lines = [
    ...values.map((value) => valueLine(field, value, extent)),
    ...buckets.map(
      ({ from, to, times }) =>
        `from ${formatCount(from)} to ${formatCount(to - 1)}: ${timesText(field, times, extent)}`,
    ),
  ];
  const left = Math.max(0, lines.length - linesMax) + more;
  const rest = left > 0 ? [`… ${countOf(left, 'more value')}`] : [];
  return [...lines.slice(0, linesMax), ...rest];
}

function valueLine(field: FieldDomainReport, { text, times }: ValueReport, extent: Extent): string {
  if (times > 0) return `${cut(text, 60)}: ${timesText(field, times, extent)}`;
  return `${cut(text, 60)}: ${notSeen(extent)}`;
}

/** Final only of an exhausted exploration. */
function notSeen(extent: Extent): string {
  return extent.exhausted
    ? `${glyphs.unreachable} ${wordOf('sometimes', { kind: 'unreachable' }, extent)}`
    : `${glyphs.unknown} ${openWordOf('sometimes')}`;
}

/** Of members of a collection, members in all states together. */
function timesText({ kind }: FieldDomainReport, times: number, extent: Extent): string {
  if (kind === 'counted') return `${countOf(times, 'member')} of all states together`;
  return `in ${statesOf(times, extent)}`;
}
