import type { Place, RecordPlace } from '../shape/shape.ts';
import { absent } from '../shape/slot-values.ts';
import type { Tracking } from './tracked-state.ts';

/**
 * The plain, frozen value of an object or tuple of which everything is known already: who looks at it
 * tells nothing new, so nothing needs to be noticed. Undefined where something is not known.
 */
export function knownPart(place: RecordPlace, tracking: Tracking): object | undefined {
  return isKnown(place, tracking) ? (plain(place, tracking) as object) : undefined;
}

function isKnown(place: Place, tracking: Tracking): boolean {
  if (place.kind === 'leaf') return tracking.isKnown(place.slot);
  if (place.kind === 'set') return false;
  for (const field of place.fields.values()) if (!isKnown(field.place, tracking)) return false;
  return true;
}

function plain(place: Place, tracking: Tracking): unknown {
  if (place.kind === 'leaf') return tracking.load(place.slot);
  if (place.kind === 'set') throw new Error('Internal error: a set is never known as a whole.');
  const isTuple = place.kind === 'tuple';
  const value = (isTuple ? [...(place.blank as unknown[])] : { ...place.blank }) as Record<
    string,
    unknown
  >;
  for (const [key, { place: part, optional }] of place.fields) {
    if (optional && part.kind === 'leaf' && tracking.peek(part.slot) === absent) delete value[key];
    else value[key] = plain(part, tracking);
  }
  return Object.freeze(value);
}
