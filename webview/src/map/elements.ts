/**
 * What is drawn, as plain elements: a circle for each cell with its caption and badges, an edge
 * for each pair of cells with steps between them, and the trace over them.
 */
import type { Cell, CellKey, View } from 'everyturn/internal/coverage/view';
import { breakAtCommas, captionsOf, count, glyphs, innerText, violatedIn } from './cell-text.ts';
import { actionName, edgeId, edgeText, type FoldedEdge, foldEdges } from './folded-edges.ts';
import type { Placement, Point } from './map-memory.ts';
import { stepsByCell, stepsText } from './trace-steps.ts';

/** One element of the drawing. */
export interface DrawnElement {
  readonly id: string;
  /** What it is, and what holds of it: styled by `map-style.ts`. */
  readonly classes: readonly string[];
  readonly data: { readonly [name: string]: string | number };
  /** Of nodes only. */
  readonly position?: Point;
}

/** Up to so many edges all carry their name; beyond it, those in the focus of attention do. */
const namedEdgesMost = 14;

/** Letters in a line of a caption. */
const captionLength = 15;

/** The drawing of a view. */
export function elementsOf(
  view: View,
  placement: Placement,
  isEveryStepNamed: boolean,
  trace: readonly string[],
): readonly DrawnElement[] {
  const captions = captionsOf(view);
  const steps = stepsByCell(view);
  const edges = foldEdges(view.edges);
  const layerOf = new Map(view.cells.map(({ key, x }) => [key, x]));
  const isNamed = isEveryStepNamed || edges.length <= namedEdgesMost;
  return [
    // Nodes first: an edge is added between nodes that are there.
    ...view.cells.flatMap((cell) => {
      const at = placement.places[cell.key] ?? { x: 0, y: 0 };
      const caption = captions.get(cell.key) ?? [];
      return cellElements(cell, at, caption, steps.get(cell.key) ?? []);
    }),
    ...edges.map((edge) => edgeElement(edge, layerOf, isNamed)),
    ...pathElements(view, trace, layerOf),
  ];
}

/** The identity of a cell on the drawing. */
export function cellId(key: CellKey): string {
  return `cell ${key}`;
}

/** The diameter of a cell: its area grows with the logarithm of its states. */
export function diameter(states: number): number {
  return Math.round(Math.sqrt(1_600 + 330 * Math.log2(Math.max(states, 1))));
}

function cellElements(
  cell: Cell,
  at: Point,
  caption: readonly string[],
  steps: readonly number[],
): readonly DrawnElement[] {
  const size = diameter(cell.states);
  const radius = size / 2;
  const isViolated = violatedIn(cell).length > 0;
  const circle: DrawnElement = {
    id: cellId(cell.key),
    classes: [
      'cell',
      ...(cell.open > 0 ? ['open'] : []),
      ...(cell.marks.some(({ kind }) => kind === 'initial') ? ['initial'] : []),
      ...(isViolated ? ['violated'] : []),
      ...(steps.length > 0 ? ['onPath'] : []),
    ],
    data: { cell: cell.key, text: innerText(cell), size, hole: size - 11, openShare: share(cell) },
    position: at,
  };
  const below: DrawnElement = {
    id: `caption ${cell.key}`,
    classes: ['caption'],
    data: {
      cell: cell.key,
      text: caption.map((line) => breakAtCommas(line, captionLength)).join('\n'),
    },
    position: { x: at.x, y: at.y + radius + 5 },
  };
  return [circle, below, ...badges(cell, at, radius, steps)];
}

/** The arc of the ring in percent; a single open state is still to be seen. */
function share({ states, open }: Cell): number {
  return open === 0 ? 0 : Math.max(6, Math.round((100 * open) / states));
}

function badges(cell: Cell, at: Point, radius: number, steps: readonly number[]): DrawnElement[] {
  const corner = radius * 0.74;
  const badge = (kind: string, text: string, x: number, y: number): DrawnElement => ({
    id: `${kind} ${cell.key}`,
    classes: ['badge', kind],
    data: { cell: cell.key, text, width: Math.round(9 + 6.4 * [...text].length) },
    position: { x: at.x + x, y: at.y + y },
  });
  const fenced = cell.marks.reduce(
    (sum, mark) => sum + (mark.kind === 'fenced' ? mark.steps : 0),
    0,
  );
  const violated = violatedIn(cell);
  const wrong = violated.length > 1 ? `${violated.length} properties` : shortName(violated[0]);
  return [
    ...(steps.length > 0 ? [badge('steps', stepsText(steps), -corner, -corner)] : []),
    ...(cell.open > 0
      ? [badge('openCount', `${glyphs.open} ${count(cell.open)}`, corner + 6, -corner)]
      : []),
    ...(fenced > 0
      ? [badge('fencedCount', `${glyphs.fenced} ${count(fenced)}`, corner + 6, corner)]
      : []),
    ...(wrong ? [badge('wrong', `${glyphs.violated} ${wrong}`, 0, -radius - 15)] : []),
  ];
}

/** The last part of a key path, cut to the width of a cell's place. */
function shortName(property: string | undefined): string | undefined {
  const name = property?.split('.').at(-1);
  return name && name.length > 14 ? `${name.slice(0, 13)}…` : name;
}

type Layers = ReadonlyMap<CellKey, number>;

function edgeElement(edge: FoldedEdge, layers: Layers, isNamed: boolean): DrawnElement {
  return {
    id: edgeId(edge.from, edge.to),
    classes: ['edge', ...(isNamed ? ['named'] : [])],
    data: {
      source: cellId(edge.from),
      target: cellId(edge.to),
      from: edge.from,
      to: edge.to,
      text: edgeText(edge),
      width: 1 + Math.min(3, Math.log10(edge.count + 1)),
      bow: bow(edge.from, edge.to, layers),
    },
  };
}

/** The steps of the trace between different cells, each pair once with all that happened on it. */
function pathElements(view: View, trace: readonly string[], layers: Layers): DrawnElement[] {
  const texts = new Map<string, { from: CellKey; to: CellKey; lines: string[] }>();
  view.tracePath.forEach((to, step) => {
    const from = view.tracePath[step - 1];
    if (from === undefined || from === to) return;
    const id = edgeId(from, to);
    const path = texts.get(id) ?? { from, to, lines: [] };
    path.lines.push(`${step} ${actionName(trace[step - 1] ?? '')}`.trim());
    texts.set(id, path);
  });
  return [...texts].map(([id, { from, to, lines }]) => ({
    id: `path ${id}`,
    classes: ['path'],
    data: {
      source: cellId(from),
      target: cellId(to),
      from,
      to,
      text: lines.join('\n'),
      bow: bow(from, to, layers),
    },
  }));
}

/** How far an edge bends: more the more layers it passes, so that it goes around their cells. */
function bow(from: CellKey, to: CellKey, layers: Layers): number {
  const passed = Math.abs((layers.get(to) ?? 0) - (layers.get(from) ?? 0)) - 1;
  return passed <= 0 ? 14 : Math.min(90, 20 + 18 * passed);
}
