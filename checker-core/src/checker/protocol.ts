/**
 * What a front end (the command line, the language server) and a checker say to each other.
 * All messages are plain JSON; each carries the number of the run to which it belongs, and a
 * receiver drops what is older than the newest run it knows.
 */
import type {
  CellDetails,
  CellKey,
  ConditionOfCell,
  GoalOfStates,
  Gone,
  TooLarge,
  View,
  ViewRequest,
  WhyNot,
} from '../coverage/view.ts';
import type { SeekLimits } from '../engine/seek.ts';
import type { Bundle } from '../load/bundle.ts';
import type { Budget } from '../model/budget.ts';
import type { Engine, Progress, Search } from '../model/check-options.ts';
import type { ModelErrorCode, SourceLocation } from '../model/report.ts';
import type {
  DirectiveReport,
  LoadFailure,
  ModelReport,
  PropertyReport,
  TraceReport,
} from '../report/model-report.ts';
import type { SoughtReport } from '../report/sought-report.ts';

/** How to check a file. */
export interface RunOptions {
  /** Names of exports; absent for all models of the file. */
  readonly models?: readonly string[];
  /** Stronger than the model's own budget. */
  readonly budget?: Budget;
  /** Weaker than the model's own budget. */
  readonly defaultBudget?: Budget;
  readonly search?: Search;
  readonly engine?: Engine;
  readonly symmetry?: boolean;
  /** Whether every turn runs twice. */
  readonly paranoid?: boolean;
  /** Whether the code that runs is watched; it is by default. */
  readonly coverage?: boolean;
  /** How many threads explore a model; one by default. The report is the same. */
  readonly workers?: number;
  /** A turn that runs longer is reported as endless. Default 2000. */
  readonly turnTimeoutMs?: number;
  /** Heap of the thread that runs the model, in MiB. Default 1024. */
  readonly heapMb?: number;
}

/** A model as it was found in a loaded file, before it is explored. */
export interface LoadedModel {
  readonly name: string;
  /** The `.define` call or the export that holds it. */
  readonly at?: SourceLocation;
  /** Key paths of all functions, in declaration order, with the start of each function. */
  readonly functions: readonly { readonly keyPath: string; readonly at?: SourceLocation }[];
  /** Key paths of the properties, in declaration order: `always.consistent`, `terminal`. */
  readonly properties: readonly string[];
  /** Key paths of the actions: `actions.rmPrepare`. */
  readonly actions: readonly string[];
}

/** A question about the states of the newest run. */
export type Question =
  | { readonly ask: 'view'; readonly model: string; readonly request: ViewRequest }
  | {
      /** States of a cell; why a cell was not reached; a trace to a state of it; its condition. */
      readonly ask: 'cell' | 'whyNot' | 'trace' | 'condition';
      readonly model: string;
      readonly groupBy: readonly string[];
      readonly cell: string;
    };

/** How to go on with the states of a run. */
export type Extension =
  /** All of them, under another budget. */
  | { readonly budget: Budget }
  /** Only the open states of one cell of the map, once. */
  | { readonly groupBy: readonly string[]; readonly cell: string }
  /** Those on the way to something that is looked for; to the end if it is nowhere. */
  | { readonly search: SearchGoal; readonly limits?: SeekLimits };

/** What can be looked for: states, a `sometimes` property, a state in which an action is enabled. */
export type SearchGoal = GoalOfStates | { readonly property: string } | { readonly action: string };

/** A trace to a state of a cell. */
export interface CellTrace {
  readonly kind: 'trace';
  readonly key: CellKey;
  /** Absent where the cell was not reached. */
  readonly trace?: TraceReport;
}

/** The answer to a question. */
export type Answer = View | TooLarge | CellDetails | WhyNot | CellTrace | ConditionOfCell | Gone;

/** Front end to checker. */
export type ToChecker =
  /** A run may follow soon, with this heap and with these packages: get ready for it. */
  | { readonly kind: 'prepare'; readonly heapMb: number; readonly preloads: readonly string[] }
  | {
      readonly kind: 'run';
      readonly run: number;
      readonly bundle: Bundle;
      readonly options: RunOptions;
    }
  /**
   * The bundle differs from that of the run `of` in functions of properties only: judge its states
   * by them, as a run of its own.
   */
  | {
      readonly kind: 'rejudge';
      readonly run: number;
      readonly of: number;
      readonly bundle: Bundle;
    }
  /** Go on with the states of one model of the run `of`, as a run of its own. */
  | {
      readonly kind: 'extend';
      readonly run: number;
      readonly of: number;
      readonly model: string;
      readonly by: Extension;
    }
  | { readonly kind: 'stop'; readonly run: number }
  | {
      readonly kind: 'ask';
      readonly id: number;
      readonly run: number;
      readonly question: Question;
    };

/** Checker to front end. */
export type FromChecker =
  | {
      readonly kind: 'loaded';
      readonly run: number;
      readonly models: readonly LoadedModel[];
      /** Comments in the sources that are meant to answer the report, and do not. */
      readonly directives: readonly DirectiveReport[];
    }
  | { readonly kind: 'loadFailed'; readonly run: number; readonly failure: LoadFailure }
  | { readonly kind: 'started'; readonly run: number; readonly model: string }
  | {
      readonly kind: 'progress';
      readonly run: number;
      readonly model: string;
      readonly progress: Progress;
    }
  /** A violation or something seen, at once; every other verdict comes with `finished`. */
  | {
      readonly kind: 'verdict';
      readonly run: number;
      readonly model: string;
      readonly property: string;
      readonly report: PropertyReport;
    }
  | { readonly kind: 'finished'; readonly run: number; readonly report: ModelReport }
  /** What came of a search; told before `finished`. */
  | { readonly kind: 'sought'; readonly run: number; readonly sought: SoughtReport }
  /** Instead of anything else about such a run: only a new run can tell. */
  | { readonly kind: 'notRejudged'; readonly run: number }
  /** Instead of anything else about such a run: the states are gone, or cannot be extended. */
  | { readonly kind: 'notExtended'; readonly run: number; readonly reason: string }
  /** Output of user code: the first 100 lines of a run, then a count at the end. */
  | { readonly kind: 'output'; readonly run: number; readonly text: string }
  /** All models of the run are finished. The checker now answers questions about them. */
  | {
      readonly kind: 'done';
      readonly run: number;
      /** What the whole process takes while it is kept for the answers, so that it can be bounded. */
      readonly memoryBytes?: number;
    }
  /** The run ended before its end: an endless turn, memory, a process that died. */
  | { readonly kind: 'died'; readonly run: number; readonly death: Death }
  | {
      readonly kind: 'answer';
      readonly id: number;
      readonly answer: Answer;
      /** What the whole process takes now, where it keeps more for later answers than before. */
      readonly memoryBytes?: number;
    }
  | { readonly kind: 'refused'; readonly id: number; readonly reason: string };

/** Whether nothing more is said about a run after this. */
export function endsRun({ kind }: FromChecker): boolean {
  return ['done', 'loadFailed', 'notRejudged', 'notExtended', 'died'].includes(kind);
}

/** How a run came to an end before its time. */
export interface Death {
  readonly code: ModelErrorCode;
  /** The model that was being explored; absent while the file was still loading. */
  readonly model?: string;
  /** Key path of the turn that was running. */
  readonly keyPath?: string;
  readonly message: string;
  readonly at?: SourceLocation;
  readonly progress?: Progress;
}
