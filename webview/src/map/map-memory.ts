import type { CellKey } from 'everyturn/internal/coverage/view';

/** A place on the drawing, in its own units (pixels at zoom 1). */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the cells of one grouping stand. */
export interface Placement {
  /** The fields of the grouping, joined: another grouping is placed anew. */
  readonly grouping: string;
  /** Whether layers run from top to bottom, for panels that are taller than wide. */
  readonly isTransposed: boolean;
  /** Whether there is room for captions: else only the cell in question has one. */
  readonly hasCaptions: boolean;
  /** Distance between columns of layers, and between the rows of a column. */
  readonly pitch: { readonly column: number; readonly row: number };
  readonly layers: readonly PlacedLayer[];
  readonly places: { readonly [cell: CellKey]: Point };
}

/** The columns of one layer: several where it is long, shared with others where it is short. */
export interface PlacedLayer {
  /** The least depth of its cells. */
  readonly depth: number;
  /** In columns; layers may stand a little apart, so this is not always a whole number. */
  readonly first: number;
  readonly columns: number;
}

/** What the map keeps for a reload. */
export interface MapMemory {
  readonly placement: Placement;
  readonly zoom: number;
  readonly pan: Point;
}
