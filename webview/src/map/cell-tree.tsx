import type { CellKey, View } from 'everyturn/internal/coverage/view';
import { useMemo, useRef } from 'preact/hooks';
import type { Selection } from '../panel/panel-state.ts';
import type { Dispatch } from '../panel/use-panel.ts';
import { captionsOf, describeCell, singleStatesMost } from './cell-text.ts';
import { extensionOf } from './extend-cell.tsx';
import { actOf, type MapAct } from './map-keys.ts';
import { goFrom, hasOpen, inReadingOrder, isViolated, nextWhere } from './navigation.ts';
import type { StateMap } from './state-map.ts';
import { stepsByCell, stepsText } from './trace-steps.ts';

interface Props {
  readonly view: View;
  readonly isSymmetric: boolean;
  readonly selection: Selection | undefined;
  readonly current: CellKey | undefined;
  readonly map: StateMap;
  /** Counts the movements of cells and camera, so that places on screen are read again. */
  readonly movements: number;
  readonly goTo: (cell: CellKey) => void;
  readonly setFocus: (hasFocus: boolean) => void;
  /** How many cells are open, one inside the other. */
  readonly openCount: number;
  /** Gives the focus to the cells that were not reached. */
  readonly toGhosts: () => void;
  readonly dispatch: Dispatch;
}

/** The map as a tree outside the picture: for the keyboard, for screen readers, and for tests. */
export function CellTree(props: Props) {
  const { view, isSymmetric, selection, map, goTo, setFocus, toGhosts, openCount, dispatch } =
    props;
  const tree = useRef<HTMLDivElement>(null);
  const cells = useMemo(() => inReadingOrder(view), [view]);
  const texts = useMemo(() => descriptions(view, isSymmetric), [view, isSymmetric]);
  const isThere = cells.some(({ key }) => key === props.current);
  const current = isThere ? props.current : goFrom(view, undefined, 'initial');
  const act = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const wanted = actOf(event.key, map.isTransposed);
    if (!wanted) return;
    event.preventDefault();
    const next = cellAfter(wanted, view, current);
    if (wanted.kind === 'leave') {
      dispatch({ kind: 'cellsLeft', open: openCount - 1 });
    } else if (wanted.kind === 'select' && isSelected(selection, current)) {
      dispatch({ kind: 'cellOpened', cell: current });
    } else if (wanted.kind === 'nextGhost') {
      toGhosts();
    } else if (next !== undefined) {
      focusItem(tree.current, next);
    } else {
      perform(wanted, view, current, map, dispatch);
    }
  };
  return (
    <div
      class="off-screen"
      role="tree"
      aria-label="Cells of the state map"
      ref={tree}
      data-testid="cell-tree"
      onKeyDown={act}
      onFocusCapture={({ target }) => {
        setFocus(true);
        const key = target instanceof HTMLElement ? target.dataset['key'] : undefined;
        if (key !== undefined) goTo(key);
      }}
      onBlurCapture={() => setFocus(false)}
    >
      {cells.map((cell) => {
        const at = map.renderedPosition(cell.key);
        const isSelected = selection?.kind === 'cell' && selection.key === cell.key;
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the tree
          <div
            key={cell.key}
            role="treeitem"
            aria-level={cell.depth[0] + 1}
            aria-selected={isSelected}
            tabIndex={cell.key === current ? 0 : -1}
            data-testid="cell"
            data-key={cell.key}
            data-x={at && Math.round(at.x)}
            data-y={at && Math.round(at.y)}
            onClick={() => select(cell.key, dispatch)}
          >
            {texts.get(cell.key)}
          </div>
        );
      })}
    </div>
  );
}

function isSelected(selection: Selection | undefined, key: CellKey | undefined): key is CellKey {
  return key !== undefined && selection?.kind === 'cell' && selection.key === key;
}

/** What is read out of each cell: computed once for a view, since the tree follows every drag. */
function descriptions(view: View, isSymmetric: boolean): ReadonlyMap<CellKey, string> {
  const captions = captionsOf(view);
  const steps = stepsByCell(view);
  const texts = view.cells.map((cell) => {
    const name = captions.get(cell.key)?.join(', ') ?? cell.key;
    const onTrace = stepsText(steps.get(cell.key) ?? []);
    return [cell.key, describeCell(view, cell, name, onTrace, isSymmetric)] as const;
  });
  return new Map(texts);
}

function cellAfter(act: MapAct, view: View, current: CellKey | undefined): CellKey | undefined {
  switch (act.kind) {
    case 'go':
      return goFrom(view, current, act.way);
    case 'nextViolation':
      return nextWhere(view, current, isViolated);
    case 'nextOpen':
      return nextWhere(view, current, hasOpen);
    default:
      return undefined;
  }
}

function perform(
  act: MapAct,
  view: View,
  current: CellKey | undefined,
  map: StateMap,
  dispatch: Dispatch,
): void {
  switch (act.kind) {
    case 'select':
      if (current !== undefined) select(current, dispatch);
      break;
    case 'trace':
      if (current !== undefined) dispatch({ kind: 'cellTraceWanted', cell: current });
      break;
    case 'states':
      if (current !== undefined) showStates(view, current, dispatch);
      break;
    case 'extend':
      if (current !== undefined) extend(view, current, dispatch);
      break;
    case 'unselect':
      dispatch({ kind: 'selected', selection: undefined });
      break;
    case 'zoom':
      map.zoomBy(act.factor);
      break;
    case 'fit':
      map.fit();
      break;
    case 'help':
      dispatch({ kind: 'helpToggled' });
      break;
  }
}

function extend(view: View, key: CellKey, dispatch: Dispatch): void {
  const cell = view.cells.find((other) => other.key === key);
  select(key, dispatch);
  if (cell && hasOpen(cell)) dispatch(extensionOf(view, key));
}

function showStates(view: View, key: CellKey, dispatch: Dispatch): void {
  const cell = view.cells.find((other) => other.key === key);
  if (!cell || cell.states > singleStatesMost) return;
  dispatch({ kind: 'cellOpened', cell: key, isOneByOne: true });
}

function select(key: CellKey, dispatch: Dispatch): void {
  dispatch({ kind: 'selected', selection: { kind: 'cell', key } });
}

/** Gives the focus to a cell of the tree in `frame`; without a key, to the one that had it last. */
export function focusItem(frame: HTMLElement | null, key: CellKey | undefined): void {
  const items = [...(frame?.querySelectorAll<HTMLElement>('[role="treeitem"]') ?? [])];
  const item = items.find(({ dataset, tabIndex }) =>
    key === undefined ? tabIndex === 0 : dataset['key'] === key,
  );
  item?.focus({ preventScroll: true });
}
