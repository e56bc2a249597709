/**
 * Problem: turn the checker's abstract places (columns along x, rows along y, by least depth) into
 * places on a drawing that can be read in the panel, and keep every known cell where it is.
 *
 * The checker does not know the panel. So several arrangements are tried: the checker's own; layers
 * broken into columns of so many rows, as a text is into lines; and the same with short layers
 * sharing a column. The one at which captions are shown largest wins, with a preference for those
 * that keep more of the checker's order. A panel that is taller than wide has its layers from top
 * to bottom. Where captions would be too small to read, cells stand closer together without them, if
 * that makes the numbers in the cells readable. Invariant: in a grouping that was placed before, known cells stay, and a new one takes
 * a free place of its layer. Cost: cells × longest layer.
 */
import type { Cell, CellKey, View } from 'everyturn/internal/coverage/view';
import type { PlacedLayer, Placement, Point } from './map-memory.ts';

/** The size of the drawing area in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Layers are this much further apart than the columns of one layer, in columns. */
const gap = 0.3;

/** Every second column of a layer is lower by this, so that steps pass between its cells. */
const stagger = 0.5;

/** Places the cells of a view, whose captions are given, next to what was placed before. */
export function place(
  view: View,
  captions: ReadonlyMap<CellKey, string>,
  size: Size,
  before: Placement | undefined,
): Placement {
  const part = [view.within?.cell ?? '', view.isSingle ? 'one by one' : ''];
  const grouping = [...view.groupBy, ...part].join('\n');
  if (before?.grouping === grouping) return extend(before, view);
  const roomy = arrange(view, distances(captions), size);
  const dense = roomy.zoom < readableZoom ? arrange(view, withoutCaptions, size) : roomy;
  const hasCaptions = dense.zoom < readableZoom || dense === roomy;
  const { slots, ...arranged } = hasCaptions ? roomy : dense;
  const frame = { grouping, hasCaptions, ...arranged };
  const places = slots.map(({ key, column, row }) => [key, toPoint(column, row, frame)] as const);
  const { isTransposed, pitch, layers } = frame;
  return {
    grouping,
    isTransposed,
    hasCaptions,
    pitch,
    layers,
    places: Object.fromEntries(places),
  };
}

/** At less than this part of their own size, texts cannot be read. */
const readableZoom = 0.55;

/** The best arrangement at some distances, and the part of its own size at which it would be shown. */
function arrange(view: View, { across, down }: Distances, size: Size) {
  const isTransposed = size.height > size.width;
  const along = isTransposed ? { size: size.height, ...down } : { size: size.width, ...across };
  const beside = isTransposed ? { size: size.width, ...across } : { size: size.height, ...down };
  const { slots, layers, columns, rows } = bestArrangement(view, along, beside);
  const pitch = {
    column: clamp(along.size / columns, along),
    row: clamp(beside.size / rows, beside),
  };
  const zoom = Math.min(along.size / columns / pitch.column, beside.size / rows / pitch.row);
  return { isTransposed, slots, layers, pitch, zoom };
}

interface Distance {
  /** Captions of neighbours do not touch. */
  readonly least: number;
  /** Neighbours are seen to be neighbours. */
  readonly most: number;
}

/** Distances of neighbours across the panel and down. */
interface Distances {
  readonly across: Distance;
  readonly down: Distance;
}

/** For circles and their badges only. */
const withoutCaptions: Distances = {
  across: { least: 66, most: 120 },
  down: { least: 68, most: 110 },
};

/** Distances of cells in pixels, from the longest line and the greatest number of lines. */
function distances(captions: ReadonlyMap<CellKey, string>): Distances {
  const lines = [...captions.values()].map((caption) => caption.split('\n'));
  const letters = Math.max(0, ...lines.flat().map((line) => line.length));
  const height = Math.max(1, ...lines.map(({ length }) => length));
  const across = clamp(14 + 6.4 * letters, { least: 76, most: 120 });
  const down = clamp(72 + 13 * height, { least: 92, most: 150 });
  return { across: { least: across, most: 175 }, down: { least: down, most: 155 } };
}

/** Short layers share a column up to so many rows. */
const sharedRowsMost = 16;

/** Which column and row each cell takes. */
interface Arrangement {
  readonly slots: readonly {
    readonly key: CellKey;
    readonly column: number;
    readonly row: number;
  }[];
  readonly layers: readonly PlacedLayer[];
  /** How much larger another one would have to be shown to be taken instead. */
  readonly preference: number;
}

interface Room extends Distance {
  readonly size: number;
}

function bestArrangement(view: View, along: Room, beside: Room) {
  const layers = layersOf(view);
  const longest = Math.max(1, ...layers.map(({ cells }) => cells.length));
  const single = layers.map((layer) => [layer]);
  const candidates = [asGiven(view, layers)];
  for (let rows = Math.max(longest, sharedRowsMost); rows >= 1; rows--) {
    if (rows <= longest) candidates.push(inColumns(single, rows, 1));
    candidates.push(inColumns(mergeShort(layers, rows), rows, 0.9));
  }
  const measured = candidates.map((candidate) => {
    const columns = span(candidate.slots.map(({ column }) => column)) + 1;
    const rows = span(candidate.slots.map(({ row }) => row)) + 1;
    const fit = Math.min(along.size / columns / along.least, beside.size / rows / beside.least);
    return { ...candidate, columns, rows, score: Math.min(1, fit) * candidate.preference };
  });
  return measured.reduce((best, other) => (other.score > best.score ? other : best));
}

