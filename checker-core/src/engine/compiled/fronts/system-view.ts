import type { AnyEnvelope } from '../../../network/medium.ts';
import { type Cast, isTeam } from '../../../system/placed-actor.ts';
import { deepFreeze } from '../../../values/freeze.ts';
import type { Place, Shape } from '../shape/shape.ts';
import { firstView, unitCount } from '../turns/reads.ts';
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
  /** The same with the fields of actors each by itself. */
  readonly #opened: Place;
  readonly #joined: ReadonlyMap<number, Joined>;
  readonly #shape: Shape;

  constructor({ placement, actors }: Cast, slots: SystemSlots) {
    this.#shape = slots.shape;
    const first = unitCount(slots.shape);
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
    const rootOf = (fieldsOf: (slot: number) => Place): Place => {
      let index = 0;
      const next = () => fieldsOf(slots.actors[index++]?.fields ?? 0);
      const roles = Object.entries(placement).map(([role, placed]): [string, Place] => [
        role,
        isTeam(placed) ? tuple(placed.map(next)) : next(),
      ]);
      return object({
        histories: tuple(slots.histories.map(leaf)),
        world: inOrder([...roles, ['inFlight', leaf(first)], ['crashed', leaf(first + 1)]]),
      });
    };
    this.#root = rootOf(leaf);
    this.#opened = rootOf((slot) => viewed(slot, slots.shape));
  }

  reading(tracking: Tracking, byViews: boolean): unknown {
    const root = byViews ? this.#opened : this.#root;
    return new TrackedState(root, new ViewTracking(tracking, this.#shape, this.#joined)).value;
  }
}

/** An object of places whose keys are listed as they are given, as the plain view lists them. */
function inOrder(places: readonly (readonly [string, Place])[]): Place {
  const sorted = object(Object.fromEntries(places));
  return { ...sorted, blank: Object.fromEntries(places.map(([key]) => [key, undefined])) };
}

/** The fields of an actor by their views, or as a whole where there are none. */
function viewed(slot: number, shape: Shape): Place {
  const first = firstView(shape);
  const places = shape.views.flatMap((view, place) =>
    view.slot === slot ? [[view.key, leaf(first + place)] as const] : [],
  );
  return places.length === 0 ? leaf(slot) : object(Object.fromEntries(places));
}

/** Loads what views see of slots, and what is seen of several slots at once. */
class ViewTracking extends Tracking {
  readonly #shape: Shape;
  readonly #joined: ReadonlyMap<number, Joined>;

  constructor(of: Tracking, shape: Shape, joined: ReadonlyMap<number, Joined>) {
    super(of.codec, of.ids, of.reads, of.side, of.isFrozen, of.known);
    this.#shape = shape;
    this.#joined = joined;
  }

  override load(slot: number): unknown {
    const number = slot - firstView(this.#shape);
    const view = this.#shape.views[number];
    if (view) {
      this.reads.view(number, this.side);
      const whole = this.codec.slot(view.slot).frozen(this.ids.id(view.slot), this.side);
      // Slots with views hold objects.
      return (whole as Readonly<Record<string, unknown>>)[view.key];
    }
    const joined = this.#joined.get(slot);
    if (!joined) return super.load(slot);
    return deepFreeze(joined.value(joined.slots.map((part) => super.load(part))));
  }

  override isKnown(slot: number): boolean {
    const view = this.#shape.views[slot - firstView(this.#shape)];
    if (view && super.isKnown(view.slot)) return true;
    const joined = this.#joined.get(slot);
    return joined ? joined.slots.every((part) => super.isKnown(part)) : super.isKnown(slot);
  }
}
