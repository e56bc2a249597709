import type { CellKey, View } from 'everyturn/internal/coverage/view';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { drawnTrace, type PanelState, shownStep } from '../panel/panel-state.ts';
import type { Dispatch } from '../panel/use-panel.ts';
import { CellTree, focusItem } from './cell-tree.tsx';
import type { MapMemory } from './map-memory.ts';
import { StateMap } from './state-map.ts';
import { exposeTestHook } from './test-hook.ts';
import { watchTheme } from './watch-theme.ts';

interface Props {
  readonly state: PanelState;
  readonly view: View;
  readonly isEveryStepNamed: boolean;
  readonly toGhosts: () => void;
  readonly dispatch: Dispatch;
  /** Hands the drawing to the toolbar, and takes it away. */
  readonly hold: (map: StateMap | undefined) => void;
}

/** The drawing, and its twin for the keyboard and for screen readers. */
export function MapCanvas(props: Props) {
  const { state, view, isEveryStepNamed, toGhosts, dispatch, hold } = props;
  const container = useRef<HTMLDivElement>(null);
  const [current, goTo] = useState<CellKey>();
  const [hasFocus, setFocus] = useState(false);
  const { map, movements } = useStateMap(container, state.map, dispatch, hold);
  const trace = drawnTrace(state);
  const step = trace && shownStep(state, trace);
  const drawn = useMemo(
    () => trace && { actions: trace.trace.steps.map(({ by }) => by), step: step ?? 0 },
    [trace?.trace, step],
  );
  const { selection } = state;
  useEffect(() => {
    if (selection?.kind === 'cell') goTo(selection.key);
  }, [selection]);
  useEffect(() => {
    map?.show({ view, trace: drawn, isEveryStepNamed });
  }, [map, view, drawn, isEveryStepNamed]);
  useEffect(() => {
    map?.emphasize({ selection, current: hasFocus ? current : undefined });
  }, [map, selection, hasFocus, current]);
  return (
    <div class="canvas-frame" data-testid="map">
      <div class="canvas" ref={container} aria-hidden="true" data-testid="map-canvas" />
      {map && (
        <CellTree
          view={view}
          isSymmetric={state.model?.report?.symmetry ?? false}
          selection={selection}
          current={current}
          map={map}
          movements={movements}
          goTo={goTo}
          setFocus={setFocus}
          toGhosts={toGhosts}
          openCount={state.opened.length}
          dispatch={dispatch}
        />
      )}
    </div>
  );
}

/** Makes the drawing for as long as the tab is shown. */
function useStateMap(
  container: { readonly current: HTMLDivElement | null },
  memory: MapMemory | undefined,
  dispatch: Dispatch,
  hold: (map: StateMap | undefined) => void,
) {
  const [map, setMap] = useState<StateMap>();
  const [movements, setMovements] = useState(0);
  const firstMemory = useRef(memory);
  useEffect(() => {
    if (!container.current) return;
    const frame = container.current.parentElement;
    const remembering = remember(dispatch, () => setMovements((before) => before + 1));
    const made = new StateMap(
      container.current,
      {
        selected: (selection) => {
          dispatch({ kind: 'selected', selection });
          // Whoever clicks on the map goes on with its keys.
          focusItem(frame, selection?.kind === 'cell' ? selection.key : undefined);
        },
        opened: (cell) => dispatch({ kind: 'cellOpened', cell }),
        moved: remembering.moved,
      },
      firstMemory.current,
    );
    const unwatchTheme = watchTheme(() => made.restyle());
    const hide = exposeTestHook(made);
    setMap(made);
    hold(made);
    return () => {
      hold(undefined);
      hide();
      unwatchTheme();
      remembering.flush();
      made.dispose();
    };
  }, [container, dispatch, hold]);
  return { map, movements };
}

/** Movements come with every frame of a drag: the twin follows once a frame, memory later. */
function remember(dispatch: Dispatch, follow: () => void) {
  let newest: MapMemory | undefined;
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    cancelAnimationFrame(frame);
    frame = 0;
    if (newest) dispatch({ kind: 'mapMoved', map: newest });
    newest = undefined;
  };
  const moved = (memory: MapMemory) => {
    newest = memory;
    timer ??= setTimeout(flush, 250);
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      follow();
    });
  };
  return { moved, flush };
}
