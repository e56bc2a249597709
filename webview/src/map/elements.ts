/**
 * What is drawn, as plain elements: a circle for each cell with its caption and badges, an edge
 * for each pair of cells with steps between them, and the trace over them.
 */
import type { CellKey, View } from 'everyturn/internal/coverage/view';
import { cellElements } from './cell-elements.ts';
import type { DrawnElement } from './drawn-element.ts';
import { type DrawnTrace, edgeElement, pathElements, type Routes } from './edge-elements.ts';
import { edgeId, foldEdges } from './folded-edges.ts';
import type { Placement } from './map-memory.ts';
import { stepsByCell } from './trace-steps.ts';

/** A view, and all that decides how it is drawn. */
export interface Drawing {
  readonly view: View;
  readonly captions: ReadonlyMap<CellKey, string>;
  readonly placement: Placement;
  readonly routes: Routes;
  readonly trace: DrawnTrace | undefined;
  readonly isEveryStepNamed: boolean;
}

/** Up to so many edges all carry their name; beyond it, those in the focus of attention do. */
const namedEdgesMost = 14;

/** The elements of a drawing; nodes come before the edges between them. */
export function elementsOf(drawing: Drawing): readonly DrawnElement[] {
  const { view, captions, placement, routes, trace } = drawing;
  const steps = stepsByCell(view);
  const edges = foldEdges(view.edges);
  const isNamed = drawing.isEveryStepNamed || edges.length <= namedEdgesMost;
  const underTrace = new Set(
    view.tracePath.map((to, step) => edgeId(view.tracePath[step - 1] ?? to, to)),
  );
  return [
    ...view.cells.flatMap((cell) => {
      const at = placement.places[cell.key] ?? { x: 0, y: 0 };
      const caption = captions.get(cell.key) ?? '';
      return cellElements(cell, at, caption, placement.hasCaptions, steps.get(cell.key) ?? []);
    }),
    ...edges.map((edge) =>
      edgeElement(edge, routes, isNamed, underTrace.has(edgeId(edge.from, edge.to))),
    ),
    ...(trace ? pathElements(view, trace, placement, routes, isNamed) : []),
  ];
}
