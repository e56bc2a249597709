import * as z from 'zod';
import {
  type AnyActor,
  type AnyInstance,
  type AnyPlacement,
  instanceKey,
  type SystemDefinition,
} from '../model/definition.ts';
import { shapeOf } from '../model/schema.ts';
import { decode, encode } from '../values/canonical.ts';
import { deepFreeze } from '../values/freeze.ts';
import { RefusedValue } from '../values/refused-value.ts';

/** An actor of a system, in its place. */
export interface PlacedActor {
  /** Position among the actors of the system, in the order of their roles. */
  readonly index: number;
  readonly address: string;
  readonly role: string;
  /** Position in an array of actors with one role; undefined for an actor that has its own. */
  readonly member: number | undefined;
  /** Its key path: `actors.tm`, `actors.rms.1`. */
  readonly keyPath: string;
  readonly declaration: AnyActor['declaration'];
  readonly behavior: AnyActor['behavior'];
  /** Frozen. */
  readonly props: unknown;
  /** What the fields of each kind of its messages must fit. */
  readonly messageSchemas: ReadonlyMap<string, z.ZodType>;
  /** The fields that survive a crash. */
  readonly durableFields: ReadonlySet<string>;
}

/** The actors of a system, with and without their roles. */
export interface Cast {
  /** Actors by role, as declared. */
  readonly placement: AnyPlacement;
  /** In the order of their roles. */
  readonly actors: readonly PlacedActor[];
  at(address: string): PlacedActor | undefined;
}

/** The actors of a system. */
export function castOf({ declaration }: SystemDefinition): Cast {
  const actors = placedActors(declaration.actors);
  const byAddress = new Map(actors.map((actor) => [actor.address, actor]));
  return {
    placement: declaration.actors,
    actors,
    at: (address) => byAddress.get(address),
  };
}

interface Seat {
  readonly role: string;
  readonly member: number | undefined;
  readonly instance: AnyInstance;
}

function placedActors(placement: AnyPlacement): readonly PlacedActor[] {
  const seats = Object.entries(placement).flatMap(([role, placed]): readonly Seat[] =>
    isTeam(placed)
      ? placed.map((instance, member) => ({ role, member, instance }))
      : [{ role, member: undefined, instance: placed }],
  );
  // What is no actor at an address is refused before anything is explored.
  const taken = seats.filter(({ instance }) => instance?.[instanceKey] !== undefined);
  return taken.map(({ role, member, instance }, index) => {
    const { declaration, behavior, props } = instance[instanceKey];
    return {
      index,
      address: instance.address,
      role,
      member,
      keyPath: member === undefined ? `actors.${role}` : `actors.${role}.${member}`,
      declaration,
      behavior,
      props: frozen(props),
      messageSchemas: new Map(
        Object.values(declaration.messages).map(({ kind, '~fields': fields }) => [
          kind,
          z.object(fields),
        ]),
      ),
      durableFields: fieldNames(declaration.durable) ?? new Set(),
    };
  });
}

/** A copy that nobody can change; what is no data is refused before anything is explored. */
function frozen(props: unknown): unknown {
  try {
    return deepFreeze(decode(encode(props)));
  } catch (error) {
    if (error instanceof RefusedValue) return props;
    throw error;
  }
}

/** Whether several actors have a role together. */
export function isTeam(
  placed: AnyInstance | readonly AnyInstance[],
): placed is readonly AnyInstance[] {
  return Array.isArray(placed);
}

/** The names of all fields that values of a schema can have; undefined if they are not declared. */
export function fieldNames(schema: z.ZodType | undefined): ReadonlySet<string> | undefined {
  if (schema === undefined) return new Set();
  // A schema that zod 4 did not make is refused later, with what to install.
  if (schema._zod === undefined) return undefined;
  const shape = shapeOf(schema);
  switch (shape.kind) {
    case 'object':
      return shape.loose ? undefined : new Set(shape.fields.map(([name]) => name));
    case 'union': {
      const names = shape.options.map(fieldNames);
      if (names.some((known) => known === undefined)) return undefined;
      return new Set(names.flatMap((known) => [...(known ?? [])]));
    }
    case 'wrapped':
      return shape.also.length > 0 ? undefined : fieldNames(shape.inner);
    default:
      return undefined;
  }
}

/** The fields of an actor in two parts: those that survive a crash, and the others. */
export function splitFields(
  { durableFields }: Pick<PlacedActor, 'durableFields'>,
  fields: object,
): { readonly durable: object; readonly volatile: object } {
  const entries = Object.entries(fields);
  return {
    durable: Object.fromEntries(entries.filter(([name]) => durableFields.has(name))),
    volatile: Object.fromEntries(entries.filter(([name]) => !durableFields.has(name))),
  };
}
