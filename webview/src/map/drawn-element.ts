import type { Point } from './map-memory.ts';

/** One element of the drawing. */
export interface DrawnElement {
  readonly id: string;
  /** What it is, and what holds of it: styled by `map-style.ts`. */
  readonly classes: readonly string[];
  readonly data: { readonly [name: string]: string | number };
  /** Of nodes only. */
  readonly position?: Point;
}
