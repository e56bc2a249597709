/**
 * Problem: a line between two cells may run behind a third one and seem to end there. Each edge is
 * a quadratic curve; the flattest one that keeps clear of all other cells is taken, else the one
 * that keeps the furthest away. Cost: edges × cells, so the caller leaves it out on large maps.
 */
import type { Point } from './map-memory.ts';

/** A circle around which edges go. */
export interface Obstacle extends Point {
  readonly radius: number;
}

/** The distance of the control point from the middle of the straight line, tried in this order. */
const bows = [14, 30, 48, 68, 90, 114, 140, 170].flatMap((bow) => [bow, -bow]);

/** The bow of an edge that has to go around nothing. */
export const plainBow = 14;

/** Pixels between an edge and a cell that it passes. */
const clearance = 5;

/**
 * The bow with which an edge goes around cells and, where it can, around captions too: the first
 * that is clear of both, else of the cells, else the one that keeps furthest from the cells.
 */
export function bowAround(
  from: Point,
  to: Point,
  cells: readonly Obstacle[],
  captions: readonly Obstacle[],
): number {
  const tried = bows.map((bow) => ({ bow, room: roomOf(from, to, bow, cells) }));
  const clear = tried.filter(({ room }) => room >= clearance);
  const clearOfAll = clear.find(({ bow }) => roomOf(from, to, bow, captions) >= 0);
  const widest = tried.reduce((best, other) => (other.room > best.room ? other : best));
  return (clearOfAll ?? clear[0] ?? widest).bow;
}

/** A point of an edge: at its beginning with `t` 0, at its end with 1. */
export function pointOn(from: Point, to: Point, bow: number, t: number): Point {
  const control = controlPoint(from, to, bow);
  const at = (a: number, b: number, c: number) =>
    (1 - t) ** 2 * a + 2 * (1 - t) * t * b + t ** 2 * c;
  return { x: at(from.x, control.x, to.x), y: at(from.y, control.y, to.y) };
}

/** The least distance between the curve and an obstacle's rim. */
function roomOf(from: Point, to: Point, bow: number, obstacles: readonly Obstacle[]): number {
  let room = Number.POSITIVE_INFINITY;
  for (let t = 0.1; t < 0.95; t += 0.1) {
    const { x, y } = pointOn(from, to, bow, t);
    for (const obstacle of obstacles) {
      room = Math.min(room, Math.hypot(obstacle.x - x, obstacle.y - y) - obstacle.radius);
    }
  }
  return room;
}

/** To the left of the way from one end to the other, as cytoscape places it. */
function controlPoint(from: Point, to: Point, bow: number): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  return {
    x: (from.x + to.x) / 2 - (dy / length) * bow,
    y: (from.y + to.y) / 2 + (dx / length) * bow,
  };
}
