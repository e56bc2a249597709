import type { SourceLocation } from '../model/report.ts';

/** A write that a turn made to its draft. */
export interface Write {
  /** Keys from the state's root; an element of a set or a map key is a value, not a name. */
  readonly path: readonly unknown[];
  readonly before: unknown;
  readonly after: unknown;
  /** The place in the model's source, where the stack could be mapped. */
  readonly at?: SourceLocation;
}

/** Where a trace happened in the source, found by replaying it. */
export interface Explanation {
  readonly initAt?: SourceLocation;
  /** For each step: its breaking write, else its last write, else the function that ran. */
  readonly stepAt: readonly (SourceLocation | undefined)[];
  /** What made the property false; absent for a witness. `step` is 0 for `init`. */
  readonly brokenBy?: {
    readonly step: number;
    readonly at: SourceLocation;
    readonly write?: Write;
  };
}
