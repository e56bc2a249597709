import type { AnyEnvelope } from '../../../network/medium.ts';
import { type Cast, isTeam } from '../../../system/placed-actor.ts';
import { deepFreeze } from '../../../values/freeze.ts';
import type { Place } from '../shape/shape.ts';
import { TrackedState, Tracking } from '../turns/tracked-state.ts';
import { leaf, object, type SystemSlots, tuple } from './system-slots.ts';

/** What properties see of several slots at once. */
interface Joined {
  readonly slots: readonly number[];
  readonly value: (parts: readonly unknown[]) => unknown;
}

/**
 * A system's state as its properties read it: the fields of the actors by role, what is in flight,
 * who is crashed, and the histories. It notices which slots each of them comes from.
 */
export class SystemView {
  readonly #root: Place;
  readonly #joined: ReadonlyMap<number, Joined>;

  constructor({ placement, actors }: Cast, slots: SystemSlots) {
    const first = slots.shape.slots.length;
    const inboxes = [...slots.actors.map(({ inbox }) => inbox), slots.astray];
    this.#joined = new Map([
      [first, { slots: inboxes, value: (parts) => parts.flat() as AnyEnvelope[] }],
      [
        first + 1,
        {
          slots: slots.actors.map(({ crashed }) => crashed),
          value: (parts) =>
            new Set(actors.flatMap(({ address }, i) => (parts[i] === true ? [address] : []))),
        },
      ],
    ]);
    let index = 0;
    const next = () => leaf(slots.actors[index++]?.fields ?? 0);
    const roles = Object.entries(placement).map(([role, placed]): [string, Place] => [
      role,
      isTeam(placed) ? tuple(placed.map(next)) : next(),
    ]);
    this.#root = object({
      histories: tuple(slots.histories.map(leaf)),
      world: inOrder([...roles, ['inFlight', leaf(first)], ['crashed', leaf(first + 1)]]),
    });
  }

  reading(tracking: Tracking): unknown {
    return new TrackedState(this.#root, new JoinedTracking(tracking, this.#joined)).value;
  }
}

/** An object of places whose keys are listed as they are given, as the plain view lists them. */
function inOrder(places: readonly (readonly [string, Place])[]): Place {
  const sorted = object(Object.fromEntries(places));
  return { ...sorted, blank: Object.fromEntries(places.map(([key]) => [key, undefined])) };
}

class JoinedTracking extends Tracking {
  readonly #joined: ReadonlyMap<number, Joined>;

  constructor(of: Tracking, joined: ReadonlyMap<number, Joined>) {
    super(of.codec, of.ids, of.reads, of.side, of.isFrozen, of.known);
    this.#joined = joined;
  }

  override load(slot: number): unknown {
    const joined = this.#joined.get(slot);
    if (!joined) return super.load(slot);
    return deepFreeze(joined.value(joined.slots.map((part) => super.load(part))));
  }

  override isKnown(slot: number): boolean {
    const joined = this.#joined.get(slot);
    return joined ? joined.slots.every((part) => super.isKnown(part)) : super.isKnown(slot);
  }
}
