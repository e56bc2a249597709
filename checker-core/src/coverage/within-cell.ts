import type { ClassText } from './class-text.ts';
import { type Explored, elsewhere, outsideFence } from './explored.ts';

/** The states of one cell, as an exploration of their own; steps that leave it lead elsewhere. */
export interface Part extends Explored {
  readonly whole: Explored;
  /** The classes in which its states agree. */
  readonly classes: readonly ClassText[];
  /** By place in the part: the index among all states. */
  readonly members: Int32Array;
}

/** The states whose cell is this one, which agree in these classes. */
export function withinCell(
  whole: Explored,
  cellOf: Uint16Array,
  cell: number,
  classes: readonly ClassText[],
): Part {
  const members = membersOf(cellOf, cell);
  const placeOf = new Int32Array(whole.stateCount).fill(elsewhere);
  for (let place = 0; place < members.length; place++) placeOf[members[place] as number] = place;
  const at = (place: number) => members[place] ?? -1;
  const { pieces, isEnd } = whole;
  return {
    ...whole,
    whole,
    classes,
    members,
    stateCount: members.length,
    initialCount: members.filter((index) => index < whole.initialCount).length,
    expandedCount: members.reduce((sum, index) => sum + (whole.isExpanded(index) ? 1 : 0), 0),
    isExpanded: (place) => whole.isExpanded(at(place)),
    state: (place) => whole.state(at(place)),
    depth: (place) => whole.depth(at(place)),
    parent: (place) => placeOf[whole.parent(at(place))] ?? elsewhere,
    forEachStep: (place, visit) =>
      whole.forEachStep(at(place), (action, target) =>
        visit(action, target === outsideFence ? target : (placeOf[target] ?? elsewhere)),
      ),
    forEachStepIn: (from, to, visit) => {
      let place = from;
      const visitStep = (action: number, target: number) =>
        visit(place, action, target === outsideFence ? target : (placeOf[target] ?? elsewhere));
      for (; place < to; place++) {
        if (whole.isExpanded(at(place))) whole.forEachStep(at(place), visitStep);
      }
    },
    violations: whole.violations
      .map(({ property, state }) => ({ property, state: placeOf[state] ?? elsewhere }))
      .filter(({ state }) => state >= 0),
    ...(isEnd && { isEnd: (place) => isEnd(at(place)) }),
    ...(pieces && {
      pieces: (path) =>
        pieces(path).map((piece) => ({
          ...piece,
          read: (into, from) => piece.readAt(into, members.subarray(from, from + into.length)),
          readAt: (into, places) => piece.readAt(into, places.map(at)),
        })),
    }),
  };
}

function membersOf(cellOf: Uint16Array, cell: number): Int32Array {
  let count = 0;
  for (let index = 0; index < cellOf.length; index++) if (cellOf[index] === cell) count += 1;
  const members = new Int32Array(count);
  let place = 0;
  for (let index = 0; place < count; index++) {
    if (cellOf[index] !== cell) continue;
    members[place] = index;
    place += 1;
  }
  return members;
}
