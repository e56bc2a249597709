import type { FieldDomainReport } from 'everyturn/internal/report/coverage-report';
import { expect } from 'vitest';
import type { CountedRun } from './counted-run.ts';
import { hoverAt, numbersIn } from './editor-texts.ts';
import { count, tally } from './listing.ts';
import { membersAt, textOf, valuesAt } from './places.ts';

/** Compares how often each value of each field was seen, in the report and in the hover. */
export async function compareFields(run: CountedRun): Promise<void> {
  for (const field of run.report.coverage?.domain.fields ?? []) {
    const values = run.listing.states.flatMap(({ value }) => partsOf(value, field));
    const times = tally(values.map(textOf));
    compareField(field, values, times);
    if (field.at) compareHover(await hoverAt(run.client, field.at), field, times);
  }
}

function partsOf(state: unknown, { path, kind }: FieldDomainReport): readonly unknown[] {
  return kind === 'counted' ? membersAt(state, path) : valuesAt(state, path);
}

function compareField(
  { path, values: told, buckets = [], more = 0, seen, declared }: FieldDomainReport,
  values: readonly unknown[],
  times: ReadonlyMap<string, number>,
): void {
  for (const value of told) {
    expect(value.times, `${path} = ${value.text}`).toBe(times.get(value.text) ?? 0);
  }
  for (const { from, to, times: said } of buckets) {
    const isInside = (value: unknown) => typeof value === 'number' && value >= from && value < to;
    expect(said, `${path} from ${from} to ${to}`).toBe(count(values, isInside));
  }
  const listed = new Set(told.map(({ text }) => text));
  const others = [...times.keys()].filter((text) => !listed.has(text));
  if (buckets.length === 0) expect(others, path).toHaveLength(more);
  const isSeen = ({ text, declared: is }: (typeof told)[number]) => is && times.has(text);
  expect([seen, declared], path).toEqual([count(told, isSeen), count(told, (one) => one.declared)]);
}

function compareHover(
  hover: string,
  { path, declared, seen }: FieldDomainReport,
  times: ReadonlyMap<string, number>,
): void {
  if (declared > 0) {
    expect(numbersIn(hover, /(\d+) of (\d+) declared values? seen/), path).toEqual([
      seen,
      declared,
    ]);
  }
  for (const line of hover.split('\n').filter((each) => each.startsWith('- '))) {
    const [, text = ''] = /^- (.*): (?:in )?[\d,]+ (?:state|class|member)/.exec(line) ?? [];
    if (!times.has(text)) continue;
    expect(numbersIn(line, /.*: (?:in )?([\d,]+) (?:state|class|member)/), path).toEqual([
      times.get(text),
    ]);
  }
}

/** Compares which values stand together, and how many declared combinations do not. */
export function comparePairs({ report, listing: { states } }: CountedRun): void {
  const { fields = [], pairs = [] } = report.coverage?.domain ?? {};
  for (const { fields: names, rows, columns, times, unseen } of pairs) {
    const [a, b] = names.map((name) => fields.find(({ path }) => path === name));
    if (!a || !b) throw new Error(`${names.join(' and ')} are not both among the fields.`);
    const together = tally(
      states.flatMap(({ value }) =>
        partsOf(value, a).flatMap((one) =>
          partsOf(value, b).map((other) => `${textOf(one)} and ${textOf(other)}`),
        ),
      ),
    );
    const timesOf = (row: string, column: string) => together.get(`${row} and ${column}`) ?? 0;
    const naive = rows.map((row) => columns.map((column) => timesOf(row, column)));
    expect(times, names.join(' and ')).toEqual(naive);
    const declaredBy = ({ values }: FieldDomainReport) => values.filter((each) => each.declared);
    const combinations = declaredBy(a).flatMap((one) =>
      declaredBy(b).map((other) => timesOf(one.text, other.text)),
    );
    expect(unseen, names.join(' and ')).toBe(count(combinations, (all) => all === 0));
  }
}

/** Compares what is said of each distance from the beginning. */
export function compareLevels({ report, listing: { states } }: CountedRun): void {
  report.statistics.levels.forEach((level, depth) => {
    const here = states.filter((state) => state.depth === depth);
    const steps = here.flatMap((state) => state.steps);
    const isEnd = (state: (typeof here)[number]) => state.isExpanded && state.steps.length === 0;
    const { states: kept, expanded, generated, fenced, terminal, errors } = level;
    expect([kept, expanded, generated, fenced], `depth ${depth}`).toEqual([
      here.length,
      count(here, ({ isExpanded }) => isExpanded),
      steps.length,
      count(steps, ({ target }) => target === undefined),
    ]);
    // A state without steps is no end if a turn failed there, and a turn may fail beside others.
    expect(terminal, `depth ${depth}`).toBeLessThanOrEqual(count(here, isEnd));
    expect(terminal + errors, `depth ${depth}`).toBeGreaterThanOrEqual(count(here, isEnd));
  });
}
