/**
 * What a turn may return: nothing. A turn changes its draft, at once and synchronously.
 * The second member exists to be printed when somebody writes an `async` turn.
 */
// biome-ignore lint/suspicious/noConfusingVoidType: only `void` accepts functions without return.
export type TurnResult = void | {
  readonly 'a turn must be synchronous and return nothing': never;
};

/**
 * How long a behaviour may neglect an action. `weak`: it cannot stay enabled forever without
 * happening. `strong`: it cannot be enabled infinitely often without happening.
 */
export type Fairness = 'weak' | 'strong';

/** Nondeterministic choice, explored exhaustively when checking and made at random when running. */
export interface Choice {
  /** Picks one of `options`. Choosing from nothing disables the turn. */
  choose<const T>(options: Iterable<T>): T;
}
