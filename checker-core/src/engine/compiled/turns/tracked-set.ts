import { deepFreeze } from '../../../values/freeze.ts';
import type { SetPlace } from '../shape/shape.ts';
import type { Tracking, Visit } from './tracked-state.ts';

/**
 * A set of which `has`, `add` and `delete` look at one element each. Anything else looks at all of
 * it: the real set is then filled, in canonical order and with what the turn did so far, and answers
 * from there on.
 */
export class TrackedSet implements ProxyHandler<Set<unknown>> {
  readonly proxy: object;
  readonly #place: SetPlace;
  readonly #tracking: Tracking;
  readonly #target = new Set<unknown>();
  /** What the turn did before it looked at all: elements and whether they were added. */
  readonly #done: [element: unknown, added: boolean][] = [];
  #isFilled = false;

  constructor(place: SetPlace, tracking: Tracking) {
    this.#place = place;
    this.#tracking = tracking;
    this.proxy = new Proxy(this.#target, this);
  }

  get(target: Set<unknown>, key: PropertyKey): unknown {
    if (key === 'has') return (element: unknown) => this.#has(element);
    if (!this.#tracking.isFrozen) {
      if (key === 'add') return (element: unknown) => this.#add(element);
      if (key === 'delete') return (element: unknown) => this.#delete(element);
    }
    this.#fill();
    const value: unknown = Reflect.get(target, key, target);
    const isBound = typeof value === 'function' && key !== 'constructor';
    return isBound && !Object.hasOwn(target, key) ? value.bind(target) : value;
  }

  set(): boolean {
    return this.#tracking.abandon();
  }

  defineProperty(): boolean {
    return this.#tracking.abandon();
  }

  deleteProperty(): boolean {
    return this.#tracking.abandon();
  }

  preventExtensions(): boolean {
    return this.#tracking.abandon();
  }

  setPrototypeOf(): boolean {
    return this.#tracking.abandon();
  }

  isExtensible(target: Set<unknown>): boolean {
    this.#tracking.abandon();
    return Reflect.isExtensible(target);
  }

  changes(visit: Visit): boolean {
    if (this.#isFilled) {
      for (const element of this.#target) if (!this.#place.slots.has(element)) return false;
      for (const [element, slot] of this.#place.slots) {
        visit(slot, this.#target.has(element) ? 't' : 'f');
      }
      return true;
    }
    for (const [element, added] of new Map(this.#done)) {
      const slot = this.#place.slots.get(element);
      if (slot !== undefined) visit(slot, added ? 't' : 'f');
      else if (added) return false;
    }
    return true;
  }

  #has(element: unknown): boolean {
    if (this.#isFilled) return this.#target.has(element);
    const last = this.#done.findLast(([other]) => sameValueZero(other, element));
    return last ? last[1] : this.#held(element);
  }

  #add(element: unknown): object {
    if (this.#isFilled) this.#target.add(element);
    else this.#done.push([element, true]);
    return this.proxy;
  }

  #delete(element: unknown): boolean {
    if (this.#isFilled) return this.#target.delete(element);
    const was = this.#has(element);
    this.#done.push([element, false]);
    return was;
  }

  /** Whether the state had the element before the turn. */
  #held(element: unknown): boolean {
    const slot = this.#place.slots.get(element);
    if (slot === undefined) return false;
    this.#tracking.reads.slot(slot, this.#tracking.side);
    return this.#tracking.ids.id(slot) === 1;
  }

  #fill(): void {
    if (this.#isFilled) return;
    this.#isFilled = true;
    const { reads, side, ids, isFrozen } = this.#tracking;
    for (const cluster of this.#place.clusters) reads.cluster(cluster, side);
    for (const [element, slot] of this.#place.slots) {
      if (ids.id(slot) === 1) this.#target.add(element);
    }
    for (const [element, added] of this.#done) {
      if (added) this.#target.add(element);
      else this.#target.delete(element);
    }
    if (isFrozen) deepFreeze(this.#target);
  }
}

function sameValueZero(a: unknown, b: unknown): boolean {
  return a === b || (Number.isNaN(a) && Number.isNaN(b));
}
