import * as z from 'zod';
import type { AnyActor } from '../model/definition.ts';
import { type Cast, isTeam } from './placed-actor.ts';
import type { Recording } from './recording.ts';

/** A schema of what traces show, for whoever asks what can vary; nothing is parsed with it. */
export function worldSchema(cast: Cast, recordings: readonly Recording[]): z.ZodType {
  const { actors } = cast;
  const addresses = z.enum(actors.map(({ address }) => address));
  const timers = actors.map(({ address, declaration }): [string, z.ZodType] => {
    return [address, z.set(z.enum(Object.keys(declaration.timers ?? {})))];
  });
  const message = z.looseObject({ kind: z.enum(kindsOf(actors)) });
  return z.object({
    ...rolesOf(cast, fieldsSchema),
    inFlight: z.array(z.object({ from: addresses, to: z.string(), message })),
    crashed: z.set(addresses),
    timers: z.object(Object.fromEntries(timers)),
    histories: z.object(Object.fromEntries(recordings.map(({ name }) => [name, z.unknown()]))),
    left: z.object({ lose: z.int(), duplicate: z.int(), crashes: z.int() }).partial(),
  });
}

/** A schema for each role, from one for the fields of each kind of actor. */
export function rolesOf(
  { placement, actors }: Cast,
  schemaOf: (declaration: AnyActor['declaration']) => z.ZodType,
): Readonly<Record<string, z.ZodType>> {
  const known = new Map<AnyActor['declaration'], z.ZodType>();
  let index = 0;
  const next = () => {
    const declaration = actors[index++]?.declaration;
    if (!declaration) return z.unknown();
    const schema = known.get(declaration) ?? schemaOf(declaration);
    // Actors of one kind share their schema: a map of the states counts them together.
    known.set(declaration, schema);
    return schema;
  };
  return Object.fromEntries(
    Object.entries(placement).map(([role, placed]) => [
      role,
      isTeam(placed) ? tuple(placed.map(next)) : next(),
    ]),
  );
}

function fieldsSchema({ durable, volatile }: AnyActor['declaration']): z.ZodType {
  return durable && volatile
    ? z.intersection(durable, volatile)
    : (durable ?? volatile ?? z.object({}));
}

function tuple(schemas: readonly z.ZodType[]): z.ZodType {
  const [first, ...rest] = schemas;
  return first ? z.tuple([first, ...rest]) : z.tuple([]);
}

function kindsOf(actors: Cast['actors']): readonly string[] {
  return [...new Set(actors.flatMap(({ declaration }) => Object.keys(declaration.messages)))];
}
