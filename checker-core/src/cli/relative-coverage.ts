import type { SourceLocation } from '../model/report.ts';
import type { CodeReport, CoverageReport, DomainReport } from '../report/coverage-report.ts';

/** Moves a place: the same place with another path. */
type Move = <At extends SourceLocation>(at: At) => At;

/** What was seen of a model, with every path as `move` and `shown` give it. */
export function movedCoverage(
  { domain, guards, code, hints }: CoverageReport,
  move: Move,
  shown: (file: string) => string,
): CoverageReport {
  const placed = <T extends { readonly at?: SourceLocation }>(value: T): T =>
    value.at === undefined ? value : { ...value, at: move(value.at) };
  const moved = Object.entries(guards).map(([keyPath, guard]) => {
    return [keyPath, { ...placed(guard), clauses: guard.clauses.map(placed) }] as const;
  });
  return {
    domain: { ...domain, fields: domain.fields.map((field) => movedField(field, placed)) },
    guards: Object.fromEntries(moved),
    ...(code && { code: movedCode(code, placed, shown, move) }),
    hints: hints.map(({ ignored, ...hint }) => ({
      ...placed(hint),
      ...(ignored && { ignored: placed(ignored) }),
    })),
  };
}

type Placed = <T extends { readonly at?: SourceLocation }>(value: T) => T;

function movedField(field: DomainReport['fields'][number], placed: Placed) {
  return { ...placed(field), values: field.values.map(placed) };
}

function movedCode(
  { files, notFollowed }: CodeReport,
  placed: Placed,
  shown: (file: string) => string,
  move: Move,
): CodeReport {
  return {
    files: files.map(({ file, functions, statements, branches }) => ({
      file: shown(file),
      functions: functions.map(placed),
      statements: statements.map(placed),
      branches: branches.map((branch) => ({
        ...placed(branch),
        outcomes: branch.outcomes.map(placed),
      })),
    })),
    notFollowed: notFollowed.map(move),
  };
}
