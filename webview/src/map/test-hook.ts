import type { CellKey } from 'everyturn/internal/coverage/view';
import type { Point } from './map-memory.ts';
import type { StateMap } from './state-map.ts';

/**
 * For tests only: where things are on the canvas, which a browser cannot be asked. The panel
 * itself never reads it.
 */
export interface MapTestHook {
  /** The middle of a cell in the window, in CSS pixels. */
  renderedPosition(cell: CellKey): Point | undefined;
  /** The diameter of a cell, in CSS pixels. */
  renderedSize(cell: CellKey): number | undefined;
  /** The caption that stands at a cell now. */
  shownCaption(cell: CellKey): string;
}

declare global {
  interface Window {
    __everyturnMap?: MapTestHook | undefined;
  }
}

/** Publishes the hook; returns what takes it away again. */
export function exposeTestHook(map: StateMap): () => void {
  window.__everyturnMap = {
    renderedPosition: (cell) => map.renderedPosition(cell),
    renderedSize: (cell) => map.renderedSize(cell),
    shownCaption: (cell) => map.shownCaption(cell),
  };
  return () => {
    window.__everyturnMap = undefined;
  };
}
