import type { Change } from './load-changed.ts';

/** A change of one line after which every property of a broken sample holds. */
export interface Fix extends Change {
  /** Distinct states of the mended model. */
  readonly states: number;
}

/** How the broken samples are mended. */
export const fixes: readonly Fix[] = [
  {
    model: 'two-phase/two-phase-forgetful.ts',
    name: 'twoPhaseForgetful',
    file: 'two-phase/two-phase-forgetful.ts',
    before: "when: (s, { rm }) => s.rms[rm] === 'working' || s.rms[rm] === 'prepared',",
    after: "when: (s, { rm }) => s.rms[rm] === 'working',",
    states: 288,
  },
  {
    model: 'order/order.model.ts',
    name: 'orderLife',
    file: 'order/order.ts',
    before: "order.status = 'paid';",
    after: "if (order.status === 'awaitingPayment') order.status = 'paid';",
    states: 19,
  },
  {
    model: 'undo-redo/undo-redo-stale.ts',
    name: 'undoRedoStale',
    file: 'undo-redo/undo-redo-stale.ts',
    before: 'future,',
    after: 'future: [],',
    states: 309,
  },
];
