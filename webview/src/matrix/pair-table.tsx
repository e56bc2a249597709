import type { CellKey } from 'everyturn/internal/coverage/view';
import { count, countedStates } from '../map/cell-text.ts';
import type { Selection } from '../panel/panel-state.ts';
import type { Dispatch } from '../panel/use-panel.ts';
import type { PairCell, PairRow, PairTable as Table } from './pair-rows.ts';
import { useGrid } from './use-grid.ts';

interface Props {
  readonly table: Table;
  readonly rows: readonly PairRow[];
  readonly isSymmetric: boolean;
  readonly selection: Selection | undefined;
  readonly dispatch: Dispatch;
}

/** The values of one field against those of another, with the states that have both. */
export function PairTable({ table, rows, isSymmetric, selection, dispatch }: Props) {
  const { fields, columns } = table;
  const grid = useGrid(rows.map(() => columns.length));
  const chosen = selection && selection.kind !== 'edge' ? selection.key : undefined;
  return (
    <table
      class="matrix pairs"
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the arrow keys lead through this table.
      role="grid"
      aria-label={`${fields[0]} against ${fields[1]}`}
      {...grid.frame}
    >
      <thead>
        <tr>
          <th scope="col">
            {fields[0]} <span class="muted">↓</span> {fields[1]} <span class="muted">→</span>
          </th>
          {columns.map((column) => (
            <th scope="col" key={column}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, cells }, row) => (
          <tr key={label} data-testid="matrix-row" data-field={label}>
            <th scope="row">{label}</th>
            {cells.map((cell, column) => {
              const name = `${fields[0]} ${label}, ${fields[1]} ${columns[column]}`;
              return (
                <td key={columns[column]} class={`value ${cell?.sighting.kind ?? 'untold'}`}>
                  <button
                    type="button"
                    data-testid="matrix-cell"
                    data-key={cell?.key}
                    aria-label={spoken(name, cell, isSymmetric)}
                    title={spoken(name, cell, isSymmetric)}
                    aria-pressed={cell !== undefined && cell.key === chosen}
                    aria-disabled={cell === undefined}
                    onClick={() => cell && select(cell.key, cell.states, dispatch)}
                    {...grid.cell(row, column)}
                  >
                    {shown(cell)}
                  </button>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function select(key: CellKey, states: number, dispatch: Dispatch): void {
  dispatch({ kind: 'selected', selection: { kind: states > 0 ? 'cell' : 'ghost', key } });
}

function shown(cell: PairCell | undefined): string {
  if (!cell) return '–';
  if (cell.states === 0) return cell.sighting.glyph;
  return cell.open > 0 ? `${count(cell.states)} ◌` : count(cell.states);
}

function spoken(name: string, cell: PairCell | undefined, isSymmetric: boolean): string {
  if (!cell) return `${name}: nothing is declared or known`;
  const { states, open, depth, sighting } = cell;
  if (states === 0) return `${name}: ${sighting.word}`;
  const rest = open > 0 ? `, ${count(open)} not expanded` : '';
  return `${name}: ${sighting.word}, ${countedStates(states, isSymmetric)}${rest}, first at depth ${depth}`;
}
