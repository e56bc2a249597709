import { count, counted } from '../map/cell-text.ts';
import type { Dispatch } from '../panel/use-panel.ts';
import { useGrid } from './use-grid.ts';
import type { ValueCell, ValueRow } from './value-rows.ts';

interface Props {
  readonly rows: readonly ValueRow[];
  readonly isSymmetric: boolean;
  readonly dispatch: Dispatch;
}

/** A row for each field, a cell for each of its values. */
export function ValueTable({ rows, isSymmetric, dispatch }: Props) {
  const grid = useGrid(rows.map(({ values }) => values.length));
  const columns = Math.max(1, ...rows.map(({ values }) => values.length));
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the arrow keys lead through this table.
    <table class="matrix" role="grid" aria-label="Values of each field" {...grid.frame}>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Declared values seen</th>
          <th
            scope="colgroup"
            colSpan={columns}
          >{`Values, and in how many ${isSymmetric ? 'classes of states' : 'states'}`}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ field, kind, declared, seen, values, more }, row) => (
          <tr key={field} data-testid="matrix-row" data-field={field}>
            <th scope="row">
              {field}
              <span class="muted">{kindTexts[kind]}</span>
            </th>
            <td class="of">{declared > 0 ? `${count(seen)} of ${count(declared)}` : '–'}</td>
            {values.map((value, column) => (
              <td key={value.text} class={`value ${value.sighting.kind}`}>
                <button
                  type="button"
                  data-testid="matrix-cell"
                  data-value={value.text}
                  title={spoken(field, kind, value, isSymmetric)}
                  onClick={() => dispatch({ kind: 'valueWanted', field, text: value.text })}
                  {...grid.cell(row, column)}
                >
                  <span class="off-screen">{`${subject(field, kind)} `}</span>
                  <span class="what">{value.label}</span>
                  <span class="times">
                    {value.times > 0
                      ? count(value.times)
                      : `${value.sighting.glyph} ${value.sighting.word}`}
                  </span>
                  {value.times > 0 && (
                    <span class="off-screen">{` ${unit(kind, value.times, isSymmetric)}`}</span>
                  )}
                </button>
              </td>
            ))}
            {more > 0 && <td class="muted">{`and ${counted(more, 'value')} more`}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const kindTexts: Readonly<Record<ValueRow['kind'], string>> = {
  value: '',
  number: '',
  size: 'how many members',
  counted: 'of its members',
};

function spoken(
  field: string,
  kind: ValueRow['kind'],
  { label, times, sighting: { word } }: ValueCell,
  isSymmetric: boolean,
): string {
  const said = `${subject(field, kind)} ${label}: ${word}`;
  return times > 0 ? `${said}, ${count(times)} ${unit(kind, times, isSymmetric)}` : said;
}

function subject(field: string, kind: ValueRow['kind']): string {
  return kind === 'counted' ? `a member of ${field} is` : `${field} is`;
}

function unit(kind: ValueRow['kind'], times: number, isSymmetric: boolean): string {
  const [state, states] = isSymmetric
    ? ['class of states', 'classes of states']
    : ['state', 'states'];
  if (kind === 'counted') return `${times === 1 ? 'member' : 'members'}, over all ${states}`;
  return times === 1 ? state : states;
}
