import { expect, test } from 'vitest';
import { edgeText, foldEdges } from './folded-edges.ts';

const edge = (from: string, to: string, action: string, count: number) => ({
  from,
  to,
  action: `actions.${action}`,
  count,
});

test('folds the actions between two cells, and keeps directions apart', () => {
  const folded = foldEdges([
    edge('a', 'b', 'rare', 1),
    edge('b', 'a', 'back', 4),
    edge('a', 'b', 'often', 7),
    edge('a', 'a', 'stay', 9),
  ]);
  expect(folded.map(({ from, to, count }) => [from, to, count])).toEqual([
    ['a', 'b', 8],
    ['b', 'a', 4],
  ]);
  expect(folded[0]?.actions.map(({ action }) => action)).toEqual(['actions.often', 'actions.rare']);
});

test('names the most frequent action and how many more there are', () => {
  const text = (...edges: ReturnType<typeof edge>[]) =>
    foldEdges(edges).map((folded) => edgeText(folded).replaceAll('\u200b', ''));
  expect(text(edge('a', 'b', 'tmCommit', 1_200))).toEqual(['tmCommit ×1,200']);
  expect(text(edge('a', 'b', 'x', 1), edge('a', 'b', 'y', 3), edge('a', 'b', 'z', 2))).toEqual([
    'y ×3\n+ 2 more',
  ]);
});
