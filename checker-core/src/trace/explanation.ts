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

/** An actor of the system that a trace is of. */
export interface ExplainedActor {
  readonly address: string;
  readonly role: string;
  /** Position among several actors of one role; absent for an actor that has its own. */
  readonly member?: number;
}

/** Who took part in a trace, and where it happened in the source, found by replaying it. */
export interface Explanation {
  /** Of a system, in the order of their roles. */
  readonly actors?: readonly ExplainedActor[];
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
