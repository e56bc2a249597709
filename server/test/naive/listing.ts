/**
 * A model counted in the plainest way, for tests of the numbers that the editor shows. The reference
 * engine lists states and steps; everything below is counted from those lists by a few lines that
 * share nothing with what is tested.
 */
import { explore } from 'everyturn/internal/engine/explore';
import type { Budget } from 'everyturn/internal/model/budget';
import type { Definition } from 'everyturn/internal/model/definition';

/** A step of a listed state; `target` is undefined where it leads over the fence. */
export interface ListedStep {
  readonly action: string;
  readonly target: ListedState | undefined;
}

/** A reached state. */
export interface ListedState {
  readonly value: unknown;
  readonly depth: number;
  readonly isInitial: boolean;
  readonly isExpanded: boolean;
  readonly steps: readonly ListedStep[];
}

/** Everything that was reached of a model. */
export interface Listing {
  readonly states: readonly ListedState[];
  /** Key paths of everything that takes steps. */
  readonly actions: readonly string[];
  readonly isExhausted: boolean;
}

/** Lists all states of a model within a budget. */
export async function listingOf(definition: Definition, budget: Budget): Promise<Listing> {
  const { explored } = await explore(definition, { engine: 'reference', defaultBudget: budget });
  const { actions, stateCount, initialCount } = explored;
  const states = Array.from({ length: stateCount }, (_, index) => ({
    value: explored.state(index),
    depth: explored.depth(index),
    isInitial: index < initialCount,
    isExpanded: explored.isExpanded(index),
    steps: [] as ListedStep[],
  }));
  states.forEach(({ isExpanded, steps }, index) => {
    if (!isExpanded) return;
    explored.forEachStep(index, (action, target) => {
      steps.push({ action: actions[action] ?? '', target: states[target] });
    });
  });
  return { states, actions, isExhausted: explored.exhausted };
}

/** How many of some things there are. */
export function count<T>(things: readonly T[], isCounted: (thing: T) => boolean): number {
  return things.filter(isCounted).length;
}

/** How often each text occurs. */
export function tally(texts: readonly string[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const text of texts) times.set(text, (times.get(text) ?? 0) + 1);
  return times;
}
