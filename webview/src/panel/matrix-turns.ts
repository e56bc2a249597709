/** What the tab of the matrix changes: it shares the map, its grouping and its selection. */
import type { CellKey } from 'everyturn/internal/coverage/view';
import type { Tab } from '../messages/index.ts';
import type { PanelState, Selection } from './panel-state.ts';

/** The matrix is of all states: no cell of the map stays open there. */
export function openTab(state: PanelState, tab: Tab): PanelState {
  const opened = tab === 'matrix' ? [] : state.opened;
  return { ...state, tab, opened };
}

/** The map is grouped by other fields; the matrix shows the same map. */
export function group(state: PanelState, groupBy: readonly string[] | undefined): PanelState {
  return { ...state, groupBy, opened: [], selection: undefined, refusal: undefined };
}

/** Two fields are set against each other: those of the map if they are two, else the first two. */
export function lookAtMatrix(state: PanelState, matrixLook: PanelState['matrixLook']): PanelState {
  const looked = { ...state, matrixLook };
  const { view } = state;
  const groupBy = state.groupBy ?? view?.groupBy ?? [];
  if (matrixLook === 'values' || !view || groupBy.length === 2) return looked;
  const pair = [...new Set([...groupBy, ...view.fields])].slice(0, 2);
  return pair.length === 2 ? group(looked, pair) : looked;
}

/** The map is grouped by the field of a value, so that the value has a cell there. */
export function wantValue(
  state: PanelState,
  { field, text }: NonNullable<PanelState['wantedValue']>,
): PanelState {
  const wanted = { ...state, wantedValue: { field, text }, isSideShown: true };
  const isShown = state.view?.groupBy.join() === field && !state.view.within;
  if (isShown) return selectWanted({ ...wanted, details: undefined });
  return { ...group(wanted, [field]), details: undefined };
}

/** Selects the cell of a value on the map of its field, or the first in which some member has it. */
export function selectWanted(state: PanelState): PanelState {
  const { wantedValue, view } = state;
  if (!wantedValue || view?.groupBy.join() !== wantedValue.field) return state;
  const unseen = view.unseen.kind === 'listed' ? view.unseen.cells : [];
  const has = ({ key }: { readonly key: CellKey }) => holdsValue(key, wantedValue.text);
  const cell = view.cells.find(has);
  const ghost = unseen.find(has);
  const selection: Selection | undefined = cell
    ? { kind: 'cell', key: cell.key }
    : ghost && { kind: 'ghost', key: ghost.key };
  return { ...state, wantedValue: undefined, selection };
}

/** Whether a key of a map by one field stands for a value: alone, in a range, or among others. */
function holdsValue(key: CellKey, text: string): boolean {
  if (key === text) return true;
  const [, least, greatest] = /^(-?[\d.e+]+)…(-?[\d.e+]+)$/.exec(key) ?? [];
  if (least !== undefined) return Number(least) <= Number(text) && Number(text) <= Number(greatest);
  return `, ${key},`.replaceAll(/, \d+ /g, ', ').includes(`, ${text},`);
}
