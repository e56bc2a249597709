/** More members than this in a collection are not expected: one more field outweighs them all. */
const fieldWeight = 1_000_000;

/** How far two cells are apart, by the keys of their classes: fields that differ, first of all; among equals, members of collections that would have to. */
export function cellDistance(one: readonly string[], other: readonly string[]): number {
  return one.reduce((sum, key, place) => {
    const wanted = other[place] ?? '';
    return key === wanted ? sum : sum + fieldWeight + membersBetween(key, wanted);
  }, 0);
}

/** `3 'working', 2 'aborted'` and `5 'working'` are two members apart; plain values none. */
function membersBetween(one: string, other: string): number {
  const [these, those] = [countsIn(one), countsIn(other)];
  const values = new Set([...these.keys(), ...those.keys()]);
  let more = 0;
  for (const value of values) more += Math.abs((these.get(value) ?? 0) - (those.get(value) ?? 0));
  return more / 2;
}

/** In how many fields cells differ that are so far apart. */
export function fieldsBetween(distance: number): number {
  return Math.floor(distance / fieldWeight);
}

function countsIn(key: string): ReadonlyMap<string, number> {
  const parts = key.matchAll(/(\d+) ('(?:[^'\\]|\\.)*'|[^,]+)(?:, |$)/g);
  return new Map([...parts].map(([, count, value = '']) => [value, Number(count)]));
}
