import type { ActionReport } from 'everyturn/internal/report/model-report';
import type { Dispatch } from '../panel/use-panel.ts';
import { count } from './cell-text.ts';
import { actionName } from './folded-edges.ts';

/** The actions of the report, by key path. */
export type Actions = { readonly [keyPath: string]: ActionReport };

interface Props {
  readonly steps: readonly { readonly action: string; readonly count: number }[];
  readonly actions: Actions;
  readonly dispatch: Dispatch;
}

/** Actions with how often they were taken; a click goes to the source. */
export function ActionList({ steps, actions, dispatch }: Props) {
  return (
    <ul class="actions">
      {steps.map(({ action, count: taken }) => {
        const at = actions[action]?.at;
        return (
          <li key={action}>
            {at ? (
              <button
                type="button"
                class="link"
                data-testid="cell-action"
                data-action={action}
                title={`Go to ${action}, ${at.file}:${at.line}`}
                onClick={() => dispatch({ kind: 'sourceWanted', at })}
              >
                {actionName(action)}
              </button>
            ) : (
              <span>{actionName(action)}</span>
            )}
            <span class="count">{`×${count(taken)}`}</span>
          </li>
        );
      })}
    </ul>
  );
}
