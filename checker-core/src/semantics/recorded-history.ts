/**
 * A concurrent history: for each caller its calls in their order.
 *
 * Of real time a history keeps what matters and no more: for each call, how many calls of every other
 * caller were completed when it was invoked. Two sequences of events that agree in this are the same
 * history. A caller without calls is the same as no caller.
 */
export interface RecordedHistory {
  readonly [caller: string]: RecordedCaller;
}

/** The calls of one caller, one after the other. */
export interface RecordedCaller {
  readonly completed: readonly CompletedCall[];
  /** The call that waits for its response, if there is one. */
  readonly pending: PendingCall | null;
}

/** A call that was invoked. */
export interface PendingCall {
  readonly operation: string;
  readonly input: unknown;
  /**
   * How many calls of each other caller were completed when this one was invoked. A caller that had
   * none may be left out; the caller of this call is not looked at.
   */
  readonly after: { readonly [caller: string]: number };
}

/** A call that was invoked and answered. */
export interface CompletedCall extends PendingCall {
  readonly output: unknown;
}
