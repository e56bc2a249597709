import type { Difference } from '../values/difference.ts';
import { printValue } from '../values/print.ts';
import type { Change } from './model-report.ts';

/** Values in sentences and changes are cut at this length. */
export const factLengthMax = 60;

/** A difference with its values printed. */
export function changeOf(difference: Difference): Change {
  const { printedPath: path, kind } = difference;
  const before = { before: printFact(difference.before) };
  const after = { after: printFact(difference.after) };
  if (kind === 'added') return { path, kind, ...after };
  if (kind === 'removed') return { path, kind, ...before };
  return { path, kind, ...before, ...after };
}

/** A change as text: `rms.rm1 'working' → 'aborted'`, `decided + 'commit'`. */
export function printChange(change: Change): string {
  if (change.kind === 'added') return `${change.path} + ${change.after ?? ''}`;
  if (change.kind === 'removed') return `${change.path} − ${change.before ?? ''}`;
  return `${change.path} ${change.before ?? ''} → ${change.after ?? ''}`;
}

/** A value, at most as long as a fact may be. */
export function printFact(value: unknown): string {
  return printValue(value, factLengthMax);
}
