/**
 * Every way to edit, undo and redo, up to the limit of the history.
 *
 * What it shows: a reducer as it is used in any React or Redux application, checked as it stands. A
 * model is the result of an ordinary function, so that two reducers can be held against the same
 * rules: `undo-redo-stale.ts` does that with a wrong one.
 *
 * What to try: take `.slice(-undoLimit)` out of the reducer, save it, and see which rule tells. Then
 * add a fourth text, and watch the number of states grow.
 */
import { isDeepStrictEqual } from 'node:util';
import { machine } from 'everyturn';
import * as z from 'zod';
import { type History, type HistoryAction, historyReducer, undoLimit } from './undo-redo.ts';

const Text = z.enum(['empty', 'draft', 'final']);
type Text = z.output<typeof Text>;
type Reducer = (history: History<Text>, action: HistoryAction<Text>) => History<Text>;

/** One edit more than can be undone: enough for the limit to matter. */
const editsMax = undoLimit + 1;

/** A user at an editor with this reducer. */
export const editorWith = (reduce: Reducer) =>
  machine({
    state: z.object({
      history: z.object({
        past: z.array(Text).max(editsMax).readonly(),
        present: Text,
        future: z.array(Text).max(editsMax).readonly(),
      }),
      // Not a part of the application: what the user did, for a bound and a rule below.
      edits: z.int().min(0).max(editsMax),
      last: z.enum(['nothing', 'edit', 'undo', 'redo']),
    }),
  }).define({
    init: () => ({
      history: { past: [], present: 'empty', future: [] },
      edits: 0,
      last: 'nothing',
    }),

    actions: {
      edit: {
        params: { to: Text },
        when: (s, { to }) => s.edits < editsMax && to !== s.history.present,
        next: (s, { to }) => {
          s.history = reduce(s.history, { type: 'edit', to });
          s.edits += 1;
          s.last = 'edit';
        },
      },
      undo: {
        when: (s) => s.history.past.length > 0,
        next: (s) => {
          s.history = reduce(s.history, { type: 'undo' });
          s.last = 'undo';
        },
      },
      redo: {
        when: (s) => s.history.future.length > 0,
        next: (s) => {
          s.history = reduce(s.history, { type: 'redo' });
          s.last = 'redo';
        },
      },
    },

    always: {
      // After a new edit, what was undone before is gone: redo must not bring it back.
      editLeavesNothingToRedo: (s) => s.last !== 'edit' || s.history.future.length === 0,
      // Rules may call the code as well: what happens if the user now undoes, and then redoes?
      redoTakesUndoBack: ({ history }) => {
        if (history.past.length === 0) return true;
        const undone = reduce(history, { type: 'undo' });
        return isDeepStrictEqual(reduce(undone, { type: 'redo' }), history);
      },
      limited: ({ history }) => history.past.length <= undoLimit,
    },
    sometimes: {
      canRedoAll: ({ history }) => history.future.length === undoLimit,
    },
  });

export const undoRedo = editorWith(historyReducer);
