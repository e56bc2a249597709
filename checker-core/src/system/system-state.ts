import type { SystemEvent } from '../model/report.ts';
import type { Inbox } from '../network/medium.ts';
import type { RecordedHistory } from '../semantics/recorded-history.ts';

/**
 * The state of a system: plain data with a canonical value. It falls into parts of which most steps
 * change one or two: each actor with all that waits for it, each history, each budget of faults.
 */
export interface SystemState {
  /** In the order of their roles. */
  readonly actors: readonly ActorState[];
  /** Messages to addresses at which there is no actor. */
  readonly astray: Inbox;
  /** In the order of `recordingsOf`. */
  readonly histories: readonly RecordedHistory[];
  /** What is left of each budget that is a number. */
  readonly left: FaultsLeft;
}

/** What belongs to one actor. */
export interface ActorState {
  /** Durable and volatile fields, side by side. */
  readonly fields: unknown;
  readonly inbox: Inbox;
  /** Names of the timers that may fire. */
  readonly timers: ReadonlySet<string>;
  readonly crashed: boolean;
}

/** How often something may still go wrong; absent for what has no numeric budget. */
export interface FaultsLeft {
  readonly lose?: number;
  readonly duplicate?: number;
  readonly crashes?: number;
}

/** The budget that each event spends, if that is a number. */
export const budgetOf: Readonly<Partial<Record<SystemEvent, keyof FaultsLeft>>> = {
  lose: 'lose',
  duplicate: 'duplicate',
  crash: 'crashes',
};

/** The same state but for one actor. */
export function withActor(state: SystemState, index: number, actor: ActorState): SystemState {
  return { ...state, actors: state.actors.with(index, actor) };
}

/** The same state with one unit of a budget less; budgets without a number stay. */
export function spend(state: SystemState, fault: keyof FaultsLeft): SystemState {
  const left = state.left[fault];
  return left === undefined ? state : { ...state, left: { ...state.left, [fault]: left - 1 } };
}
