import type { RefObject } from 'preact';
import { allTraces, drawnTrace, type PanelState } from '../panel/panel-state.ts';
import { Popup } from '../panel/popup.tsx';
import { useMedia } from '../panel/use-media.ts';
import type { Dispatch } from '../panel/use-panel.ts';
import { TraceChoice } from '../trace/trace-choice.tsx';
import { Grouping } from './grouping.tsx';
import type { StateMap } from './state-map.ts';

interface Props {
  readonly state: PanelState;
  readonly dispatch: Dispatch;
  readonly map: RefObject<StateMap | undefined>;
  readonly isEveryStepNamed: boolean;
  readonly nameEveryStep: (isEveryStepNamed: boolean) => void;
}

/** More chips, or longer ones, do not stand in a line with the rest. */
const chipsMost = 3;
const lettersMost = 24;

/** How the states are grouped, which trace is drawn over them, and the camera: always in one line. */
export function MapToolbar(props: Props) {
  const { state, dispatch, map } = props;
  const isWide = useMedia('(min-width: 1100px)');
  const traces = allTraces(state).filter(({ isOnMap }) => isOnMap);
  return (
    <div class="toolbar" role="toolbar" aria-label="Map">
      <GroupingPart {...props} isWide={isWide} />
      {traces.length > 0 && (
        <TraceChoice
          label="Path"
          traces={traces}
          chosen={drawnTrace(state)?.id}
          choose={(trace) => dispatch({ kind: 'traceChosen', trace })}
          none={{ title: 'no path', choose: () => dispatch({ kind: 'pathHidden' }) }}
        />
      )}
      {isWide && <NameSteps {...props} />}
      <span class="camera">
        <Tool
          name="Zoom out"
          title="Zoom out (−)"
          text="−"
          act={() => map.current?.zoomBy(1 / 1.25)}
        />
        <Tool name="Zoom in" title="Zoom in (+)" text="+" act={() => map.current?.zoomBy(1.25)} />
        <Tool name="Fit" title="Show the whole map (0)" act={() => map.current?.fit()} />
        {isWide && <LessOften {...props} />}
        <button
          type="button"
          class="tool"
          title="Show what is known of the selection, or of the model"
          aria-expanded={state.isSideShown}
          onClick={() => dispatch({ kind: 'sideToggled' })}
        >
          Details
        </button>
        {!isWide && (
          <Popup name="More about the map" text="⋯" side="end">
            <NameSteps {...props} />
            <LessOften {...props} />
          </Popup>
        )}
      </span>
    </div>
  );
}

function GroupingPart({ state, dispatch, isWide }: Props & { readonly isWide: boolean }) {
  const { view } = state;
  // A record of a run has the grouping that was recorded.
  if (!view || state.model?.freshness === 'recorded') return null;
  const groupBy = state.groupBy ?? view.groupBy;
  const grouping = <Grouping state={state} view={view} dispatch={dispatch} />;
  const isShort = groupBy.length <= chipsMost && groupBy.join('').length <= lettersMost;
  if (isWide && isShort) return grouping;
  const fields = groupBy.join(', ');
  return (
    <Popup name={`Grouped by ${fields}`} text={`By ${fields} ▾`}>
      {grouping}
    </Popup>
  );
}

function NameSteps({ isEveryStepNamed, nameEveryStep }: Props) {
  return (
    <label class="choice">
      <input
        type="checkbox"
        data-testid="name-steps"
        checked={isEveryStepNamed}
        onChange={({ currentTarget }) => nameEveryStep(currentTarget.checked)}
      />
      <span>Name every step</span>
    </label>
  );
}

/** What is wanted less often than the camera. */
function LessOften({ map, dispatch }: Props) {
  return (
    <>
      <Tool
        name="Tidy"
        title="Place the cells anew for the size of the panel"
        act={() => map.current?.tidy()}
      />
      <Tool name="Keys" title="Keys of the map (?)" act={() => dispatch({ kind: 'helpToggled' })} />
    </>
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
