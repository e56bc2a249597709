import type { Budget } from './budget.ts';
import type { Envelope } from './network.ts';
import type { Frozen } from './schema-values.ts';
import type { Statistics } from './statistics.ts';
import type { SystemEvent } from './system-event.ts';

export type { SystemEvent } from './system-event.ts';

/** A place in a source file. */
export interface SourceLocation {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** A piece of a source file; the end is the place after its last character. */
export interface CodeRange extends SourceLocation {
  readonly endLine: number;
  readonly endColumn: number;
}

/** One step of a trace. */
export interface TraceStep<S> {
  /**
   * Key path of the action or of the handler that took the step: `actions.prepare`,
   * `actors.rms.1.on.decide`. Where no code runs, of the declaration that lets it happen:
   * `network.lose`, `faults.crashes`.
   */
  readonly by: string;
  /** Of a system: the envelope, `{ actor, timer }` or `{ actor }`. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Of a system only. */
  readonly event?: SystemEvent;
  /** Of a system: what the turn sent, in this order. */
  readonly sent?: readonly Envelope<unknown>[];
  readonly choices: readonly unknown[];
  readonly state: Frozen<S>;
  readonly at?: SourceLocation;
}

/** A finite, replayable beginning of a behaviour. */
export interface Trace<S> {
  readonly init: Frozen<S>;
  readonly steps: readonly TraceStep<S>[];
  /** For a liveness counterexample: the index of the step to which the lasso returns. */
  readonly loopsTo?: number;
}

/** Why something is not known. The codes are those of the editor and of the JSON output. */
export type UnknownReason =
  | {
      readonly code: 'frontier';
      readonly bound: keyof Budget | 'stopped' | 'error';
      readonly states: number;
    }
  | { readonly code: 'fence'; readonly states: number }
  | { readonly code: 'precision'; readonly note: string }
  | { readonly code: 'notChecked'; readonly note: string };

/** What is known of one property. */
export type Verdict<S> =
  /** Of an exhausted exploration only. */
  | { readonly kind: 'holds' }
  | {
      readonly kind: 'violated';
      readonly counterexample: Trace<S>;
      /** Why, where the trace alone does not tell: of a history, which answer has no place. */
      readonly reason?: string;
    }
  /** For `sometimes`: such a state is reachable. */
  | { readonly kind: 'seen'; readonly witness: Trace<S> }
  /** For `sometimes`, of an exhausted exploration only. */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'unknown'; readonly reasons: readonly UnknownReason[] };

/** The code of a kind of model error; the documentation has a section for each. */
export type ModelErrorCode =
  | 'EVT201'
  | 'EVT202'
  | 'EVT203'
  | 'EVT204'
  | 'EVT205'
  | 'EVT206'
  | 'EVT207'
  | 'EVT208'
  | 'EVT209'
  | 'EVT210'
  | 'EVT211'
  | 'EVT212'
  | 'EVT214'
  | 'EVT501';

/** Something in the model that keeps a part of it from being explored. */
export interface ModelErrorReport<S = unknown> {
  readonly code: ModelErrorCode;
  /** Key path of the function or declaration, such as `actions.tmCommit.next`. */
  readonly keyPath: string;
  /** One sentence that stands alone: what happened, where, what to try next. */
  readonly message: string;
  /** The way to the state in which it happened, and the step that failed as its last `by`. */
  readonly trace?: Trace<S>;
  /** The stack of the exception, as V8 printed it, where there was one. */
  readonly stack?: string;
}

/** What happened with one action. */
export interface ActionCount {
  /** Steps taken, repeats included. */
  readonly fired: number;
  /** Expanded states in which some combination of parameters and choices gave a step. */
  readonly states: number;
}

/** What is known after an exploration. */
export interface Report<S> {
  /** Every reachable state was expanded: no bound was hit, nothing was stopped, no model error. */
  readonly exhausted: boolean;
  readonly distinctStates: number;
  /** Initial states plus every successor produced, repeats included. */
  readonly generatedStates: number;
  /** Greatest shortest distance from an initial state, in steps. */
  readonly diameter: number;
  /** States kept and not expanded. */
  readonly frontier: number;
  /** Successors outside `within`. Zero for a model without a fence. */
  readonly fenced: number;
  /** States without any step. */
  readonly terminalStates: number;
  /** The bound that ended the exploration; absent when there was none. */
  readonly stopped?: keyof Budget | 'stopped' | 'error';
  /** Whether states were counted as classes under the declared symmetry. */
  readonly symmetry: boolean;
  /** The budget in force: the model's own, changed by the options of the run. */
  readonly budget: Budget;
  /** By key path, such as `always.consistent`. */
  readonly verdicts: ReadonlyMap<string, Verdict<S>>;
  /** By key path, such as `actions.prepare`. */
  readonly actions: ReadonlyMap<string, ActionCount>;
  /** What was counted on the way. */
  readonly statistics: Statistics;
  /** First of its kind for each key path. */
  readonly errors: readonly ModelErrorReport<S>[];
  /** What was approximated or refused, in sentences. */
  readonly notes: readonly string[];
}
