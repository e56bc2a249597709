import type { View } from 'everyturn/internal/coverage/view';
import type { PanelState } from '../panel/panel-state.ts';
import type { Dispatch } from '../panel/use-panel.ts';
import { singleStatesMost } from './cell-text.ts';

interface Props {
  readonly state: PanelState;
  readonly view: View;
  readonly dispatch: Dispatch;
}

/** The fields that group the states, as chips that can be taken away and added. */
export function Grouping({ state, view, dispatch }: Props) {
  const groupBy = state.groupBy ?? view.groupBy;
  const others = view.fields.filter((field) => !groupBy.includes(field));
  const group = (fields: readonly string[] | undefined) =>
    dispatch({ kind: 'grouped', groupBy: fields });
  return (
    <span class="grouping" data-testid="grouping">
      <span>Group by</span>
      {groupBy.map((field) => (
        <span class="chip" key={field} data-testid="chip" data-field={field}>
          {field}
          {groupBy.length > 1 && (
            <button
              type="button"
              aria-label={`Do not group by ${field}`}
              title={`Do not group by ${field}`}
              onClick={() => group(groupBy.filter((other) => other !== field))}
            >
              ×
            </button>
          )}
        </span>
      ))}
      {others.length > 0 && (
        <select
          class="add"
          aria-label="Group by another field too"
          data-testid="add-field"
          value=""
          onChange={({ currentTarget }) => {
            const field = currentTarget.value;
            currentTarget.value = '';
            if (field) group([...groupBy, field]);
          }}
        >
          <option value="">+ field</option>
          {others.map((field) => (
            <option key={field} value={field}>
              {field}
            </option>
          ))}
        </select>
      )}
      {view.states <= singleStatesMost && view.states > 1 && state.opened.length === 0 && (
        <button
          type="button"
          class="link"
          data-testid="all-states"
          title="Draw each state by itself, with the steps between them"
          onClick={() => dispatch({ kind: 'statesOpened' })}
        >
          Each state
        </button>
      )}
      {state.groupBy && (
        <button type="button" class="link" onClick={() => group(undefined)}>
          Default grouping
        </button>
      )}
    </span>
  );
}
