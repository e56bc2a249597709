import { expect, test } from 'vitest';
import { bowAround, plainBow, pointOn } from './routing.ts';

const from = { x: 0, y: 0 };
const to = { x: 300, y: 0 };

function distanceTo(obstacle: { x: number; y: number }, bow: number): number {
  const distances = Array.from({ length: 101 }, (_, at) => {
    const { x, y } = pointOn(from, to, bow, at / 100);
    return Math.hypot(x - obstacle.x, y - obstacle.y);
  });
  return Math.min(...distances);
}

test('is nearly straight where nothing is in the way', () => {
  expect(bowAround(from, to, [], [])).toBe(plainBow);
});

test('goes around a cell in the way', () => {
  const cell = { x: 150, y: 10, radius: 25 };
  const bow = bowAround(from, to, [cell], []);
  expect(distanceTo(cell, bow)).toBeGreaterThan(cell.radius);
});

test('goes around captions only as long as cells do not mind', () => {
  const caption = { x: 150, y: 20, radius: 20 };
  const above = bowAround(from, to, [], [caption]);
  expect(distanceTo(caption, above)).toBeGreaterThan(caption.radius);
  const corridor = [-120, -60, 60, 120].map((y) => ({ x: 150, y, radius: 30 }));
  const within = { x: 150, y: 10, radius: 40 };
  expect(bowAround(from, to, corridor, [within])).toBe(bowAround(from, to, corridor, []));
});

test('keeps as far away as it can where every way is blocked', () => {
  const wall = Array.from({ length: 40 }, (_, at) => ({ x: 150, y: at * 20 - 400, radius: 20 }));
  expect(Number.isFinite(bowAround(from, to, wall, []))).toBe(true);
});

test('begins and ends where its cells are', () => {
  expect(pointOn(from, to, 50, 0)).toEqual(from);
  expect(pointOn(from, to, 50, 1)).toEqual(to);
});
