import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Placeable, place } from './placement.ts';

const graphs: fc.Arbitrary<Placeable> = fc
  .array(fc.nat(6), { minLength: 1, maxLength: 80 })
  .chain((depths) => {
    const cell = fc.nat(depths.length - 1);
    const links = fc.array(fc.tuple(cell, cell), { maxLength: 120 });
    return fc.record({ depths: fc.constant(depths), links });
  });

test('placement puts no two cells of a column nearer than one row', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const points = place(graph);
      points.forEach((a, index) => {
        for (const b of points.slice(index + 1)) {
          if (a.x === b.x) expect(Math.abs(a.y - b.y)).toBeGreaterThan(0.99);
        }
      });
    }),
  );
});

test('placement puts greater depths further to the right', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const points = place(graph);
      graph.depths.forEach((a, from) => {
        graph.depths.forEach((b, to) => {
          if (a < b) expect(points[from]?.x).toBeLessThan(points[to]?.x ?? 0);
        });
      });
    }),
  );
});

test('placement starts at column 0 and row 0, in whole columns', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const points = place(graph);
      expect(Math.min(...points.map((point) => point.x))).toBe(0);
      expect(Math.min(...points.map((point) => point.y))).toBe(0);
      expect(points.every((point) => Number.isInteger(point.x))).toBe(true);
    }),
  );
});

test('placement takes one column for each depth that occurs while layers are narrow', () => {
  const points = place({ depths: [0, 3, 3, 9], links: [[0, 1]] });
  expect(points.map((point) => point.x)).toEqual([0, 1, 1, 2]);
});

test('placement spreads a wide layer over several columns of about equal height', () => {
  const depths = [0, ...Array<number>(50).fill(1), 2];
  const points = place({ depths, links: depths.slice(1).map((_, cell) => [0, cell + 1]) });
  const heights = new Map<number, number>();
  for (const { x } of points) heights.set(x, (heights.get(x) ?? 0) + 1);
  expect([...heights.values()]).toEqual([1, 9, 9, 8, 8, 8, 8, 1]);
});

test('placement draws a chain as a straight line', () => {
  const points = place({
    depths: [0, 1, 2, 3],
    links: [
      [0, 1],
      [1, 2],
      [2, 3],
    ],
  });
  expect(points.map((point) => point.y)).toEqual([0, 0, 0, 0]);
});

test('placement untangles two chains whose cells were found crosswise', () => {
  const depths = [0, 0, 1, 1, 2, 2];
  const points = place({
    depths,
    links: [
      [0, 3],
      [1, 2],
      [3, 4],
      [2, 5],
    ],
  });
  const rows = points.map((point) => point.y);
  expect(rows[0]).toBe(rows[3]);
  expect(rows[3]).toBe(rows[4]);
  expect(rows[1]).toBe(rows[2]);
  expect(rows[2]).toBe(rows[5]);
});

test('placement places nothing where there is nothing', () => {
  expect(place({ depths: [], links: [] })).toEqual([]);
});
