import type { Explored } from './explored.ts';

/** So many steps are kept; with more, they are made again for each map. Each takes six bytes. */
const stepsMax = 20_000_000;

/** Visits the steps of states. */
export type Steps = Pick<Explored, 'forEachStep'>;

/**
 * The steps of an exploration, made once and kept: another grouping of the same states then costs a
 * pass over two arrays. Where there are too many, they are made again each time.
 */
export function keptSteps(explored: Explored): Steps {
  const { stateCount } = explored;
  const ends = new Uint32Array(stateCount + 1);
  let targets = new Int32Array(Math.max(1_024, 2 * stateCount));
  let actions = new Uint16Array(targets.length);
  let count = 0;
  const visit = (action: number, target: number) => {
    if (count === targets.length) {
      targets = larger(targets, new Int32Array(2 * count));
      actions = larger(actions, new Uint16Array(2 * count));
    }
    targets[count] = target;
    actions[count] = action;
    count += 1;
  };
  for (let index = 0; index < stateCount; index++) {
    if (explored.isExpanded(index)) explored.forEachStep(index, visit);
    ends[index + 1] = count;
    if (count > stepsMax) return explored;
  }
  return {
    forEachStep(index, visitKept) {
      const end = ends[index + 1] ?? 0;
      for (let at = ends[index] ?? 0; at < end; at++) visitKept(actions[at] ?? 0, targets[at] ?? 0);
    },
  };
}

function larger<T extends Int32Array | Uint16Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
