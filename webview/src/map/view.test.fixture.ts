import type { Cell, Edge, View } from 'everyturn/internal/coverage/view';

/** A cell of which only some things matter. */
export function cell(key: string, change: Partial<Cell> = {}): Cell {
  const depth = change.depth ?? [0, 0];
  return {
    key,
    label: [`at = ${key}`],
    states: 1,
    open: 0,
    depth,
    marks: [],
    x: depth[0],
    y: 0,
    inner: 0,
    actions: [],
    ...change,
  };
}

/** A view of these cells and edges. */
export function view(cells: readonly Cell[], edges: readonly Edge[] = []): View {
  return {
    kind: 'view',
    exhausted: true,
    states: cells.length,
    open: 0,
    groupBy: ['at'],
    fields: ['at'],
    cells,
    edges,
    layers: [],
    tracePath: [],
    unseen: { kind: 'untold', reason: 'at is not one of few declared values' },
  };
}

/** Layers of so many cells each. */
export function layered(sizes: readonly number[]): View {
  return view(
    sizes.flatMap((size, depth) =>
      Array.from({ length: size }, (_, row) =>
        cell(`${depth}.${row}`, { depth: [depth, depth], x: depth, y: row - (size - 1) / 2 }),
      ),
    ),
  );
}
