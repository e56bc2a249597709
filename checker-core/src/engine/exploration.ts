import type { Watch } from '../coverage/code-watch.ts';
import type { Explored } from '../coverage/explored.ts';
import type { Budget } from '../model/budget.ts';
import type { Engine, Progress, Search } from '../model/check-options.ts';
import type { Definition } from '../model/definition.ts';
import type { Report, Trace, Verdict } from '../model/report.ts';
import type { Tuning } from './compiled/tuning.ts';
import type { FalseClause } from './false-clauses.ts';
import type { ThreadPort } from './parallel/thread-port.ts';
import type { Goal, SeekLimits, Sought, Way } from './seek.ts';

/** How to explore one model, and whom to tell on the way. */
export interface ExploreOptions {
  /** Stronger than the model's own budget. */
  readonly budget?: Budget;
  /** Weaker than the model's own budget. */
  readonly defaultBudget?: Budget;
  /** The order of the exploration; breadth-first by default. */
  readonly search?: Search;
  /** How states are explored; compiled by default. */
  readonly engine?: Engine;
  /** Other thresholds for the compiled engine, for its tests. */
  readonly tuning?: Partial<Tuning>;
  /** Whether declared symmetries are used; they are by default. */
  readonly symmetry?: boolean;
  /** Whether every state is expanded a second time on plain values, not a sample of them. */
  readonly paranoid?: boolean;
  /** How many threads explore, this one included; one by default. The report is the same. */
  readonly workers?: number;
  /** Starts another thread that serves this one, where the host can. */
  readonly recruit?: () => ThreadPort;
  /** Asked between states; true ends the exploration with a bounded result. */
  readonly shouldStop?: () => boolean;
  /** Bytes in use, typed arrays included, where the host can tell. */
  readonly heapBytes?: () => number;
  /** Called at most four times a second. */
  readonly onProgress?: (progress: Progress) => void;
  /** A violation or something seen, as soon as it is found. */
  readonly onVerdict?: (property: string, verdict: Verdict<unknown>) => void;
  /**
   * Called with the states when they begin to be kept, where the engine can tell of them while it
   * goes on: what they say then is true of that moment. They are not asked once it has ended.
   */
  readonly onStates?: (explored: Explored) => void;
  /** Called with its key path before a function of the user runs; it costs time, so keep it small. */
  readonly onTurn?: (keyPath: string) => void;
  /** Notes what the code of the model runs, where it tells. */
  readonly watch?: Watch;
}

/** A trace to a state that was reached. */
export interface StateTrace {
  readonly trace: Trace<unknown>;
  readonly states: readonly number[];
}

/** A finished exploration: what to report, and the states to ask about. */
export interface Exploration {
  readonly report: Report<unknown>;
  readonly explored: Explored;
  /** Bytes of the rows, the parents and the table of all states, where the engine keeps such. */
  readonly stateBytes?: number;
  /** Indices of the states on the trace of a violated or seen property; empty for any other. */
  traceStates(property: string): readonly number[];
  /** A shortest trace to a state by the parents that are known, and the indices of its states. */
  traceTo(state: number): StateTrace;
  /**
   * Goes on with the same states under another budget, and says what one search with that budget
   * would have said. What was known of this exploration is not asked any more after that.
   */
  extend(budget: Budget): Promise<Exploration>;
  /**
   * Expands those states of the frontier that are chosen, by index, and no others; says of all states
   * that were expanded so far what a breadth-first search of just those would have said. Absent where
   * the engine cannot. What was known of this exploration is not asked any more after that.
   */
  extendFrom?(isChosen: (state: number) => boolean): Promise<Exploration>;
  /** The guards that are false in a state, with the clauses that make them so, where that is watched. */
  falseClauses(state: number): readonly FalseClause[];
  /** Looks for something from the open states on; nothing that is known changes by that. */
  seek?(goal: Goal, limits: SeekLimits): Promise<Sought>;
  /** Expands the states of a way that was found, as `extendFrom` would. */
  take?(way: Way): Promise<Exploration>;
  /**
   * Judges the same states by the properties of a definition that differs in nothing else, and says
   * what a search would have said; undefined where only a search can tell. After that nothing more
   * can be asked of this exploration.
   */
  rejudge?(definition: Definition): Promise<Exploration | undefined>;
}