interface Layer {
  readonly depth: number;
  readonly cells: readonly Cell[];
}

function layersOf(view: View): readonly Layer[] {
  const layers = new Map<number, Cell[]>();
  for (const cell of view.cells) {
    const [depth] = cell.depth;
    layers.set(depth, [...(layers.get(depth) ?? []), cell]);
  }
  return [...layers]
    .map(([depth, cells]) => ({ depth, cells: cells.sort((a, b) => a.y - b.y || a.x - b.x) }))
    .sort((a, b) => a.depth - b.depth);
}

/** The checker's own places. */
function asGiven(view: View, layers: readonly Layer[]): Arrangement {
  return {
    slots: view.cells.map(({ key, x, y }) => ({ key, column: x, row: y })),
    layers: layers.map(({ depth, cells }) => {
      const columns = cells.map(({ x }) => x);
      return { depth, first: Math.min(...columns), columns: span(columns) + 1 };
    }),
    preference: 1.15,
  };
}

/** Neighbouring layers together, while all their cells fit into one column. */
function mergeShort(layers: readonly Layer[], rows: number): readonly (readonly Layer[])[] {
  const groups: Layer[][] = [];
  for (const layer of layers) {
    const group = groups.at(-1);
    const cells = [...(group ?? []), layer].reduce((sum, { cells }) => sum + cells.length, 0);
    if (group && cells <= rows) group.push(layer);
    else groups.push([layer]);
  }
  return groups;
}

/** Each group of layers in as many columns as it needs, line by line. */
function inColumns(
  groups: readonly (readonly Layer[])[],
  rows: number,
  preference: number,
): Arrangement {
  const slots: { key: CellKey; column: number; row: number }[] = [];
  const layers: PlacedLayer[] = [];
  let first = 0;
  for (const group of groups) {
    const cells = group.flatMap(({ cells }) => cells);
    const columns = Math.ceil(cells.length / rows);
    const length = Math.ceil(cells.length / columns);
    cells.forEach(({ key }, index) => {
      const column = index % columns;
      const row = Math.floor(index / columns) - (length - 1) / 2 + (column % 2) * stagger;
      slots.push({ key, column: first + column, row });
    });
    for (const { depth } of group) layers.push({ depth, first, columns });
    first += columns + gap;
  }
  return { slots, layers, preference };
}

type Frame = Pick<Placement, 'pitch' | 'isTransposed'>;

function toPoint(column: number, row: number, { pitch, isTransposed }: Frame): Point {
  const along = Math.round(column * pitch.column);
  const beside = Math.round(row * pitch.row);
  return isTransposed ? { x: beside, y: along } : { x: along, y: beside };
}

/** Known cells stay; new ones take free places of their layer. */
function extend(before: Placement, view: View): Placement {
  const places: Record<CellKey, Point> = { ...before.places };
  const layers = [...before.layers];
  for (const cell of view.cells) {
    if (Object.hasOwn(places, cell.key)) continue;
    places[cell.key] = freePlace(layerFor(cell, layers), before, Object.values(places));
  }
  return view.cells.every(({ key }) => Object.hasOwn(before.places, key))
    ? before
    : { ...before, layers, places };
}

/** The layer of a cell; a deeper one than any goes behind the last, others to the one before. */
function layerFor(cell: Cell, layers: PlacedLayer[]): PlacedLayer {
  const [depth] = cell.depth;
  const last = layers.at(-1);
  const known = layers.findLast((layer) => layer.depth <= depth) ?? layers[0];
  if (known && (known.depth === depth || known !== last)) return known;
  const first = last ? last.first + last.columns + gap : 0;
  const added = { depth, first, columns: 1 };
  layers.push(added);
  return added;
}

function freePlace(layer: PlacedLayer, frame: Frame, taken: readonly Point[]): Point {
  for (let away = 0; ; away++) {
    // Half a row further on each attempt, alternately above and below the middle.
    const row = (away % 2 === 0 ? -1 : 1) * Math.ceil(away / 2) * stagger;
    for (let column = 0; column < layer.columns; column++) {
      const point = toPoint(layer.first + column, row, frame);
      if (taken.every((other) => isApart(point, other, frame))) return point;
    }
  }
}

/** Whether two cells are a column or a row apart, but for rounding. */
function isApart(a: Point, b: Point, { pitch, isTransposed }: Frame): boolean {
  const [x, y] = isTransposed ? [pitch.row, pitch.column] : [pitch.column, pitch.row];
  return Math.abs(a.x - b.x) >= 0.9 * x || Math.abs(a.y - b.y) >= 0.9 * y;
}

function span(values: readonly number[]): number {
  return values.length === 0 ? 0 : Math.max(...values) - Math.min(...values);
}

function clamp(value: number, { least, most }: Distance): number {
  return Math.min(Math.max(value, least), most);
}
