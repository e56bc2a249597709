/**
 * A history whose edits keep what was undone before, so that redo brings back a stale text.
 *
 * What it shows: the same rules as in `undo-redo.model.ts`, held against a reducer that breaks them.
 *
 * What to try: the trace is three steps long. Do them by hand in an editor that you trust. Then mend
 * the case `edit`: its future has to be `[]`.
 */
import { editorWith } from './undo-redo.model.ts';
import { type History, type HistoryAction, historyReducer, undoLimit } from './undo-redo.ts';

function staleReducer<T>(history: History<T>, action: HistoryAction<T>): History<T> {
  if (action.type !== 'edit') return historyReducer(history, action);
  const { past, present, future } = history;
  return {
    past: [...past, present].slice(-undoLimit),
    present: action.to,
    future,
  };
}

export const undoRedoStale = editorWith(staleReducer);
