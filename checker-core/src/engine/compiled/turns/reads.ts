import type { Shape } from '../shape/shape.ts';
import { at } from '../store/numbers.ts';

/**
 * What a run of user code has observed of a state, in the order in which it did. A unit is a slot, a
 * cluster of slots, or a view of a slot; a step property has the units of the state before and, above them, those of
 * the state after.
 */
export class Reads {
  readonly units: number[] = [];
  /** The run did something that cannot be followed; it counts for nothing. */
  isAbandoned = false;
  readonly #shape: Shape;
  readonly #seen: Uint8Array;

  constructor(shape: Shape, sides = 1) {
    this.#shape = shape;
    this.#seen = new Uint8Array(sides * unitCount(shape));
  }

  /** Notes that a slot was looked at. */
  slot(slot: number, side = 0): void {
    const unit = side * unitCount(this.#shape) + slot;
    if (this.#seen[unit] === 1) return;
    this.#seen[unit] = 1;
    this.units.push(unit);
  }

  /** Notes that a property of a slot's value was looked at, and nothing else of it. */
  view(view: number, side = 0): void {
    const base = side * unitCount(this.#shape);
    if (this.#seen[base + (this.#shape.views[view]?.slot ?? -1)] !== 1) {
      this.slot(firstView(this.#shape) + view, side);
    }
  }

  /** Whether a slot is among marked units. */
  isIn(marked: Uint8Array, slot: number, side: number): boolean {
    return at(marked, side * unitCount(this.#shape) + slot) === 1;
  }

  /** Whether the run knows what the slot held before. */
  knows(slot: number, side = 0): boolean {
    return this.#seen[side * unitCount(this.#shape) + slot] === 1;
  }

  /** Notes that all slots of a cluster were looked at. */
  cluster(cluster: number, side = 0): void {
    const base = side * unitCount(this.#shape);
    const unit = base + this.#shape.slots.length + cluster;
    if (this.#seen[unit] === 1) return;
    const slots = this.#shape.clusters[cluster]?.slots ?? [];
    this.#seen[unit] = 1;
    if (slots.every((slot) => at(this.#seen, base + slot) === 1)) return;
    for (const slot of slots) this.#seen[base + slot] = 1;
    this.units.push(unit);
  }
}

/** How many units one state has. */
export function unitCount(shape: Shape): number {
  return firstView(shape) + shape.views.length;
}

/** The unit of the first view; the others follow it. */
export function firstView(shape: Shape): number {
  return shape.slots.length + shape.clusters.length;
}
