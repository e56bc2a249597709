import type { ModelReport } from 'everyturn/internal/report/model-report';
import { ghostWord } from '../map/unseen-text.ts';

/** Whether something that could be was seen, as the glyph and the word say it. */
export interface Sighting {
  readonly kind: 'seen' | 'unreachable' | 'notSeenYet';
  readonly glyph: string;
  readonly word: string;
}

/** Of something that stands in so many states: that it never can is said of an exhausted run only. */
export function sightingOf(
  times: number,
  report: Pick<ModelReport, 'exhausted' | 'fenced'>,
): Sighting {
  if (times > 0) return { kind: 'seen', glyph: '✓', word: 'seen' };
  const isUnreachable = report.exhausted;
  const word = ghostWord({ isUnreachable }, report);
  return isUnreachable
    ? { kind: 'unreachable', glyph: '∅', word }
    : { kind: 'notSeenYet', glyph: '◌', word };
}
