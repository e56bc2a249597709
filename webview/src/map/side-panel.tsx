import { canExtend, type PanelState } from '../panel/panel-state.ts';
import type { Dispatch } from '../panel/use-panel.ts';
import type { ShownTrace } from '../trace/traces.ts';
import { CellPanel } from './cell-panel.tsx';
import { EdgePanel } from './edge-panel.tsx';
import { foldEdges } from './folded-edges.ts';
import { GhostPanel } from './ghost-panel.tsx';
import { Overview } from './overview.tsx';

interface Props {
  readonly state: PanelState;
  /** The trace that is drawn over the map. */
  readonly trace: ShownTrace | undefined;
  readonly dispatch: Dispatch;
}

/** What is known of the selection; without one, of the model. */
export function SidePanel({ state, trace, dispatch }: Props) {
  return (
    <aside class="side" data-testid="side-panel">
      {state.tab === 'matrix' && (
        <button
          type="button"
          class="primary quiet"
          data-testid="show-on-map"
          title="Show this cell among the others, with the steps between them"
          onClick={() => dispatch({ kind: 'tabChosen', tab: 'map' })}
        >
          Show on the map
        </button>
      )}
      <Content state={state} trace={trace} dispatch={dispatch} />
    </aside>
  );
}

function Content({ state, trace, dispatch }: Props) {
  const { selection, view, model } = state;
  const actions = model?.report?.actions ?? {};
  const isSymmetric = model?.report?.symmetry ?? false;
  if (view && selection?.kind === 'cell') {
    const cell = view.cells.find(({ key }) => key === selection.key);
    if (cell) {
      return (
        <CellPanel
          {...{ view, cell, actions, isSymmetric, dispatch }}
          details={state.details}
          extension={state.extension}
          sought={state.sought}
          canExtend={canExtend(state)}
          declaration={state.declaration}
        />
      );
    }
  }
  if (view?.unseen.kind === 'listed' && selection?.kind === 'ghost') {
    const { unseen } = view;
    const ghost = unseen.cells.find(({ key }) => key === selection.key);
    if (ghost) return <GhostPanel {...{ view, unseen, ghost, state, dispatch }} />;
  }
  if (view && selection?.kind === 'edge') {
    const edge = foldEdges(view.edges).find(
      ({ from, to }) => from === selection.from && to === selection.to,
    );
    if (edge) return <EdgePanel {...{ view, edge, actions, dispatch }} />;
  }
  return <Overview state={state} trace={trace} dispatch={dispatch} />;
}
