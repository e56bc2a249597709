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
  const toggleHelp = () => dispatch({ kind: 'helpToggled' });
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
        <Tool
          name="Zoom out"
          title="Zoom out (−)"
          text="−"
          act={() => map.current?.zoomBy(1 / 1.25)}
        />
        <Tool name="Zoom in" title="Zoom in (+)" text="+" act={() => map.current?.zoomBy(1.25)} />
        <Tool name="Fit" title="Show the whole map (0)" act={() => map.current?.fit()} />
        <Tool
          name="Tidy"
          title="Place the cells anew for the size of the panel"
          act={() => map.current?.tidy()}
        />
        <Tool name="Keys" title="Keys of the map (?)" text="?" act={toggleHelp} />
      </span>
    </div>
  );
}

interface ToolProps {
  readonly name: string;
  readonly title: string;
  /** What stands on the button, if not its name. */
  readonly text?: string;
  readonly act: () => void;
}

function Tool({ name, title, text, act }: ToolProps) {
  return (
    <button
      type="button"
      class="tool"
      title={title}
      aria-label={text === undefined ? undefined : name}
      onClick={act}
    >
      {text ?? name}
    </button>
  );
}
