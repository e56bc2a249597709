import type { View } from 'everyturn/internal/coverage/view';
import type { Dispatch } from '../panel/use-panel.ts';
import { ActionList, type Actions } from './action-list.tsx';
import { CloseButton } from './cell-panel.tsx';
import { counted, nameOf } from './cell-text.ts';
import type { FoldedEdge } from './folded-edges.ts';

interface Props {
  readonly view: View;
  readonly edge: FoldedEdge;
  readonly actions: Actions;
  readonly dispatch: Dispatch;
}

/** All steps from one cell to another, by action. */
export function EdgePanel({ view, edge, actions, dispatch }: Props) {
  const ends = [
    { word: 'from', key: edge.from },
    { word: 'to', key: edge.to },
  ];
  return (
    <div data-testid="edge-panel">
      <header class="side-head">
        <h2>{counted(edge.count, 'step')}</h2>
        <CloseButton dispatch={dispatch} />
      </header>
      <dl class="facts">
        {ends.map(({ word, key }) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>
              <button
                type="button"
                class="link"
                onClick={() => dispatch({ kind: 'selected', selection: { kind: 'cell', key } })}
              >
                {nameOf(view, key)}
              </button>
            </dd>
          </div>
        ))}
      </dl>
      <h3>Actions</h3>
      <ActionList steps={edge.actions} actions={actions} dispatch={dispatch} />
    </div>
  );
}
