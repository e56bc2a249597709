import type { Cell, CellKey, View } from 'everyturn/internal/coverage/view';
import { violatedIn } from './cell-text.ts';

/** A way to go from a cell with the keyboard, along the layers or within one. */
export type Way = 'previousInLayer' | 'nextInLayer' | 'follow' | 'back' | 'initial';

/** The cell that a way leads to; the same cell where it leads nowhere. */
export function goFrom(view: View, key: CellKey | undefined, way: Way): CellKey | undefined {
  const cell = view.cells.find((candidate) => candidate.key === key);
  if (!cell || way === 'initial') return firstCell(view)?.key;
  switch (way) {
    case 'previousInLayer':
      return besides(view, cell, -1).key;
    case 'nextInLayer':
      return besides(view, cell, 1).key;
    case 'follow':
      return follow(view, cell).key;
    case 'back':
      return back(view, cell).key;
  }
}

/** The next cell after this one, in reading order and round, for which something is true. */
export function nextWhere(
  view: View,
  key: CellKey | undefined,
  isWanted: (cell: Cell) => boolean,
): CellKey | undefined {
  const cells = inReadingOrder(view);
  const start = cells.findIndex((cell) => cell.key === key) + 1;
  return [...cells.slice(start), ...cells.slice(0, start)].find(isWanted)?.key;
}

/** Whether a property is violated in a cell. */
export const isViolated = (cell: Cell): boolean => violatedIn(cell).length > 0;

/** Whether a cell has states that were not expanded. */
export const hasOpen = (cell: Cell): boolean => cell.open > 0;

/** Cells by layer, and within a layer by row: the order of the list for screen readers. */
export function inReadingOrder(view: View): readonly Cell[] {
  return [...view.cells].sort((a, b) => a.depth[0] - b.depth[0] || a.y - b.y || a.x - b.x);
}

function firstCell(view: View): Cell | undefined {
  const cells = inReadingOrder(view);
  return cells.find(({ marks }) => marks.some(({ kind }) => kind === 'initial')) ?? cells[0];
}

function besides(view: View, cell: Cell, rows: 1 | -1): Cell {
  const layer = inReadingOrder(view).filter(({ depth }) => depth[0] === cell.depth[0]);
  return layer[layer.indexOf(cell) + rows] ?? cell;
}

/** Along the step that is taken most often to a deeper layer, else to any other cell. */
function follow(view: View, cell: Cell): Cell {
  const targets = neighbours(view, cell, 'from', 'to');
  return targets.find(({ depth }) => depth[0] > cell.depth[0]) ?? targets[0] ?? cell;
}

/** Towards an initial state: to the shallowest cell from which a step leads here. */
function back(view: View, cell: Cell): Cell {
  const sources = neighbours(view, cell, 'to', 'from').filter(
    ({ depth }) => depth[0] < cell.depth[0],
  );
  return sources.sort((a, b) => a.depth[0] - b.depth[0])[0] ?? cell;
}

function neighbours(view: View, cell: Cell, here: 'from' | 'to', there: 'from' | 'to'): Cell[] {
  const counts = new Map<CellKey, number>();
  for (const edge of view.edges) {
    if (edge[here] !== cell.key || edge.from === edge.to) continue;
    counts.set(edge[there], (counts.get(edge[there]) ?? 0) + edge.count);
  }
  return view.cells
    .filter(({ key }) => counts.has(key))
    .sort((a, b) => (counts.get(b.key) ?? 0) - (counts.get(a.key) ?? 0));
}
