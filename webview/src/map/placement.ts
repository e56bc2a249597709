/**
 * Problem: turn the checker's abstract places (layers along x, rows along y) into places on a
 * drawing that can be read in the panel, and keep every known cell where it is.
 *
 * A layer may be far longer than the panel is high while most of its width is free. So a long
 * layer is broken into several columns, as a text is into lines; of all lengths, the one is taken
 * at which the whole map is shown largest. A panel that is taller than wide has its layers from
 * top to bottom. Invariant: in a grouping that was placed before, known cells stay, and a new one
 * takes the free place of its layer next to the middle. Cost: at most (longest layer × layers) for
 * the choice of the length, linear in the cells for the rest.
 */
import type { Cell, CellKey, View } from 'everyturn/internal/coverage/view';
import type { PlacedLayer, Placement, Point } from './map-memory.ts';

/** The size of the drawing area in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Distances of cells at which captions are readable and do not touch; `most` keeps them related. */
const across = { least: 96, most: 170 };
const down = { least: 116, most: 150 };

/** Layers are this much further apart than the columns of one layer, in columns. */
const gap = 0.35;

/** Every second column of a layer is lower by this, so that steps pass between its cells. */
const stagger = 0.5;

/** Places the cells of a view, next to what was placed before. */
export function place(view: View, size: Size, before: Placement | undefined): Placement {
  const grouping = view.groupBy.join('\n');
  return before?.grouping === grouping ? extend(before, view) : placeAnew(grouping, view, size);
}

function placeAnew(grouping: string, view: View, size: Size): Placement {
  const isTransposed = size.height > size.width;
  const along = isTransposed ? { size: size.height, ...down } : { size: size.width, ...across };
  const beside = isTransposed ? { size: size.width, ...across } : { size: size.height, ...down };
  const layers = layersOf(view);
  const rows = bestRows(layers, along.size / along.least, beside.size / beside.least);
  const placed = columnsFor(layers, rows);
  const pitch = {
    column: clamp(along.size / columnCount(placed), along),
    row: clamp(beside.size / rowCount(placed, rows), beside),
  };
  const empty = { grouping, isTransposed, pitch, layers: placed, places: {} };
  return { ...empty, places: placesOf(layers, empty) };
}

interface Layer {
  readonly layer: number;
  readonly cells: readonly Cell[];
}

function layersOf(view: View): readonly Layer[] {
  const byLayer = new Map<number, Cell[]>();
  for (const cell of view.cells) byLayer.set(cell.x, [...(byLayer.get(cell.x) ?? []), cell]);
  return [...byLayer]
    .map(([layer, cells]) => ({ layer, cells: cells.sort((a, b) => a.y - b.y) }))
    .sort((a, b) => a.layer - b.layer);
}

/** The greatest number of rows at which the map is shown largest in a panel of such a size. */
function bestRows(layers: readonly Layer[], columnsFit: number, rowsFit: number): number {
  const longest = Math.max(1, ...layers.map(({ cells }) => cells.length));
  let best = { rows: longest, zoom: 0 };
  for (let rows = longest; rows >= 1; rows--) {
    const placed = columnsFor(layers, rows);
    const zoom = Math.min(1, columnsFit / columnCount(placed), rowsFit / rowCount(placed, rows));
    if (zoom > best.zoom) best = { rows, zoom };
  }
  return best.rows;
}

function columnsFor(layers: readonly Layer[], rows: number): readonly PlacedLayer[] {
  let first = 0;
  return layers.map(({ layer, cells }) => {
    const placed = { layer, first, columns: Math.ceil(cells.length / rows) };
    first += placed.columns + gap;
    return placed;
  });
}

function columnCount(placed: readonly PlacedLayer[]): number {
  const last = placed.at(-1);
  return last ? last.first + last.columns : 1;
}

function rowCount(placed: readonly PlacedLayer[], rows: number): number {
  return rows + (placed.some(({ columns }) => columns > 1) ? stagger : 0);
}

function placesOf(layers: readonly Layer[], placement: Placement): Record<CellKey, Point> {
  const places: Record<CellKey, Point> = {};
  const isBroken = placement.layers.some(({ columns }) => columns > 1);
  const rows = layers.flatMap(({ cells }) => cells.map(({ y }) => y));
  const middle = (Math.min(...rows) + Math.max(...rows)) / 2;
  layers.forEach(({ cells }, index) => {
    const { first = 0, columns = 1 } = placement.layers[index] ?? {};
    const length = Math.ceil(cells.length / columns);
    cells.forEach((cell, at) => {
      const column = at % columns;
      const row = Math.floor(at / columns) - (length - 1) / 2 + (column % 2) * stagger;
      // Unbroken layers keep the rows that the checker gave them.
      places[cell.key] = toPoint(first + column, isBroken ? row : cell.y - middle, placement);
    });
  });
  return places;
}

function toPoint(column: number, row: number, { pitch, isTransposed }: Placement): Point {
  const along = Math.round(column * pitch.column);
  const beside = Math.round(row * pitch.row);
  return isTransposed ? { x: beside, y: along } : { x: along, y: beside };
}

/** Known cells stay; new ones take free places of their layer. */
function extend(before: Placement, view: View): Placement {
  const places: Record<CellKey, Point> = { ...before.places };
  const layers = [...before.layers];
  const taken = new Set(Object.values(places).map(slotOf));
  for (const cell of view.cells) {
    if (Object.hasOwn(places, cell.key)) continue;
    const point = freePlace(layerFor(cell, layers), before, taken);
    places[cell.key] = point;
    taken.add(slotOf(point));
  }
  return { ...before, layers, places };
}

/** The layer of a cell; one that is new stands behind the last, or with the one before it. */
function layerFor(cell: Cell, layers: PlacedLayer[]): PlacedLayer {
  const shallower = layers.findLast(({ layer }) => layer <= cell.x);
  const last = layers.at(-1);
  if (shallower && (shallower.layer === cell.x || shallower !== last)) return shallower;
  const first = last ? last.first + last.columns + gap : 0;
  const added = { layer: cell.x, first, columns: 1 };
  layers.push(added);
  return added;
}

function freePlace(layer: PlacedLayer, placement: Placement, taken: ReadonlySet<string>): Point {
  for (let away = 0; ; away++) {
    // Half a row further on each attempt, alternately above and below the middle.
    const row = (away % 2 === 0 ? -1 : 1) * Math.ceil(away / 2) * stagger;
    for (let column = 0; column < layer.columns; column++) {
      const point = toPoint(layer.first + column, row, placement);
      if (isFree(point, taken)) return point;
    }
  }
}

const slotSize = 48;

/** Two places of one slot, or of slots side by side, would overlap. */
function slotOf({ x, y }: Point): string {
  return `${Math.round(x / slotSize)},${Math.round(y / slotSize)}`;
}

function isFree({ x, y }: Point, taken: ReadonlySet<string>): boolean {
  return [-slotSize, 0, slotSize].every((dx) =>
    [-slotSize, 0, slotSize].every((dy) => !taken.has(slotOf({ x: x + dx, y: y + dy }))),
  );
}

function clamp(value: number, { least, most }: { least: number; most: number }): number {
  return Math.min(Math.max(value, least), most);
}
