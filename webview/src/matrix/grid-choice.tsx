import type { RowChoice } from './value-rows.ts';

interface Props {
  readonly choice: RowChoice;
  readonly choose: (choice: RowChoice) => void;
  readonly copy: () => void;
}

/** Which rows of a table are shown, in which order; and the table as text. */
export function GridChoice({ choice, choose, copy }: Props) {
  return (
    <>
      <label class="choice">
        <span>Filter</span>
        <input
          type="search"
          data-testid="matrix-filter"
          value={choice.text}
          onInput={({ currentTarget }) => choose({ ...choice, text: currentTarget.value })}
        />
      </label>
      <label class="choice">
        <span>Sort</span>
        <select
          data-testid="matrix-sort"
          value={choice.order}
          onChange={({ currentTarget }) => {
            const order = orders.find(([value]) => value === currentTarget.value);
            if (order) choose({ ...choice, order: order[0] });
          }}
        >
          {orders.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      </label>
      <label class="choice">
        <input
          type="checkbox"
          data-testid="matrix-unseen"
          checked={choice.isUnseenOnly}
          onChange={({ currentTarget }) =>
            choose({ ...choice, isUnseenOnly: currentTarget.checked })
          }
        />
        <span>Only what was not seen</span>
      </label>
      <button type="button" class="tool" data-testid="copy-csv" onClick={copy}>
        Copy as CSV
      </button>
    </>
  );
}

const orders: readonly (readonly [RowChoice['order'], string])[] = [
  ['declared', 'as declared'],
  ['name', 'by name'],
  ['unseen', 'most unseen first'],
];
