import type { CellMark, View } from 'everyturn/internal/coverage/view';
import type { ModelReport } from 'everyturn/internal/report/model-report';
import { glyphs } from './cell-text.ts';
import { ghostCount, ghostGlyph, ghostWord } from './unseen-text.ts';

interface Props {
  readonly view: View;
  readonly report: ModelReport | undefined;
  readonly isPathDrawn: boolean;
}

/** What the signs on the map mean: only of those that are on it. */
export function Legend({ view, report, isPathDrawn }: Props) {
  return (
    <ul class="legend" aria-label="Legend" data-testid="legend">
      {[...entries(view, isPathDrawn), ...ghostEntries(view, report)].map(
        ({ kind, sign, text }) => (
          <li key={kind} data-kind={kind}>
            <span class={`swatch ${kind}`} aria-hidden="true">
              {sign}
            </span>
            {text}
          </li>
        ),
      )}
    </ul>
  );
}

function ghostEntries({ unseen }: View, report: ModelReport | undefined): readonly Entry[] {
  if (unseen.kind === 'untold' || ghostCount(unseen) === 0) return [];
  const text = `declared, and ${ghostWord(unseen, report)}`;
  return [{ kind: 'ghost', sign: ghostGlyph(unseen), text }];
}

interface Entry {
  readonly kind: string;
  readonly sign: string;
  readonly text: string;
}

function entries(view: View, isPathDrawn: boolean): readonly Entry[] {
  const has = (kind: CellMark['kind']) =>
    view.cells.some(({ marks }) => marks.some((mark) => mark.kind === kind));
  const entry = (isOnScreen: boolean, kind: string, sign: string, text: string): Entry[] =>
    isOnScreen ? [{ kind, sign, text }] : [];
  return [
    ...entry(
      view.cells.length > 0,
      'cell',
      view.isSingle ? '1' : '12',
      view.isSingle
        ? 'one state'
        : `states that agree in ${view.groupBy.join(' and ')}; their number`,
    ),
    ...entry(has('initial'), 'initial', glyphs.initial, 'initial'),
    ...entry(has('terminal'), 'terminal', glyphs.terminal, 'has states without steps'),
    ...entry(
      view.cells.some(({ open }) => open > 0),
      'open',
      glyphs.open,
      'not expanded: the arc is their share',
    ),
    ...entry(
      view.cells.some(({ inner }) => inner > 0),
      'inner',
      glyphs.inner,
      'steps that stay in the cell',
    ),
    ...entry(has('fenced'), 'fenced', glyphs.fenced, 'steps over the fence'),
    ...entry(has('violated'), 'violated', glyphs.violated, 'violated here'),
    ...entry(isPathDrawn, 'path', '1', 'step of the path'),
  ];
}
