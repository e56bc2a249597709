import type { StepsLook } from '../panel/panel-state.ts';
import type { Dispatch } from '../panel/use-panel.ts';

interface Props {
  readonly look: StepsLook;
  readonly dispatch: Dispatch;
}

const looks = [
  ['diagram', 'Diagram'],
  ['list', 'List'],
  ['table', 'Table'],
] as const;

/** Chooses how the steps of a system are shown. */
export function StepsLookChoice({ look, dispatch }: Props) {
  return (
    <fieldset class="looks">
      <legend class="off-screen">Steps as</legend>
      {looks.map(([value, text]) => (
        <label key={value} class={value === look ? 'look chosen' : 'look'}>
          <input
            type="radio"
            name="steps-look"
            class="off-screen"
            data-testid={`look-${value}`}
            checked={value === look}
            onChange={() => dispatch({ kind: 'stepsLookChosen', look: value })}
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
