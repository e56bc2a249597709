import type { Checkable } from 'everyturn';

/** What is recorded of a sample: a trace is the text of its steps, each with parameters and choices. */
export interface Recorded {
  readonly name: string;
  readonly model: Checkable<unknown>;
  readonly states: number;
  readonly generated: number;
  readonly diameter: number;
  /** It has no end: what is recorded is what is known within its own bound. */
  readonly isBounded?: true;
  readonly verdicts: {
    readonly [keyPath: string]:
      | 'holds'
      | 'unreachable'
      | 'unknown'
      | { readonly violated: readonly string[] }
      | { readonly seen: readonly string[] };
  };
}
