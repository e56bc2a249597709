import * as z from 'zod';
import { shapeOf } from '../../../model/schema.ts';
import type { Cast, PlacedActor } from '../../../system/placed-actor.ts';
import type { FaultsLeft } from '../../../system/system-state.ts';
import { bitsFor, type Place, type RecordPlace, type Shape, type Slot } from '../shape/shape.ts';

/** The slots of one actor. */
export interface ActorSlots {
  readonly crashed: number;
  readonly fields: number;
  readonly inbox: number;
  readonly timers: number;
}

/** Where the parts of a system's state lie. */
export interface SystemSlots {
  readonly shape: Shape;
  /** In the order of the actors. */
  readonly actors: readonly ActorSlots[];
  readonly astray: number;
  /** In the order of the recordings. */
  readonly histories: readonly number[];
  readonly left: Readonly<Partial<Record<keyof FaultsLeft, number>>>;
}

/**
 * The slots of a system: for each actor its fields, its inbox, its timers and whether it is crashed;
 * each history; each budget of faults. What happens to an inbox or a history when a message is sent
 * depends on itself alone, so the sender need not know it.
 */
export function systemSlots(
  { actors }: Cast,
  recordings: number,
  budgets: readonly (keyof FaultsLeft)[],
): SystemSlots {
  const slots: Slot[] = [];
  const slot = (bits = 0) => {
    slots.push({ kind: 'value', schema: z.unknown(), bits });
    return slots.length - 1;
  };
  const places = actors.map(({ declaration }) => {
    const timers = 2 ** Object.keys(declaration.timers ?? {}).length;
    return {
      crashed: slot(1),
      fields: slot(),
      inbox: slot(),
      timers: slot(timers <= 16 ? Math.max(1, bitsFor(timers)) : 0),
    };
  });
  const views = actors.flatMap(({ declaration }, index) =>
    viewedKeys(declaration).map((key) => ({ slot: places[index]?.fields ?? -1, key })),
  );
  const astray = slot();
  const histories = Array.from({ length: recordings }, () => slot());
  const left = Object.fromEntries(budgets.map((fault) => [fault, slot()]));
  const root = object({
    actors: tuple(places.map((own) => object(leaves(own)))),
    astray: leaf(astray),
    histories: tuple(histories.map(leaf)),
    left: object(leaves(left)),
  });
  const shape = { root, slots, clusters: [], views, isRefined: false };
  return { shape, actors: places, astray, histories, left };
}

/** The keys of an actor's fields, if it always has the same ones. */
function viewedKeys({ durable, volatile }: PlacedActor['declaration']): readonly string[] {
  const shapes = [durable, volatile].flatMap((schema) => (schema ? [shapeOf(schema)] : []));
  const isOpen = shapes.every((shape) => shape.kind === 'object' && !shape.loose);
  const fields = shapes.flatMap((shape) => (shape.kind === 'object' ? shape.fields : []));
  const isFixed = fields.every(
    ([key, schema]) => schema._zod.optin !== 'optional' && key !== '__proto__',
  );
  return isOpen && isFixed ? fields.map(([key]) => key) : [];
}

/** A slot's place. */
export const leaf = (slot: number): Place => ({ kind: 'leaf', slot });

function leaves(slots: object): Readonly<Record<string, Place>> {
  return Object.fromEntries(
    Object.entries(slots).map(([key, slot]: [string, number]) => [key, leaf(slot)]),
  );
}

/** An object of places, its keys in canonical order. */
export function object(places: Readonly<Record<string, Place>>): RecordPlace {
  const sorted = Object.keys(places).sort((a, b) => (a < b ? -1 : 1));
  return {
    kind: 'object',
    fields: new Map(
      sorted.map((key, index) => [key, { index, place: places[key] as Place, optional: false }]),
    ),
    optionalKeys: new Set(),
    blank: Object.fromEntries(sorted.map((key) => [key, undefined])),
  };
}

/** A tuple of places. */
export function tuple(items: readonly Place[]): RecordPlace {
  return {
    kind: 'tuple',
    fields: new Map(
      items.map((place, index) => [String(index), { index, place, optional: false }]),
    ),
    optionalKeys: new Set(),
    blank: items.map(() => undefined),
  };
}
