import { inspect, isDeepStrictEqual } from 'node:util';
import type { Checkable } from 'everyturn';
import { initialStates, successors } from './stepper.ts';

/** How many steps of a small model leave the state as it is. */
export function selfLoopsOf(model: Checkable<unknown>): number {
  const reached = new Map(initialStates(model).map((state) => [textOf(state), state]));
  let selfLoops = 0;
  // What is added to a map while it is iterated is iterated too.
  for (const state of reached.values()) {
    for (const next of successors(model, state)) {
      if (isDeepStrictEqual(next, state)) selfLoops += 1;
      reached.set(textOf(next), next);
    }
  }
  return selfLoops;
}

/** Equal texts for equal states: keys, sets and maps are sorted. */
const textOf = (state: unknown) =>
  inspect(state, { sorted: true, depth: Infinity, maxArrayLength: null, breakLength: Infinity });
