/** The values of each field as rows of a table: declared ones, seen or not, then others. */
import type { DomainReport, FieldDomainReport } from 'everyturn/internal/report/coverage-report';
import type { ModelReport } from 'everyturn/internal/report/model-report';
import { csvOf } from './csv.ts';
import { readable } from './readable.ts';
import { type Sighting, sightingOf } from './sighting.ts';

/** All values of one field. */
export interface ValueRow {
  readonly field: string;
  readonly kind: FieldDomainReport['kind'];
  readonly declared: number;
  readonly seen: number;
  readonly values: readonly ValueCell[];
  /** Values that are not listed. */
  readonly more: number;
}

/** One value, or numbers that lie together. */
export interface ValueCell {
  /** As the checker prints it. */
  readonly text: string;
  /** As a person reads it. */
  readonly label: string;
  readonly times: number;
  readonly sighting: Sighting;
}

/** Which rows, and in which order. */
export interface RowChoice {
  /** Part of the name of a field or of a value. */
  readonly text: string;
  readonly isUnseenOnly: boolean;
  readonly order: 'declared' | 'name' | 'unseen';
}

/** A row for each field, in the order of their declaration. */
export function valueRows(
  { fields }: DomainReport,
  report: Pick<ModelReport, 'exhausted' | 'fenced'>,
): readonly ValueRow[] {
  return fields.map(({ path, kind, declared, seen, values, buckets = [], more = 0 }) => {
    const cell = (text: string, times: number): ValueCell => ({
      text,
      label: readable(text),
      times,
      sighting: sightingOf(times, report),
    });
    const together = buckets.map(({ from, to, times }) => cell(`${from}…${to - 1}`, times));
    const one = values.map(({ text, times }) => cell(text, times));
    return { field: path, kind, declared, seen, values: [...one, ...together], more };
  });
}

/** The rows that are wanted, in the order that is. */
export function chosenRows(
  rows: readonly ValueRow[],
  { text, isUnseenOnly, order }: RowChoice,
): readonly ValueRow[] {
  const wanted = text.trim().toLowerCase();
  const has = (part: string) => part.toLowerCase().includes(wanted);
  const left = rows.flatMap((row) => {
    const values = row.values.filter(
      ({ label, times }) => (has(row.field) || has(label)) && !(isUnseenOnly && times > 0),
    );
    return values.length > 0 ? [{ ...row, values }] : [];
  });
  if (order === 'declared') return left;
  const unseen = ({ declared, seen }: ValueRow) => declared - seen;
  return [...left].sort((a, b) =>
    order === 'name' ? a.field.localeCompare(b.field) : unseen(b) - unseen(a),
  );
}

/** The rows as comma-separated values, a line for each value. */
export function valuesAsCsv(rows: readonly ValueRow[]): string {
  const lines = rows.flatMap(({ field, kind, values }) =>
    values.map(({ label, times, sighting: { word } }) => [
      field,
      label,
      String(times),
      kind === 'counted' ? 'members' : 'states',
      word,
    ]),
  );
  return csvOf([['field', 'value', 'count', 'of', 'verdict'], ...lines]);
}
