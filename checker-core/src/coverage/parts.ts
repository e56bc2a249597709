import { everyMember, type PathStep } from './field.ts';

/** The part of a value at a path without `everyMember`; undefined where there is none. */
export function partAt(whole: unknown, path: readonly PathStep[]): unknown {
  let part = whole;
  for (const step of path) part = memberOf(part, step);
  return part;
}

/** Calls `visit` for each part at a path, which may lead through the members of collections. */
export function eachPart(
  whole: unknown,
  path: readonly PathStep[],
  visit: (part: unknown) => void,
  from = 0,
): void {
  let part = whole;
  for (let at = from; at < path.length; at++) {
    const step = path[at];
    if (step !== everyMember) {
      part = memberOf(part, step);
      continue;
    }
    for (const member of membersOf(part)) eachPart(member, path, visit, at + 1);
    return;
  }
  visit(part);
}

/** How many members a collection has; undefined where there is no collection. */
export function sizeOf(part: unknown): number | undefined {
  if (typeof part !== 'object' || part === null) return undefined;
  if (part instanceof Set || part instanceof Map) return part.size;
  return Array.isArray(part) ? part.length : Object.keys(part).length;
}

/** The members of a collection: the values of a map or an object, the elements of the others. */
function membersOf(part: unknown): Iterable<unknown> {
  if (typeof part !== 'object' || part === null) return [];
  if (Array.isArray(part)) return part;
  if (part instanceof Map || part instanceof Set) return part.values();
  return Object.values(part);
}

function memberOf(part: unknown, step: PathStep): unknown {
  if (typeof part !== 'object' || part === null) return undefined;
  if (part instanceof Map) return part.get(step);
  // A key may be called like a method that every object has.
  const key = step as PropertyKey;
  return Object.hasOwn(part, key) ? (part as Record<PropertyKey, unknown>)[key] : undefined;
}
