import { type Explored, elsewhere, outsideFence } from './explored.ts';

/** The states of one cell, as an exploration of their own; steps that leave it lead elsewhere. */
export function withinCell(explored: Explored, cellOf: Uint16Array, cell: number): Explored {
  const members: number[] = [];
  const placeOf = new Int32Array(explored.stateCount).fill(elsewhere);
  let initialCount = 0;
  let expandedCount = 0;
  for (let index = 0; index < explored.stateCount; index++) {
    if (cellOf[index] !== cell) continue;
    placeOf[index] = members.push(index) - 1;
    if (index < explored.initialCount) initialCount += 1;
    if (explored.isExpanded(index)) expandedCount += 1;
  }
  const at = (place: number) => members[place] ?? -1;
  const { pieces, isEnd } = explored;
  let all: Int32Array | undefined;
  return {
    ...explored,
    stateCount: members.length,
    initialCount,
    expandedCount,
    isExpanded: (place) => explored.isExpanded(at(place)),
    state: (place) => explored.state(at(place)),
    depth: (place) => explored.depth(at(place)),
    parent: (place) => placeOf[explored.parent(at(place))] ?? elsewhere,
    forEachStep: (place, visit) =>
      explored.forEachStep(at(place), (action, target) =>
        visit(action, target === outsideFence ? target : (placeOf[target] ?? elsewhere)),
      ),
    violations: explored.violations
      .map(({ property, state }) => ({ property, state: placeOf[state] ?? elsewhere }))
      .filter(({ state }) => state >= 0),
    ...(isEnd && { isEnd: (place) => isEnd(at(place)) }),
    ...(pieces && {
      pieces: (path) =>
        pieces(path).map((piece) => ({
          ...piece,
          read: (into) => {
            all ??= new Int32Array(explored.stateCount);
            piece.read(all);
            for (let place = 0; place < into.length; place++) into[place] = all[at(place)] ?? 0;
          },
        })),
    }),
  };
}
