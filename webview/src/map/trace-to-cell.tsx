import type { CellKey } from 'everyturn/internal/coverage/view';
import type { Dispatch } from '../panel/use-panel.ts';

interface Props {
  readonly cell: CellKey;
  readonly text: string;
  readonly dispatch: Dispatch;
}

/** Draws a trace to a state of a cell over the map, and opens it in the Trace tab. */
export function TraceToCell({ cell, text, dispatch }: Props) {
  return (
    <button
      type="button"
      class="primary quiet"
      data-testid="trace-to-cell"
      title="Draw the turns that lead to a state of this cell over the map; the Trace tab lists them (T)"
      onClick={() => dispatch({ kind: 'cellTraceWanted', cell })}
    >
      {text}
    </button>
  );
}
