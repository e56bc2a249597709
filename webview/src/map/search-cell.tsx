import type { CellKey, View } from 'everyturn/internal/coverage/view';
import { canExtend, type PanelState } from '../panel/panel-state.ts';
import type { Dispatch } from '../panel/use-panel.ts';

interface Props {
  readonly view: View;
  readonly cell: CellKey;
  readonly state: PanelState;
  readonly dispatch: Dispatch;
}

/** Searching once more goes on for so much longer. */
const longer = { timeMs: 60_000, statesMax: 5_000_000 };

/** Goes on from the open states of the run towards a cell that was not seen, nearest first. */
export function SearchCell({ view, cell, state, dispatch }: Props) {
  const { extension, sought } = state;
  const isOfThis = extension && isSearchFor(extension.by, cell);
  const isUnderWay = isOfThis && extension.refused === undefined;
  const result = sought?.cell === cell ? sought.report : undefined;
  const isOpen = view.open > 0;
  if (!isOpen && !result) return null;
  const again = result?.kind === 'unknown';
  return (
    <div class="search-cell">
      {isOpen && (
        <button
          type="button"
          class="primary"
          data-testid="search-cell"
          title="Go on from the open states towards this cell, nearest first, for 10 seconds (S)"
          disabled={!canExtend(state)}
          onClick={() => dispatch(again ? searchOf(view, cell, longer) : searchOf(view, cell))}
        >
          {again ? 'Search longer' : 'Search for this'}
        </button>
      )}
      <span role="status" data-testid="search-result">
        {isUnderWay ? 'Searching… Cancel ends it.' : (result?.sentence ?? '')}
      </span>
      {isOfThis && extension.refused && (
        <p role="alert" data-testid="search-refused">
          {extension.refused}
        </p>
      )}
    </div>
  );
}

/** The wish to look for a cell. */
export function searchOf({ groupBy }: View, cell: CellKey, limits?: typeof longer) {
  const by = { search: { groupBy, cell }, ...(limits && { limits }) };
  return { kind: 'extensionWanted', by } as const;
}

function isSearchFor(by: NonNullable<PanelState['extension']>['by'], cell: CellKey): boolean {
  return 'search' in by && 'cell' in by.search && by.search.cell === cell;
}
