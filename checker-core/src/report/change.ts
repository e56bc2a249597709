import { type Difference, isSameData } from '../values/difference.ts';
import { cut, printPath, printValue } from '../values/print.ts';
import { type Retagging, retagging } from '../values/tagged.ts';
import type { Change } from './model-report.ts';

/** Values in sentences and changes are cut at this length. */
export const factLengthMax = 60;

/** A difference with its values printed. */
export function changeOf(difference: Difference): Change {
  const { printedPath: path, kind } = difference;
  const retagged = kind === 'changed' && retagging(difference.before, difference.after);
  if (retagged) return { path, kind, ...retaggedFacts(retagged) };
  const before = { before: printFact(difference.before) };
  const after = { after: printFact(difference.after) };
  if (kind === 'added') return { path, kind, ...after };
  if (kind === 'removed') return { path, kind, ...before };
  return { path, kind, ...before, ...after };
}

/** Of a union that became another kind both kinds, and the fields that came or changed. */
function retaggedFacts({
  tag,
  before,
  after,
}: Retagging): Required<Pick<Change, 'before' | 'after'>> {
  const fields = Object.entries(after)
    .filter(([name, value]) => name !== tag && !(name in before && isSameData(before[name], value)))
    .map(([name, value]) => `${printPath([name])}: ${printValue(value)}`)
    // Short ones first: they are the last to be cut.
    .sort((one, other) => one.length - other.length);
  const told = fields.length === 0 ? '' : ` { ${fields.join(', ')} }`;
  return {
    before: printFact(before[tag]),
    after: cut(`${printFact(after[tag])}${told}`, factLengthMax),
  };
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
