import type { Change, PlainValue } from 'everyturn/internal/report/model-report';
import { concerns, signOf } from './change-text.ts';
import { rowsOf } from './plain-text.ts';

interface Props {
  readonly state: PlainValue;
  readonly before: PlainValue | undefined;
  readonly changes: readonly Change[];
}

/** A whole state as a table; rows that the step changed are marked and show what was there. */
export function StateTable({ state, before, changes }: Props) {
  const old = new Map(before === undefined ? [] : rowsOf(before).map((row) => [row.path, row]));
  const rows = rowsOf(state);
  const gone = changes.filter(
    ({ kind, path }) => kind === 'removed' && !rows.some((row) => concernsRow(path, row.path)),
  );
  return (
    <table class="state" data-testid="state">
      <thead class="off-screen">
        <tr>
          <th scope="col">change</th>
          <th scope="col">path</th>
          <th scope="col">value</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ path, value }) => {
          const change = changes.find((candidate) => concerns(candidate, path));
          const was = old.get(path)?.value;
          return (
            <Row
              key={path}
              path={path}
              change={change && was !== value ? change : undefined}
              was={was}
              value={value}
            />
          );
        })}
        {gone.map((change) => (
          <Row
            key={`gone ${change.path}`}
            path={change.path}
            change={change}
            was={change.before}
            value={undefined}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly path: string;
  readonly change: Change | undefined;
  readonly was: string | undefined;
  readonly value: string | undefined;
}

function Row({ path, change, was, value }: RowProps) {
  const mark = change && signOf(change);
  return (
    <tr class={change ? `changed ${change.kind}` : ''} data-testid="state-row" data-path={path}>
      <td class="sign">
        {mark && (
          <>
            <span aria-hidden="true">{mark.sign}</span>
            <span class="off-screen">{mark.word}</span>
          </>
        )}
      </td>
      <th scope="row">{path}</th>
      <td class="value">
        {change && was !== undefined && was !== value && (
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

function concernsRow(changed: string, path: string): boolean {
  return changed === path || changed.startsWith(`${path}.`) || changed.startsWith(`${path}[`);
}
