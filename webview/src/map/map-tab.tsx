import { useCallback, useRef, useState } from 'preact/hooks';
import { drawnTrace, type PanelState } from '../panel/panel-state.ts';
import type { Dispatch } from '../panel/use-panel.ts';
import { focusItem } from './cell-tree.tsx';
import { focusGhost, GhostShelf } from './ghost-shelf.tsx';
import { Help } from './help.tsx';
import { MapCanvas } from './map-canvas.tsx';
import { MapKey } from './map-key.tsx';
import { MapToolbar } from './map-toolbar.tsx';
import { OpenedCells } from './opened-cells.tsx';
import { Refused } from './refused.tsx';
import { SidePanel } from './side-panel.tsx';
import type { StateMap } from './state-map.ts';
import { StepsPending } from './steps-pending.tsx';

interface Props {
  readonly state: PanelState;
  readonly dispatch: Dispatch;
}

/** The Map tab: the drawing, what can be changed about it, and what is selected on it. */
export function MapTab({ state, dispatch }: Props) {
  const map = useRef<StateMap>();
  const [isEveryStepNamed, nameEveryStep] = useState(false);
  const { view, refusal } = state;
  const shelf = useRef<HTMLElement>(null);
  const main = useRef<HTMLDivElement>(null);
  const toGhosts = useCallback(() => focusGhost(shelf.current), []);
  const hold = useCallback((held: StateMap | undefined) => {
    map.current = held;
  }, []);
  return (
    <div class={state.model?.freshness === 'recorded' ? 'map-tab of-record' : 'map-tab'}>
      <MapToolbar
        state={state}
        dispatch={dispatch}
        map={map}
        isEveryStepNamed={isEveryStepNamed}
        nameEveryStep={nameEveryStep}
      />
      <OpenedCells opened={state.opened} dispatch={dispatch} />
      <div class="map-columns">
        <div class="map-main" ref={main}>
          <div class="stage">
            {view ? (
              <MapCanvas
                state={state}
                view={view}
                isEveryStepNamed={isEveryStepNamed}
                toGhosts={toGhosts}
                dispatch={dispatch}
                hold={hold}
              />
            ) : (
              !refusal && <p class="empty">{waitingFor(state)}</p>
            )}
            {view && (
              <StepsPending view={view} isSymmetric={state.model?.report?.symmetry ?? false} />
            )}
            {refusal && <Refused refusal={refusal} dispatch={dispatch} />}
            {state.isHelpShown && <Help dispatch={dispatch} />}
          </div>
          {view && (
            <GhostShelf
              view={view}
              state={state}
              frame={shelf}
              leave={() => focusItem(main.current, undefined)}
              dispatch={dispatch}
            />
          )}
          {view && <MapKey view={view} report={state.model?.report} />}
        </div>
        {state.isSideShown && (
          <SidePanel state={state} trace={drawnTrace(state)} dispatch={dispatch} />
        )}
      </div>
    </div>
  );
}

function waitingFor({ model }: PanelState): string {
  if (model?.freshness === 'released') return 'Check again to see the map.';
  if (model?.freshness === 'checking') return 'The map appears with the first states.';
  return model?.report ? 'Drawing the map…' : 'This model was not checked yet.';
}
