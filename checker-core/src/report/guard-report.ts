/** How the guards of a machine were answered: which clause blocked, and how often. */
import type { CodeClause } from '../coverage/code-places.ts';
import type { ClauseReport, GuardReport } from './coverage-report.ts';
import type { RanCode, ReportSource } from './report-source.ts';

/** The guards of a model, by key path of their actions. */
export function guardReports(source: ReportSource): Readonly<Record<string, GuardReport>> {
  const { report, locate } = source;
  const guards = new Map<string, Tally>();
  for (const { by, blocked = 0, blockedBy } of report.statistics.instances) {
    if (!blockedBy) continue;
    const tally = guards.get(by) ?? { instances: 0, blocked: 0, clauses: [] };
    tally.instances += 1;
    tally.blocked += blocked;
    for (const [clause, times] of blockedBy.entries()) {
      tally.clauses[clause] = (tally.clauses[clause] ?? 0) + times;
    }
    guards.set(by, tally);
  }
  const expanded = report.statistics.levels.reduce((sum, level) => sum + level.expanded, 0);
  const reports = [...guards].flatMap(([keyPath, tally]) => {
    const clauses = clausesOf(keyPath, source.code);
    // Of an action without a guard there is nothing to say.
    if (clauses.length === 0) return [];
    const at = locate?.(`${keyPath}.when`);
    return [[keyPath, { ...(at && { at }), ...guardReport(tally, clauses, expanded) }] as const];
  });
  return Object.fromEntries(reports);
}

interface Tally {
  instances: number;
  blocked: number;
  readonly clauses: number[];
}

function guardReport(
  { instances, blocked, clauses }: Tally,
  written: readonly CodeClause[],
  expanded: number,
): GuardReport {
  const asked = expanded * instances;
  const known = clauses.reduce((sum, times) => sum + (times ?? 0), 0);
  return {
    asked,
    enabled: asked - blocked,
    clauses: written.map(
      (clause, place): ClauseReport => ({ ...clause, blocked: clauses[place] ?? 0 }),
    ),
    otherwise: blocked - known,
  };
}

/** The clauses of the guard of an action, as they are written. */
export function clausesOf(keyPath: string, code: RanCode | undefined): readonly CodeClause[] {
  const index = code?.places.own.get(`${keyPath}.when`);
  return (index === undefined ? undefined : code?.places.functions[index]?.clauses) ?? [];
}
