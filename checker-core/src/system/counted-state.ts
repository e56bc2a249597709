import * as z from 'zod';
import { shapeOf } from '../model/schema.ts';
import type { Cast, PlacedActor } from './placed-actor.ts';
import { rolesOf } from './world-schema.ts';

/**
 * The schema of what statistics count of a system's states: the fields of the actors by role, their
 * timers, who is crashed, and what is left of budgets. Messages and histories are not counted.
 */
export function countedSchema(cast: Cast): z.ZodType {
  const timers = cast.actors.map(({ address, declaration }): [string, z.ZodType] => {
    return [address, z.set(z.enum(Object.keys(declaration.timers ?? {})))];
  });
  return z.object({
    ...rolesOf(cast, fieldsSchema),
    crashed: z.set(z.enum(cast.actors.map(({ address }) => address))),
    timers: z.object(Object.fromEntries(timers)),
    left: z.object({ lose: z.int(), duplicate: z.int(), crashes: z.int() }).partial(),
  });
}

/** What is counted of a shown state; who is crashed only where somebody can be. */
export function countedState(
  shown: Readonly<Record<string, unknown>>,
  mayCrash: boolean,
): Readonly<Record<string, unknown>> {
  const { inFlight: _, histories: __, crashed, ...others } = shown;
  return mayCrash ? { ...others, crashed } : others;
}

/** Durable and volatile fields side by side, where they can be told one by one. */
function fieldsSchema({ durable, volatile }: PlacedActor['declaration']): z.ZodType {
  if (!durable || !volatile) return durable ?? volatile ?? z.object({});
  const shapes = [shapeOf(durable), shapeOf(volatile)];
  const fields = shapes.flatMap((shape) => (shape.kind === 'object' ? shape.fields : []));
  return shapes.every(({ kind }) => kind === 'object')
    ? z.object(Object.fromEntries(fields))
    : z.intersection(durable, volatile);
}
