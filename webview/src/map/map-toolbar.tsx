import type { RefObject } from 'preact';
import { drawnTrace, type PanelState } from '../panel/panel-state.ts';
import type { Dispatch } from '../panel/use-panel.ts';
import { TraceChoice } from '../trace/trace-choice.tsx';
import { tracesOf } from '../trace/traces.ts';
import { Grouping } from './grouping.tsx';
import type { StateMap } from './state-map.ts';

interface Props {
  readonly state: PanelState;
  readonly dispatch: Dispatch;
  readonly map: RefObject<StateMap | undefined>;
  readonly isEveryStepNamed: boolean;
  readonly nameEveryStep: (isEveryStepNamed: boolean) => void;
}

/** How the states are grouped, which trace is drawn over them, and the camera. */
export function MapToolbar({ state, dispatch, map, isEveryStepNamed, nameEveryStep }: Props) {
  const traces = tracesOf(state.model?.report).filter(({ isOnMap }) => isOnMap);
  return (
    <div class="toolbar" role="toolbar" aria-label="Map">
      {state.view && <Grouping state={state} view={state.view} dispatch={dispatch} />}
      {traces.length > 0 && (
        <TraceChoice
          label="Path"
          traces={traces}
          chosen={drawnTrace(state)?.id}
          choose={(trace) => dispatch({ kind: 'traceChosen', trace })}
          none={{ title: 'none', choose: () => dispatch({ kind: 'pathHidden' }) }}
        />
      )}
      <label class="choice">
        <input
          type="checkbox"
          data-testid="name-steps"
          checked={isEveryStepNamed}
          onChange={({ currentTarget }) => nameEveryStep(currentTarget.checked)}
        />
        <span>Name every step</span>
      </label>
      <span class="camera">
        <Tool title="Zoom out (−)" text="−" act={() => map.current?.zoomBy(1 / 1.25)} />
        <Tool title="Zoom in (+)" text="+" act={() => map.current?.zoomBy(1.25)} />
        <Tool title="Show the whole map (0)" text="Fit" act={() => map.current?.fit()} />
        <Tool
          title="Place the cells anew for the size of the panel"
          text="Tidy"
          act={() => map.current?.tidy()}
        />
        <Tool title="Keys of the map (?)" text="?" act={() => dispatch({ kind: 'helpToggled' })} />
      </span>
    </div>
  );
}

interface ToolProps {
  readonly title: string;
  readonly text: string;
  readonly act: () => void;
}

function Tool({ title, text, act }: ToolProps) {
  return (
    <button type="button" class="tool" title={title} aria-label={title} onClick={act}>
      {text}
    </button>
  );
}
