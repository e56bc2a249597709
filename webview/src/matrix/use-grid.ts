import { useRef, useState } from 'preact/hooks';

/** A table through whose cells the arrow keys lead, with one stop for Tab. */
export interface Grid {
  readonly frame: {
    readonly ref: { current: HTMLTableElement | null };
    readonly onKeyDown: (event: KeyboardEvent) => void;
  };
  /** What each cell's button needs. */
  cell(row: number, column: number): GridCellProps;
}

interface GridCellProps {
  readonly 'data-row': number;
  readonly 'data-column': number;
  readonly tabIndex: number;
  readonly onFocus: () => void;
}

/** A grid of rows with so many cells each. */
export function useGrid(lengths: readonly number[]): Grid {
  const ref = useRef<HTMLTableElement>(null);
  const [wanted, want] = useState<readonly [number, number]>([0, 0]);
  const [currentRow, currentColumn] = within(lengths, ...wanted);
  const onKeyDown = (event: KeyboardEvent) => {
    const isInGrid = event.target instanceof HTMLElement && 'row' in event.target.dataset;
    if (!isInGrid || event.altKey || event.metaKey) return;
    const next = stepFrom(lengths, currentRow, currentColumn, event);
    if (!next) return;
    event.preventDefault();
    const [row, column] = next;
    const selector = `[data-row="${row}"][data-column="${column}"]`;
    ref.current?.querySelector<HTMLElement>(selector)?.focus();
  };
  return {
    frame: { ref, onKeyDown },
    cell: (row, column) => ({
      'data-row': row,
      'data-column': column,
      tabIndex: row === currentRow && column === currentColumn ? 0 : -1,
      onFocus: () => want([row, column]),
    }),
  };
}

type Place = readonly [row: number, column: number];

/** Where a key leads; undefined for a key that leads nowhere by itself. */
export function stepFrom(
  lengths: readonly number[],
  row: number,
  column: number,
  { key, ctrlKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey'>,
): Place | undefined {
  const last = lengths.length - 1;
  switch (key) {
    case 'ArrowLeft':
      return within(lengths, row, column - 1);
    case 'ArrowRight':
      return within(lengths, row, column + 1);
    case 'ArrowUp':
      return within(lengths, row - 1, column);
    case 'ArrowDown':
      return within(lengths, row + 1, column);
    case 'Home':
      return within(lengths, ctrlKey ? 0 : row, 0);
    case 'End':
      return within(lengths, ctrlKey ? last : row, Number.MAX_SAFE_INTEGER);
    default:
      return undefined;
  }
}

function within(lengths: readonly number[], row: number, column: number): Place {
  const at = Math.max(0, Math.min(row, lengths.length - 1));
  return [at, Math.max(0, Math.min(column, (lengths[at] ?? 1) - 1))];
}
