/** What the keeper of all states and the threads that expand them for it say to each other. */

import type { CodeNotes } from '../../coverage/code-watch.ts';
import type { Happened } from '../compiled/expansion-counts.ts';
import type { Candidates, Tally } from '../compiled/kernel/kernel.ts';
import type { BitLayout } from '../compiled/layout/bit-layout.ts';
import type { BlockedTimes } from '../compiled/memo/blocked-counts.ts';
import type { Tuning } from '../compiled/tuning.ts';

/** Keeper to expander. */
export type ToExpander =
  | {
      readonly kind: 'begin';
      readonly tuning: Tuning;
      /** Its one number changes whenever a function of the user begins. */
      readonly pulse: SharedArrayBuffer;
    }
  | Order;

/** States to expand, with whatever has changed since the last order. */
export interface Order {
  readonly kind: 'expand';
  /** Changes with the layout of the rows; nothing that was found before counts any more. */
  readonly epoch: number;
  readonly from: number;
  readonly to: number;
  /** New values of slots, in the order of their numbers. */
  readonly values: readonly NewValues[];
  readonly rows?: Int32Array;
  readonly layout?: BitLayout;
}

/** Values that a slot has had since the last order. */
export interface NewValues {
  readonly slot: number;
  readonly texts: readonly string[];
}

/** Expander to keeper. */
export type FromExpander = { readonly kind: 'ready' } | Expanded;

/** What came of an order. */
export interface Expanded extends Omit<Candidates, 'count'> {
  readonly kind: 'expanded';
  readonly epoch: number;
  readonly from: number;
  /** The first state that was not expanded: it needs what only the keeper may do. */
  readonly next: number;
  readonly tally: Tally;
  readonly happened: Happened;
  /** Which clauses of guards blocked, where that is counted. */
  readonly blocked?: BlockedTimes;
  /** States at which something was found that the keeper must look at. */
  readonly events: readonly number[];
  /** What code has run since the last time, where that is watched. */
  readonly ran?: CodeNotes;
}
