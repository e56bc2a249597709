/**
 * The report of one model as plain JSON: what the CLI prints, the editor shows and CI reads.
 * Every front end gets the same object, and none computes a verdict of its own.
 */
import type { Budget } from '../model/budget.ts';
import type {
  ModelErrorCode,
  SourceLocation,
  SystemEvent,
  UnknownReason,
} from '../model/report.ts';
import type { FieldCount, FrontierCount, InstanceCount, LevelCount } from '../model/statistics.ts';
import type { CoverageReport } from './coverage-report.ts';

/** A state, or a part of one, as JSON: see `plain.ts` for sets, maps and the like. */
export type PlainValue =
  | null
  | boolean
  | number
  | string
  | readonly PlainValue[]
  | { readonly [key: string]: PlainValue };

/** One changed place of a state: a leaf, an element that came or went, a key. */
export interface Change {
  /** As a person would write it: `rms.rm1`, `decided`, `items[2].price`. */
  readonly path: string;
  readonly kind: 'changed' | 'added' | 'removed';
  /** Printed values, at most 60 characters; absent where there is none. */
  readonly before?: string;
  readonly after?: string;
}

/** A message on its way. */
export interface EnvelopeReport {
  readonly from: string;
  readonly to: string;
  readonly message: PlainValue;
}

/** One step of a trace, ready to be shown. */
export interface StepReport {
  /** Key path of the action or handler: `actions.rmPrepare`, `actors.tm.on.vote`. */
  readonly by: string;
  /** As text: `rmReceiveDecision(rm: 'rm2', choose: 'commit')`, `deliver(vote, rm1 → tm)`. */
  readonly label: string;
  /** Of a system only. */
  readonly event?: SystemEvent;
  /** Of a system: `from`, `to` and `message`, or `actor` and `timer`, or `actor`. */
  readonly params: { readonly [name: string]: PlainValue };
  readonly choices: readonly PlainValue[];
  /** Of a system: what the turn sent, in this order. */
  readonly sent?: readonly EnvelopeReport[];
  readonly state: PlainValue;
  readonly changes: readonly Change[];
  /** The statement of the breaking write, else of the last write, else of the function. */
  readonly at?: SourceLocation;
}

/** An actor that takes part in a trace. */
export interface ActorReport {
  readonly address: string;
  readonly role: string;
  /** Position among several actors of one role, from 0; absent for an actor that has its own. */
  readonly member?: number;
}

/** A trace, ready to be shown. */
export interface TraceReport {
  /** Of a system: its actors, in the order of their roles. */
  readonly actors?: readonly ActorReport[];
  readonly init: PlainValue;
  /** Where `init` stands. */
  readonly initAt?: SourceLocation;
  readonly steps: readonly StepReport[];
  /** For a liveness counterexample: the index of the step to which the lasso returns. */
  readonly loopsTo?: number;
}

/** The write after which a property became false and stayed so to the end of the turn. */
export interface BreakingWrite {
  readonly at: SourceLocation;
  /** Absent when the turn as a whole is to blame: nothing was written that matters. */
  readonly change?: Change;
  /** The step whose turn wrote it; 0 for `init`. */
  readonly step: number;
}

/** What is known of one property. */
export interface PropertyReport {
  readonly kind: 'holds' | 'violated' | 'seen' | 'unreachable' | 'unknown';
  /** The word for it, the same on every surface: see `words.ts`. */
  readonly word: string;
  /** The sentence that a person reads first, at most 160 characters, complete by itself. */
  readonly sentence: string;
  readonly at?: SourceLocation;
  readonly reasons?: readonly UnknownReason[];
  /** Why it is violated, where the trace alone does not tell: which answer of a history is wrong. */
  readonly reason?: string;
  /** Counterexample of a violation, witness of what was seen. */
  readonly trace?: TraceReport;
  readonly brokenBy?: BreakingWrite;
}

/** What happened with one action, and where it stands. */
export interface ActionReport {
  readonly fired: number;
  readonly states: number;
  readonly at?: SourceLocation;
}

/** What the source says to a part of its report. */
export interface SourceAnswer {
  readonly reason: string;
  /** Where the comment stands. */
  readonly at: SourceLocation;
}

