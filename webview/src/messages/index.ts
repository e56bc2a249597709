/**
 * What the panel and its host say to each other: plain JSON with a `kind`, validated on arrival.
 * The panel never computes a verdict; it draws what it is told and asks for more.
 */

import type { Progress, SourceLocation } from 'everyturn';
import type { CellTrace, Extension } from 'everyturn/internal/checker/protocol';
import type {
  CellDetails,
  Gone,
  TooLarge,
  View,
  ViewRequest,
  WhyNot,
} from 'everyturn/internal/coverage/view';
import type { ModelReport } from 'everyturn/internal/report/model-report';
import type { Raise } from 'everyturn/internal/report/raises';
import type { SoughtReport } from 'everyturn/internal/report/sought-report';

/** The tabs of the panel. */
export const tabs = ['map', 'trace', 'matrix', 'layers'] as const;

/** One of `tabs`. */
export type Tab = (typeof tabs)[number];

/**
 * How fresh the shown result is. `stale`: the source was edited since. `released`: the states are
 * gone, so the map cannot be asked for more until the model is checked again. `recorded`: a page
 * shows what was kept of a run, and nothing else can be done with it.
 */
export type Freshness = 'checking' | 'current' | 'stale' | 'released' | 'recorded';

/** Host to panel. */
export type ToPanel =
  | {
      readonly kind: 'model';
      readonly uri: string;
      readonly model: string;
      readonly freshness: Freshness;
      /** Absent until a first run is finished. */
      readonly report?: ModelReport;
      readonly progress?: Progress;
      /** Raised whenever the states behind the map changed, so that the panel asks anew. */
      readonly run: number;
      /** How the run can go on, where a bound has cut it. */
      readonly raises?: readonly Raise[];
    }
  /** Brings a tab, and a property's trace, to the front; without a tab the one that suits the trace. */
  | {
      readonly kind: 'focus';
      readonly tab?: Tab;
      readonly property?: string;
      readonly step?: number;
    }
  | { readonly kind: 'view'; readonly id: number; readonly view: View | TooLarge | Gone }
  | { readonly kind: 'cell'; readonly id: number; readonly cell: CellDetails | Gone }
  | { readonly kind: 'whyNot'; readonly id: number; readonly whyNot: WhyNot | Gone }
  | { readonly kind: 'trace'; readonly id: number; readonly trace: CellTrace | Gone }
  /** A property was put into the model, or could not be for this reason. */
  | { readonly kind: 'declared'; readonly id: number; readonly refused?: string }
  /** The run was gone on with, or could not be for this reason. */
  | {
      readonly kind: 'extended';
      readonly id: number;
      readonly refused?: string;
      /** Of a search: what came of it. */
      readonly sought?: SoughtReport;
    }
  | { readonly kind: 'refused'; readonly id: number; readonly reason: string };

/** Panel to host. */
export type FromPanel =
  | { readonly kind: 'ready' }
  | { readonly kind: 'askView'; readonly id: number; readonly request: ViewRequest }
  | {
      /** States of a cell; why a cell was not reached; a trace to a state of a cell. */
      readonly kind: 'askCell' | 'askWhyNot' | 'askTrace';
      readonly id: number;
      readonly groupBy: readonly string[];
      readonly cell: string;
    }
  /** Moves the editor to a place; `keepFocus` while stepping with the keyboard. */
  | { readonly kind: 'reveal'; readonly at: SourceLocation; readonly keepFocus: boolean }
  /** Put into the model that a cell must be possible, or never happens, and check. */
  | {
      readonly kind: 'declare';
      readonly id: number;
      readonly groupBy: readonly string[];
      readonly cell: string;
      readonly as: 'possible' | 'impossible';
    }
  /** Go on with the states of the run; answered when that is over. */
  | { readonly kind: 'extend'; readonly id: number; readonly by: Extension }
  /** Put a text on the clipboard. */
  | { readonly kind: 'copy'; readonly text: string }
  | { readonly kind: 'check' }
  | { readonly kind: 'cancel' };
