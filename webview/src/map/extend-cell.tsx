import type { Cell, CellKey, View } from 'everyturn/internal/coverage/view';
import type { WantedExtension } from '../panel/panel-state.ts';
import type { Dispatch } from '../panel/use-panel.ts';
import { counted } from './cell-text.ts';

interface Props {
  readonly view: View;
  readonly cell: Cell;
  readonly extension: WantedExtension | undefined;
  /** Whether there are states that can be gone on with, and nothing else is under way. */
  readonly isPossible: boolean;
  readonly dispatch: Dispatch;
}

/** Expands the open states of one cell, and no others. */
export function ExtendCell({ view, cell, extension, isPossible, dispatch }: Props) {
  const isOfThis = isOf(extension, view, cell.key);
  if (cell.open === 0 && !isOfThis) return null;
  return (
    <div class="extend-cell">
      {cell.open > 0 && (
        <button
          type="button"
          class="primary"
          data-testid="extend-cell"
          title={`Expand ${counted(cell.open, 'open state')} of this cell, once, and no others (E)`}
          disabled={!isPossible}
          onClick={() => dispatch(extensionOf(view, cell.key))}
        >
          Extend here
        </button>
      )}
      {isOfThis && extension?.refused && (
        <p role="alert" data-testid="extension-refused">
          {extension.refused}
        </p>
      )}
    </div>
  );
}

/** The wish to go on from a cell. */
export function extensionOf({ groupBy }: View, cell: CellKey) {
  return { kind: 'extensionWanted', by: { groupBy, cell } } as const;
}

function isOf(extension: WantedExtension | undefined, { groupBy }: View, key: CellKey): boolean {
  if (!extension || !('cell' in extension.by)) return false;
  const { by } = extension;
  return by.cell === key && by.groupBy.join('\n') === groupBy.join('\n');
}
