import type { SourceLocation } from 'everyturn';
import type { Extension } from 'everyturn/internal/checker/protocol';
import type { CellKey } from 'everyturn/internal/coverage/view';
import type { MapMemory } from '../map/map-memory.ts';
import type { FromPanel, Tab, ToPanel } from '../messages/index.ts';
import type { PanelState, Selection, StepsLook } from './panel-state.ts';

/** What can happen to the panel: a message of the host, or something that a person did. */
export type PanelEvent =
  | { readonly kind: 'received'; readonly message: ToPanel; readonly memory: unknown }
  | { readonly kind: 'tabChosen'; readonly tab: Tab }
  /** Without fields: back to the default grouping. */
  | { readonly kind: 'grouped'; readonly groupBy: readonly string[] | undefined }
  /** The states of one cell are told apart further, or drawn one by one. */
  | { readonly kind: 'cellOpened'; readonly cell: CellKey; readonly isOneByOne?: true }
  /** All states are drawn one by one. */
  | { readonly kind: 'statesOpened' }
  /** Back out of cells, so that so many of them stay open. */
  | { readonly kind: 'cellsLeft'; readonly open: number }
  | { readonly kind: 'traceChosen'; readonly trace: string }
  /** The trace is no longer drawn over the map. */
  | { readonly kind: 'pathHidden' }
  | { readonly kind: 'stepChosen'; readonly step: number }
  | { readonly kind: 'stepsLookChosen'; readonly look: StepsLook }
  | { readonly kind: 'selected'; readonly selection: Selection | undefined }
  /** The map of one field, and on it the cell of a value. */
  | { readonly kind: 'valueWanted'; readonly field: string; readonly text: string }
  | { readonly kind: 'matrixLookChosen'; readonly look: PanelState['matrixLook'] }
  /** The two fields of the matrix, by which the map is grouped then. */
  | { readonly kind: 'pairChosen'; readonly pair: readonly [string, string] }
  | { readonly kind: 'copyWanted'; readonly text: string }
  | { readonly kind: 'sourceWanted'; readonly at: SourceLocation }
  | { readonly kind: 'helpToggled' }
  /** What is known of the selection is shown beside the map, or no longer. */
  | { readonly kind: 'sideToggled' }
  | { readonly kind: 'mapMoved'; readonly map: MapMemory }
  /** A trace to a state of a cell of the map that is shown. */
  | { readonly kind: 'cellTraceWanted'; readonly cell: CellKey }
  /** A property for a cell of the map that is shown. */
  | {
      readonly kind: 'declarationWanted';
      readonly cell: CellKey;
      readonly as: 'possible' | 'impossible';
    }
  | { readonly kind: 'extensionWanted'; readonly by: Extension }
  | { readonly kind: 'checkWanted' }
  | { readonly kind: 'cancelWanted' };

/** A state, and what is to be said to the host because of the step into it. */
export interface Update {
  readonly state: PanelState;
  readonly posts: readonly FromPanel[];
}
