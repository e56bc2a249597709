/**
 * Where exploration stops although states are left. A bound that is hit makes verdicts `unknown`,
 * never `holds`.
 */
export interface Budget {
  /** No state is expanded any more once this many are kept. */
  readonly statesMax?: number;
  /** Counted in steps: initial states are at depth 0. States at this depth are not expanded. */
  readonly depthMax?: number;
  readonly timeMs?: number;
  /** Heap in use by the process that explores, where the host can tell it. */
  readonly memoryBytes?: number;
}
