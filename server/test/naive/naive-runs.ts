import type { SystemDefinition } from 'everyturn/internal/model/definition';
import { textOf, valuesAt } from './places.ts';

/**
 * Whether a handler of an actor runs in a state of a system on a network without order: a message of
 * its kind is under way to the actor, or its timer is armed, and the actor is up; or it can recover.
 */
export function runsIn(
  { declaration: { actors } }: SystemDefinition,
  keyPath: string,
  state: unknown,
): boolean {
  const [, role = '', ...rest] = keyPath.split('.');
  const placed = actors[role];
  // Of several actors of one role the place stands before the handler.
  const actor = Array.isArray(placed) ? placed[Number(rest.shift())] : placed;
  const [section = '', name = ''] = rest;
  const address = actor?.address ?? '';
  const isCrashed = valuesAt(state, 'crashed[*]').includes(address);
  if (isCrashed || section === 'recover') return isCrashed && section === 'recover';
  if (section === 'onTimer') return valuesAt(state, `timers['${address}'][*]`).includes(name);
  if (section !== 'on') return false;
  const envelopes = valuesAt(state, 'inFlight[*]');
  return envelopes.some(
    (envelope) =>
      textOf(valuesAt(envelope, 'to')[0]) === `'${address}'` &&
      textOf(valuesAt(envelope, 'message.kind')[0]) === `'${name}'`,
  );
}
