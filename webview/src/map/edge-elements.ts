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
export function routesOf(view: View, { places }: Placement): Routes {
  if (view.edges.length > routedEdgesMost) return () => plainBow;
  const bows = new Map<string, number>();
  const obstacles = view.cells.flatMap(({ key, states }) => {
    const point = places[key];
    return point ? [{ key, ...point, radius: diameter(states) / 2 }] : [];
  });
  return (from, to) => {
    const id = edgeId(from, to);
    const known = bows.get(id);
    if (known !== undefined) return known;
    const [start, end] = [places[from], places[to]];
    const others = obstacles.filter(({ key }) => key !== from && key !== to);
    const bow = start && end ? bowAround(start, end, others) : plainBow;
    bows.set(id, bow);
    return bow;
  };
}

/** The steps from one cell to another. */
export function edgeElement(edge: FoldedEdge, routes: Routes, isNamed: boolean): DrawnElement {
  return {
    id: edgeId(edge.from, edge.to),
    classes: ['edge', ...(isNamed ? ['named'] : [])],
    data: {
      ...ends(edge.from, edge.to),
      text: edgeText(edge),
      width: 1 + Math.min(3, Math.log10(edge.count + 1)),
      bow: routes(edge.from, edge.to),
    },
  };
}

/** The steps of the trace between different cells; the one that is shown says its name. */
export function pathElements(
  { tracePath }: View,
  { actions, step: shown }: DrawnTrace,
  { places }: Placement,
  routes: Routes,
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
    if (step !== shown || !start || !end) return [line];
    const text = `${step} ${actionName(actions[step - 1] ?? '')}`;
    return [nameElement(text, pointOn(start, end, bow, 0.5)), line];
  });
}

/** The name of the shown step, on its line and above all cells. */
function nameElement(text: string, position: Point): DrawnElement {
  const width = Math.round(10 + 6.4 * text.length);
  return { id: 'path name', classes: ['badge', 'pathName'], data: { text, width }, position };
}

function ends(from: CellKey, to: CellKey) {
  return { source: cellId(from), target: cellId(to), from, to };
}
