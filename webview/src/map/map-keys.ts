import type { Way } from './navigation.ts';

/** What a key does on the map. */
export type MapAct =
  | { readonly kind: 'go'; readonly way: Way }
  | { readonly kind: 'nextViolation' }
  | { readonly kind: 'nextOpen' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'nextGhost' }
  | { readonly kind: 'trace' }
  | { readonly kind: 'states' }
  | { readonly kind: 'extend' }
  | { readonly kind: 'select' }
  | { readonly kind: 'unselect' }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'fit' }
  | { readonly kind: 'help' };

/** The keys of the map, as the help lists them. */
export const mapKeys: readonly { readonly keys: string; readonly does: string }[] = [
  { keys: '← ↑ → ↓', does: 'to the next cell: along the steps, and within a layer' },
  { keys: 'Home', does: 'to the initial cell' },
  { keys: 'Enter', does: 'select the cell and show what is known of it' },
  { keys: 'Enter again', does: 'open the cell: tell its states apart by one field more' },
  { keys: 'O', does: 'show the states of the cell one by one, where they are at most 300' },
  { keys: 'Backspace', does: 'back out of the cell' },
  { keys: 'Escape', does: 'select nothing' },
  { keys: 'V', does: 'to the next cell with a violation' },
  { keys: 'F', does: 'to the next cell with states that were not expanded' },
  { keys: 'G', does: 'to the next declared cell that was not reached; Escape comes back' },
  { keys: 'T', does: 'trace to here: draw the turns that lead to the cell' },
  { keys: 'E', does: 'extend here: expand the states of the cell that were not expanded' },
  { keys: 'S', does: 'on a cell that was not reached: search for it from the open states' },
  { keys: '+ − 0', does: 'zoom in, out, and to the whole map' },
  { keys: '?', does: 'this list' },
];

/** The act of a key; arrows follow the direction in which the layers run on screen. */
export function actOf(key: string, isTransposed: boolean): MapAct | undefined {
  const way = (isTransposed ? waysDown : waysAcross).get(key);
  return way ? { kind: 'go', way } : acts.get(key.length === 1 ? key.toLowerCase() : key);
}

const waysAcross: ReadonlyMap<string, Way> = new Map(
  Object.entries({
    ArrowUp: 'previousInLayer',
    ArrowDown: 'nextInLayer',
    ArrowRight: 'follow',
    ArrowLeft: 'back',
    Home: 'initial',
  }),
);

const waysDown: ReadonlyMap<string, Way> = new Map(
  Object.entries({
    ArrowLeft: 'previousInLayer',
    ArrowRight: 'nextInLayer',
    ArrowDown: 'follow',
    ArrowUp: 'back',
    Home: 'initial',
  }),
);

const acts: ReadonlyMap<string, MapAct> = new Map(
  Object.entries({
    v: { kind: 'nextViolation' },
    f: { kind: 'nextOpen' },
    g: { kind: 'nextGhost' },
    t: { kind: 'trace' },
    o: { kind: 'states' },
    e: { kind: 'extend' },
    Enter: { kind: 'select' },
    ' ': { kind: 'select' },
    Backspace: { kind: 'leave' },
    Escape: { kind: 'unselect' },
    '+': { kind: 'zoom', factor: 1.25 },
    '=': { kind: 'zoom', factor: 1.25 },
    '-': { kind: 'zoom', factor: 0.8 },
    '−': { kind: 'zoom', factor: 0.8 },
    '0': { kind: 'fit' },
    '?': { kind: 'help' },
  }),
);
