/** What blocks the actions that are not enabled in some states, clause by clause. */
import type { BlockedBy } from '../coverage/view.ts';
import type { FalseClause } from '../engine/false-clauses.ts';
import { clausesOf } from './guard-report.ts';
import type { RanCode } from './report-source.ts';

/** By action: the clauses that are false, with the number of states; `found` has those of each state. */
export function blockedReport(
  found: readonly (readonly FalseClause[])[],
  code: RanCode | undefined,
): ReadonlyMap<string, readonly BlockedBy[]> {
  const states = new Map<string, Map<number, number>>();
  for (const ofState of found) {
    const once = new Set(ofState.map(({ by, clause }) => `${clause} ${by}`));
    for (const text of once) {
      const clause = Number.parseInt(text, 10);
      const by = text.slice(text.indexOf(' ') + 1);
      const known = states.get(by) ?? new Map<number, number>();
      states.set(by, known.set(clause, (known.get(clause) ?? 0) + 1));
    }
  }
  const actions = [...states].map(([by, byClause]) => {
    const written = clausesOf(by, code);
    const clauses = written.flatMap(({ text, at, isNegated }, place): BlockedBy[] => {
      const count = byClause.get(place);
      return count === undefined ? [] : [{ text, at, isNegated, states: count }];
    });
    return [by, clauses] as const;
  });
  return new Map(actions);
}
