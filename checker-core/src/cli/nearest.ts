/** The word that is most like what was typed, if one is like it: at most two letters differ. */
export function nearestOf(typed: string, words: readonly string[]): string | undefined {
  const rated = words.map((word) => ({ word, distance: editDistance(typed, word) }));
  const [best] = rated.sort((left, right) => left.distance - right.distance);
  return best !== undefined && best.distance <= 2 ? best.word : undefined;
}

/** How many letters must be inserted, removed or replaced to get from one word to the other. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
