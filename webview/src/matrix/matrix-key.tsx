import type { ModelReport } from 'everyturn/internal/report/model-report';
import type { PanelState } from '../panel/panel-state.ts';
import { sightingOf } from './sighting.ts';

interface Props {
  readonly report: ModelReport;
  readonly look: PanelState['matrixLook'];
}

/** What the signs of the table mean. */
export function MatrixKey({ report, look }: Props) {
  const { kind, glyph, word } = sightingOf(0, report);
  return (
    <ul class="legend matrix-key" aria-label="Legend" data-testid="matrix-key">
      <li>
        <span class="swatch matrix-seen" aria-hidden="true">
          12
        </span>
        how many states have it
      </li>
      <li>
        <span class={`swatch matrix-${kind}`} aria-hidden="true">
          {glyph}
        </span>
        {`declared, and ${word}`}
      </li>
      {look === 'pairs' && report.frontier > 0 && (
        <li>
          <span class="swatch matrix-seen" aria-hidden="true">
            9 ◌
          </span>
          some of them not expanded
        </li>
      )}
      <li>Enter or a click shows what is known of it.</li>
    </ul>
  );
}
