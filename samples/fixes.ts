/** How the broken samples are mended, each in one line. */

/** A change of one line that makes every property of a model hold. */
export interface Fix {
  /** The model that is checked. */
  readonly model: string;
  /** The name of its export. */
  readonly name: string;
  /** The file with the bug, which the model is or imports. */
  readonly file: string;
  /** The line as it stands, without its indentation. It occurs once. */
  readonly before: string;
  readonly after: string;
  /** Distinct states of the mended model. */
  readonly states: number;
}

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
