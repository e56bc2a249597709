import type { SourceLocation } from 'everyturn';
import type { ModelReport } from 'everyturn/internal/report/model-report';
import { count, countedStates } from '../map/cell-text.ts';
import type { ModelMessage, Refusal } from './panel-state.ts';

/** A reason why what is shown is not all there is to know. */
export interface Standing {
  readonly kind: 'checking' | 'stale' | 'released' | 'cut';
  readonly glyph: string;
  readonly text: string;
  /** What to do next, or more of the reason. */
  readonly next: string | undefined;
  readonly at: SourceLocation | undefined;
}

/** All reasons that hold now; none for a complete and current result. */
export function standingsOf(
  model: ModelMessage,
  refusal: Refusal | undefined,
): readonly Standing[] {
  return [...freshness(model, refusal), ...bounds(model)];
}

function freshness(
  { freshness, progress, report }: ModelMessage,
  refusal: Refusal | undefined,
): Standing[] {
  const standing = (kind: Standing['kind'], glyph: string, text: string): Standing[] => [
    { kind, glyph, text, next: undefined, at: undefined },
  ];
  if (freshness === 'checking') {
    const far = progress
      ? ` · ${countedStates(progress.states, report?.symmetry ?? false)} · depth ${progress.depth} · ${count(progress.frontier)} not expanded`
      : '';
    return standing('checking', '⟳', `checking${far}`);
  }
  if (freshness === 'stale') {
    return standing(
      'stale',
      '↶',
      'before the edit: the source has changed since this was checked.',
    );
  }
  if (freshness === 'released' || refusal?.kind === 'gone') {
    const text = 'The states of this run were released. Check again to explore.';
    return standing('released', '↶', text);
  }
  return [];
}

function bounds({ report }: ModelMessage): Standing[] {
  if (!report || report.exhausted) return [];
  const [first, ...others] = report.unknown.filter(({ kind }) => kind === 'frontier');
  const more = others.map(({ reason }) => reason);
  return [
    {
      kind: 'cut',
      glyph: '◌',
      text: `${headWord(report)} · ${report.summary}`,
      next: [first?.reason, ...more, first?.next].filter(Boolean).join(' ') || undefined,
      at: first?.at,
    },
  ];
}

/** The word for what matters most of a cut run, as the report says it. */
function headWord({ verdicts }: ModelReport): string {
  const all = Object.values(verdicts);
  const head =
    all.find(({ kind }) => kind === 'violated') ?? all.find(({ kind }) => kind === 'unknown');
  return head?.word ?? 'not exhausted';
}
