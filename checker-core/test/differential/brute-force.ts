import { isDeepStrictEqual } from 'node:util';
import { firstShelves, type Observed, perform } from './random-history.ts';

/** Which of two calls must come first. */
export type Precedes = (one: Observed, other: Observed) => boolean;

/** Every order of every set of calls that holds all completed ones, tried one after the other. */
export function isExplained(calls: readonly Observed[], precedes: Precedes): boolean {
  const pending = calls.filter(({ end }) => end === Infinity);
  const completed = calls.filter(({ end }) => end !== Infinity);
  return subsetsOf(pending).some((taken) =>
    permutationsOf([...completed, ...taken]).some((order) => isRight(order, precedes)),
  );
}

/** Whether an order obeys the shelves and lets no call come before one that precedes it. */
export function isRight(order: readonly Observed[], precedes: Precedes): boolean {
  if (order.some((call, i) => order.slice(i + 1).some((later) => precedes(later, call)))) {
    return false;
  }
  let state = firstShelves();
  return order.every((call) => {
    const { after, output } = perform(state, call);
    state = after;
    return call.end === Infinity || isDeepStrictEqual(output, call.output);
  });
}

/** The most completed calls of any right order whose calls leave out none that precedes them. */
export function longestPrefixOf(calls: readonly Observed[], precedes: Precedes): number {
  let longest = 0;
  const extend = (order: readonly Observed[], state: ReturnType<typeof firstShelves>) => {
    longest = Math.max(longest, order.filter(({ end }) => end !== Infinity).length);
    const open = calls.filter((call) => !order.includes(call));
    for (const call of open) {
      if (open.some((other) => precedes(other, call))) continue;
      const { after, output } = perform(state, call);
      if (call.end === Infinity || isDeepStrictEqual(output, call.output)) {
        extend([...order, call], after);
      }
    }
  };
  extend([], firstShelves());
  return longest;
}

function subsetsOf<T>(elements: readonly T[]): readonly (readonly T[])[] {
  const [first, ...rest] = elements;
  if (first === undefined) return [[]];
  return subsetsOf(rest).flatMap((subset) => [subset, [first, ...subset]]);
}

function permutationsOf<T>(elements: readonly T[]): readonly (readonly T[])[] {
  if (elements.length === 0) return [[]];
  return elements.flatMap((first, i) =>
    permutationsOf(elements.toSpliced(i, 1)).map((rest) => [first, ...rest]),
  );
}
