import type { CellKey, View } from 'everyturn/internal/coverage/view';
import { cellId, diameter } from './cell-elements.ts';
import type { DrawnElement } from './drawn-element.ts';
import { actionName, edgeId, edgeText, type FoldedEdge } from './folded-edges.ts';
import type { Placement, Point } from './map-memory.ts';
import { bowAround, plainBow, pointOn } from './routing.ts';

/** The trace over the map. */
export interface DrawnTrace {
  /** The actions of its steps, in order. */
  readonly actions: readonly string[];
  /** The step that is shown. */
  readonly step: number;
}

/** The bow of the edge between two cells. */
export type Routes = (from: CellKey, to: CellKey) => number;

/** Up to so many edges, each goes around the cells in its way. */
const routedEdgesMost = 300;

/** The bows of the edges of a view, each computed once. */
export function routesOf(
  view: View,
  captions: ReadonlyMap<CellKey, string>,
  { places, hasCaptions }: Placement,
): Routes {
  if (view.edges.length > routedEdgesMost) return () => plainBow;
  const bows = new Map<string, number>();
  const cells = view.cells.flatMap(({ key, states }) => {
    const point = places[key];
    return point ? [{ key, ...point, radius: diameter(states) / 2 }] : [];
  });
  const texts = (hasCaptions ? cells : []).map(({ key, x, y, radius }) => {
    const half = 7 * (captions.get(key) ?? '').split('\n').length;
    return { key, x, y: y + radius + half + 4, radius: Math.max(half, 18) };
  });
  return (from, to) => {
    const id = edgeId(from, to);
    const known = bows.get(id);
    if (known !== undefined) return known;
    const [start, end] = [places[from], places[to]];
    const isOther = ({ key }: { readonly key: CellKey }) => key !== from && key !== to;
    const bow =
      start && end ? bowAround(start, end, cells.filter(isOther), texts.filter(isOther)) : plainBow;
    bows.set(id, bow);
    return bow;
  };
}

/** The steps from one cell to another; their name is left to the trace where that runs over them. */
export function edgeElement(
  edge: FoldedEdge,
  routes: Routes,
  isNamed: boolean,
  isUnderTrace: boolean,
): DrawnElement {
  return {
    id: edgeId(edge.from, edge.to),
    classes: ['edge', ...(isNamed && !isUnderTrace ? ['named'] : [])],
    data: {
      ...ends(edge.from, edge.to),
      text: edgeText(edge),
      width: 1 + Math.min(3, Math.log10(edge.count + 1)),
      bow: routes(edge.from, edge.to),
    },
  };
}

/** The steps of the trace between different cells; at least the one that is shown has its name. */
export function pathElements(
  { tracePath }: View,
  { actions, step: shown }: DrawnTrace,
  { places }: Placement,
  routes: Routes,
  isNamed: boolean,
): readonly DrawnElement[] {
  return tracePath.flatMap((to, step): DrawnElement[] => {
    const from = tracePath[step - 1];
    if (from === undefined || from === to) return [];
    const bow = routes(from, to);
    const line: DrawnElement = {
      id: `path ${step} ${edgeId(from, to)}`,
      classes: ['path'],
      data: { ...ends(from, to), bow },
    };
    const [start, end] = [places[from], places[to]];
    if ((step !== shown && !isNamed) || !start || !end) return [line];
    const text = `${step} ${actionName(actions[step - 1] ?? '')}`;
    return [nameElement(step, text, pointOn(start, end, bow, 0.5)), line];
  });
}

/** The name of a step, on its line and above all cells. */
function nameElement(step: number, text: string, position: Point): DrawnElement {
  const width = Math.round(10 + 6.4 * text.length);
  return {
    id: `path name ${step}`,
    classes: ['badge', 'pathName'],
    data: { text, width },
    position,
  };
}

function ends(from: CellKey, to: CellKey) {
  return { source: cellId(from), target: cellId(to), from, to };
}
