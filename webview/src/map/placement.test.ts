import type { View } from 'everyturn/internal/coverage/view';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { brokenCaptions } from './cell-text.ts';
import type { Placement } from './map-memory.ts';
import { place, type Size } from './placement.ts';
import { cell, layered } from './view.test.fixture.ts';

const wide = { width: 1000, height: 600 };
const placeIn = (view: View, size: Size = wide, before?: Placement) =>
  place(view, brokenCaptions(view), size, before);

function overlaps({ places }: Placement): number {
  const points = Object.values(places);
  return points.filter((a, index) =>
    points.slice(index + 1).some((b) => Math.hypot(a.x - b.x, a.y - b.y) < 60),
  ).length;
}

/** The part of its own size at which the whole map is shown. */
function zoomIn({ places }: Placement, { width, height }: Size): number {
  const points = Object.values(places);
  const span = (values: number[]) => Math.max(...values) - Math.min(...values) + 76;
  return Math.min(width / span(points.map(({ x }) => x)), height / span(points.map(({ y }) => y)));
}

test('keeps the order of the checker where it fits', () => {
  const { places } = placeIn(layered([1, 2, 3]));
  expect(places['0.0']?.x).toBeLessThan(places['1.0']?.x ?? 0);
  expect(places['1.0']?.x).toBeLessThan(places['2.0']?.x ?? 0);
  expect(places['2.0']?.y).toBeLessThan(places['2.1']?.y ?? 0);
  expect(places['2.1']?.y).toBe(places['0.0']?.y);
});

test('breaks a layer that is far longer than the panel is high', () => {
  const view = layered([1, 30, 1]);
  const placement = placeIn(view);
  expect(placement.layers[1]?.columns).toBeGreaterThan(1);
  expect(zoomIn(placement, wide)).toBeGreaterThan(0.6);
  expect(overlaps(placement)).toBe(0);
});

test('lets short layers share a column where there are too many of them', () => {
  const size = { width: 600, height: 500 };
  const placement = placeIn(layered(Array.from({ length: 20 }, () => 1)), size);
  expect(zoomIn(placement, size)).toBeGreaterThan(0.8);
  expect(overlaps(placement)).toBe(0);
});

test('runs from top to bottom in a panel that is taller than wide', () => {
  const { places, isTransposed } = placeIn(layered([1, 2]), { width: 400, height: 900 });
  expect(isTransposed).toBe(true);
  expect(places['0.0']?.y).toBeLessThan(places['1.0']?.y ?? 0);
  expect(places['1.0']?.x).toBeLessThan(places['1.1']?.x ?? 0);
});

test('places anew when the grouping is another one', () => {
  const before = placeIn(layered([1, 2]));
  const other = { ...layered([1, 2, 3]), groupBy: ['other'] };
  expect(placeIn(other, wide, before)).toEqual(placeIn(other));
});

test('moves no known cell, and puts no new one on top of another', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(sizes, sizes, (first, more) => {
      const before = placeIn(layered(first));
      const grown = Array.from({ length: Math.max(first.length, more.length) }, (_, layer) =>
        Math.max(first[layer] ?? 0, more[layer] ?? 0),
      );
      const after = placeIn(layered(grown), wide, before);
      expect(after.places).toMatchObject(before.places);
      expect(overlaps(after)).toBe(0);
    }),
  );
});

test('is the same placement when nothing is new, also when cells are gone', () => {
  const before = placeIn(layered([1, 2, 3]));
  expect(placeIn(layered([1, 2]), wide, before)).toBe(before);
  expect(placeIn(layered([]), wide, before)).toBe(before);
});

test('puts a cell between known layers with the layer before it', () => {
  const known = layered([1, 1]);
  const before = placeIn({
    ...known,
    cells: [cell('a', { depth: [0, 0] }), cell('c', { depth: [5, 5], x: 1 })],
  });
  const view = { ...known, cells: [cell('b', { depth: [2, 2], x: 1 })] };
  const { places } = placeIn(view, wide, before);
  expect(places['b']?.x).toBe(places['a']?.x);
});

test('stands cells closer together, without captions, where that makes them readable', () => {
  const small = { width: 500, height: 230 };
  const view = layered([1, 3, 5, 6, 6, 6, 6, 3]);
  const placement = placeIn(view, small);
  expect(placement.hasCaptions).toBe(false);
  expect(zoomIn(placement, small)).toBeGreaterThan(0.5);
  expect(overlaps(placement)).toBe(0);
  expect(placeIn(view).hasCaptions).toBe(true);
});

test('keeps captions for a closer look where there are too many cells to read any', () => {
  const small = { width: 500, height: 230 };
  expect(placeIn(layered(Array.from({ length: 12 }, () => 12)), small).hasCaptions).toBe(true);
});