/** One kind of unknown, with its address and the next step. */
export interface UnknownReport {
  readonly code: 'U1' | 'U2' | 'U3' | 'U4' | 'U5' | 'U6' | 'U7';
  readonly kind: 'frontier' | 'fence' | 'domain' | 'code' | 'precision' | 'induction' | 'reality';
  readonly states?: number;
  readonly reason: string;
  readonly next: string;
  readonly at?: SourceLocation;
  /** Present where the source accepts it: it is no reason to fail a build. */
  readonly accepted?: SourceAnswer;
}

/** A model error, ready to be shown. */
export interface ErrorReport {
  readonly code: ModelErrorCode;
  readonly keyPath: string;
  readonly message: string;
  readonly at?: SourceLocation;
  /** The way there; its last step is the one that failed, when it is a step that failed. */
  readonly trace?: TraceReport;
}

/** A finding: a green mark that might mean nothing. */
export interface FindingReport {
  readonly code: 'EVT301' | 'EVT302' | 'EVT304' | 'EVT305' | 'EVT306';
  readonly keyPath: string;
  readonly message: string;
  readonly at?: SourceLocation;
  /** Present where the source has it ignored. */
  readonly ignored?: SourceAnswer;
}

/** A comment that is meant to answer a report, and does not. */
export interface DirectiveReport {
  readonly code: 'EVT502';
  readonly message: string;
  readonly at: SourceLocation;
}

/** What was counted on the way, its values as JSON. */
export interface StatisticsReport {
  readonly instances: readonly (Omit<InstanceCount, 'params'> & {
    readonly params: { readonly [name: string]: PlainValue };
  })[];
  readonly fields: readonly (Omit<FieldCount, 'values'> & {
    readonly values: readonly { readonly value: PlainValue; readonly times: number }[];
  })[];
  readonly levels: readonly LevelCount[];
  readonly frontier: readonly FrontierCount[];
}

/** Everything known of one model after a run. */
export interface ModelReport {
  /** Path relative to the folder of the run, with forward slashes. */
  readonly file: string;
  /** The name of the export. */
  readonly name: string;
  readonly at?: SourceLocation;
  readonly exhausted: boolean;
  readonly distinctStates: number;
  readonly generatedStates: number;
  readonly diameter: number;
  readonly frontier: number;
  readonly fenced: number;
  readonly symmetry: boolean;
  readonly budget: Budget;
  readonly stopped?: keyof Budget | 'stopped' | 'error';
  /** One line about the whole model: `288 states, exhausted, diameter 10`. */
  readonly summary: string;
  readonly verdicts: { readonly [keyPath: string]: PropertyReport };
  readonly actions: { readonly [keyPath: string]: ActionReport };
  readonly statistics: StatisticsReport;
  /** Values, guards and code: what was seen of them. Absent in reports of models that did not run. */
  readonly coverage?: CoverageReport;
  readonly unknown: readonly UnknownReport[];
  readonly errors: readonly ErrorReport[];
  readonly findings: readonly FindingReport[];
}

/** What `everyturn check --json` prints. */
export interface RunReport {
  readonly schema: 1;
  readonly everyturn: string;
  readonly models: readonly ModelReport[];
  /** Files that could not be loaded at all. */
  readonly failures: readonly LoadFailure[];
  /** Comments in the sources that are meant to answer the report, and do not. */
  readonly directives: readonly DirectiveReport[];
  /** Files that were not reached because the run was stopped. */
  readonly notChecked: readonly string[];
  /** Seconds of wall time; the only part that differs between equal runs. */
  readonly timing?: { readonly seconds: number };
}

/** Why a file could not be checked at all. */
export interface LoadFailure {
  readonly code: 'EVT211' | 'EVT207' | 'EVT212' | 'EVT503';
  readonly file: string;
  /** `syntax`: the file does not parse, and TypeScript reports that already. */
  readonly cause: 'syntax' | 'import' | 'throws' | 'noModel' | 'missingEveryturn' | 'version';
  readonly message: string;
  readonly at?: SourceLocation;
}
