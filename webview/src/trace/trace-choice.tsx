import type { ShownTrace } from './traces.ts';

interface Props {
  readonly label: string;
  readonly traces: readonly ShownTrace[];
  readonly chosen: string | undefined;
  readonly choose: (id: string) => void;
  /** Offers to show none, under this title. */
  readonly none?: { readonly title: string; readonly choose: () => void };
}

/** Chooses one of the traces of the report. */
export function TraceChoice({ label, traces, chosen, choose, none }: Props) {
  return (
    <label class="choice">
      <span>{label}</span>
      <select
        data-testid="trace-select"
        value={chosen ?? ''}
        onChange={({ currentTarget }) =>
          currentTarget.value === '' ? none?.choose() : choose(currentTarget.value)
        }
      >
        {none && <option value="">{none.title}</option>}
        {traces.map(({ id, glyph, word, title }) => (
          <option key={id} value={id}>
            {`${glyph} ${title} · ${word}`}
          </option>
        ))}
      </select>
    </label>
  );
}
