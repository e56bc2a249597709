import type { PanelState } from '../panel/panel-state.ts';
import type { Dispatch } from '../panel/use-panel.ts';

interface Props {
  readonly state: PanelState;
  readonly dispatch: Dispatch;
}

/** The two fields whose values are set against each other. */
export function PairChoice({ state, dispatch }: Props) {
  const { view } = state;
  if (!view || state.model?.freshness === 'recorded') return null;
  const [first = '', second = ''] = state.groupBy ?? view.groupBy;
  const choose = (pair: readonly [string, string]) => dispatch({ kind: 'pairChosen', pair });
  const field = (name: string, value: string, other: string, chosen: (field: string) => void) => (
    <label class="choice">
      <span>{name}</span>
      <select
        data-testid={`pair-${name.toLowerCase()}`}
        value={value}
        onChange={({ currentTarget }) => chosen(currentTarget.value)}
      >
        {view.fields
          .filter((one) => one !== other)
          .map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
      </select>
    </label>
  );
  return (
    <>
      {field('Set', first, second, (one) => choose([one, second]))}
      {field('against', second, first, (other) => choose([first, other]))}
    </>
  );
}
