import type { Unseen } from 'everyturn/internal/coverage/view';
import type { ModelReport } from 'everyturn/internal/report/model-report';

/** Declared cells that were not reached, where they can be listed. */
export type ListedUnseen = Extract<Unseen, { kind: 'listed' }>;

/** The signs of a declared cell that was not reached. */
export const ghostGlyphs = { unreachable: '∅', notSeenYet: '?' } as const;

/** The sign of all cells of a map that were not reached. */
export function ghostGlyph({ isUnreachable }: ListedUnseen): string {
  return isUnreachable ? ghostGlyphs.unreachable : ghostGlyphs.notSeenYet;
}

/** What is said of them: that they are unreachable only where every state was explored. */
export function ghostWord(
  { isUnreachable }: Pick<ListedUnseen, 'isUnreachable'>,
  report: Pick<ModelReport, 'fenced'> | undefined,
): string {
  if (!isUnreachable) return 'not seen yet';
  return (report?.fenced ?? 0) > 0 ? 'unreachable within the fence' : 'unreachable';
}

/** How many cells were not reached. */
export function ghostCount({ groups }: ListedUnseen): number {
  return groups.reduce((sum, { cells }) => sum + cells, 0);
}
