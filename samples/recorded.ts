import type { Checkable } from 'everyturn';

/** What is recorded of a sample: a trace is the text of its steps, each with parameters and choices. */
export interface Recorded {
  readonly name: string;
  readonly model: Checkable<unknown>;
  readonly states: number;
  readonly generated: number;
  readonly diameter: number;
  readonly verdicts: {
    readonly [keyPath: string]:
      | 'holds'
      | 'unreachable'
      | { readonly violated: readonly string[] }
      | { readonly seen: readonly string[] };
  };
}
