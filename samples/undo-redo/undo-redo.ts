/**
 * Undo and redo for any kind of document, as a reducer: the code that goes into the application.
 * `undo-redo.model.ts` checks it.
 */

export interface History<T> {
  /** Oldest first. */
  readonly past: readonly T[];
  readonly present: T;
  /** What redo brings back, next first. */
  readonly future: readonly T[];
}

export type HistoryAction<T> =
  | { readonly type: 'edit'; readonly to: T }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' };

/** How many edits can be undone. */
export const undoLimit = 3;

export function historyReducer<T>(history: History<T>, action: HistoryAction<T>): History<T> {
  const { past, present, future } = history;
  switch (action.type) {
    case 'edit':
      return { past: [...past, present].slice(-undoLimit), present: action.to, future: [] };
    case 'undo': {
      const before = past.at(-1);
      if (before === undefined) return history;
      return { past: past.slice(0, -1), present: before, future: [present, ...future] };
    }
    case 'redo': {
      const [after, ...rest] = future;
      if (after === undefined) return history;
      return { past: [...past, present], present: after, future: rest };
    }
  }
}
