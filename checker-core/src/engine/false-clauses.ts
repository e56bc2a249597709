import type { Watch } from '../coverage/code-watch.ts';
import type { Explorable } from './explorable.ts';

/** A guard that is false in a state, and the clause that makes it so. */
export interface FalseClause {
  /** Key path of the action. */
  readonly by: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Its place among the clauses of the guard. */
  readonly clause: number;
}

/** The guards that are false in a state, where it is watched which clause makes them so. */
export function falseClauses(
  model: Explorable,
  key: string,
  watch: Watch | undefined,
): readonly FalseClause[] {
  if (!watch || !model.falseClause) return [];
  const reading = model.read(key);
  const clauseOf = (guard: unknown) => watch.clauseOf(guard);
  return (model.instances ?? []).flatMap((instance) => {
    const clause = model.falseClause?.(instance, reading, clauseOf);
    const { by, params } = instance;
    return clause === undefined ? [] : [{ by, params, clause }];
  });
}
