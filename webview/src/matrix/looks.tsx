import type { PanelState } from '../panel/panel-state.ts';
import type { Dispatch } from '../panel/use-panel.ts';

interface Props {
  readonly state: PanelState;
  readonly dispatch: Dispatch;
}

/** Chooses between the values of each field and two fields against each other. */
export function Looks({ state: { matrixLook }, dispatch }: Props) {
  return (
    <span class="looks">
      {looks.map(({ look, text }) => (
        <button
          key={look}
          type="button"
          class="tool"
          data-testid={`look-${look}`}
          aria-pressed={matrixLook === look}
          onClick={() => dispatch({ kind: 'matrixLookChosen', look })}
        >
          {text}
        </button>
      ))}
    </span>
  );
}

const looks: readonly { readonly look: PanelState['matrixLook']; readonly text: string }[] = [
  { look: 'values', text: 'Values of fields' },
  { look: 'pairs', text: 'Pairs of fields' },
];
