import { signOf } from './change-text.ts';
import { type ShownState, type StateSectionRow, stateSections } from './state-sections.ts';

/** A whole state as a table; rows that the step changed are marked and show what was there. */
export function StateTable(shown: ShownState) {
  return (
    <table class="state" data-testid="state">
      <thead class="off-screen">
        <tr>
          <th scope="col">change</th>
          <th scope="col">path</th>
          <th scope="col">value</th>
        </tr>
      </thead>
      {stateSections(shown).map(({ title, remark, rows }) => (
        <tbody key={title}>
          {title !== undefined && (
            <tr class="section" data-testid="state-section">
              <th scope="rowgroup" colSpan={3}>
                {title}
                {remark !== undefined && <span class="remark">{remark}</span>}
              </th>
            </tr>
          )}
          {rows.map((row) => (
            <Row key={`${row.path} ${row.kind}`} row={row} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Row({ row }: { readonly row: StateSectionRow }) {
  const { path, name, kind, value, was } = row;
  const mark = kind === 'same' ? undefined : signOf(kind);
  return (
    <tr class={kind} data-testid="state-row" data-path={path}>
      <td class="sign">
        {mark && (
          <>
            <span aria-hidden="true">{mark.sign}</span>
            <span class="off-screen">{mark.word}</span>
          </>
        )}
      </td>
      <th scope="row">{name}</th>
      <td class="value">
        {mark && was !== undefined && (
          <>
            <del>{was}</del>
            {value !== undefined && ' → '}
          </>
        )}
        {value}
      </td>
    </tr>
  );
}
