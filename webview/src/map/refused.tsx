import type { Refusal } from '../panel/panel-state.ts';
import type { Dispatch } from '../panel/use-panel.ts';
import { count } from './cell-text.ts';

interface Props {
  readonly refusal: Refusal;
  readonly dispatch: Dispatch;
}

/** Why the map that was asked for is not there, and what can be done. */
export function Refused({ refusal, dispatch }: Props) {
  switch (refusal.kind) {
    case 'gone':
      return null; // The banner says so, and what was drawn stays.
    case 'refused':
      return (
        <p class="notice" role="alert" data-testid="refused">
          {refusal.reason}
        </p>
      );
    case 'tooLarge':
      return (
        <div class="notice" role="alert" data-testid="too-large">
          <p>
            {`This grouping has ${count(refusal.cells)} cells; ${count(refusal.limit)} can be drawn.`}
          </p>
          <button
            type="button"
            class="primary"
            onClick={() => dispatch({ kind: 'grouped', groupBy: refusal.suggestion })}
          >
            {`Group by ${refusal.suggestion.join(', ')}`}
          </button>
        </div>
      );
  }
}
