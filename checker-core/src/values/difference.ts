/**
 * What changed between two plain data values, as the smallest places that tell it: leaves, elements
 * of sets and arrays that came or went, keys of records and maps.
 *
 * Arrays are aligned at their common beginning and end, so that an element taken from the front of
 * a queue is one removal and not a change of every element. Elements of sets are compared as values.
 * A record of a tagged union that became another of its kinds is one changed place: fields that come
 * and go with the kind are no changes of their own.
 */
import { printPath } from './print.ts';
import { retagging } from './tagged.ts';

/** One changed place. */
export interface Difference {
  /** Keys from the root: names, indexes, map keys. For an element of a set, the path of the set. */
  readonly path: readonly unknown[];
  /** The path as a person would write it: `rms.rm1`, `items[2].price`, `decided`. */
  readonly printedPath: string;
  readonly kind: 'changed' | 'added' | 'removed';
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Every place in which `after` differs from `before`, in the order in which it is written. */
export function differencesOf(before: unknown, after: unknown): readonly Difference[] {
  const found: Difference[] = [];
  collect(before, after, [], found);
  return found;
}

/** Whether two plain data values are the same value. The order of keys and elements is no part of it. */
export function isSameData(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  const shape = shapeOf(left);
  if (shape === 'leaf' || shape !== shapeOf(right)) return false;
  return differencesOf(left, right).length === 0;
}

type Shape = 'leaf' | 'array' | 'set' | 'map' | 'date' | 'record';

function shapeOf(value: unknown): Shape {
  if (typeof value !== 'object' || value === null) return 'leaf';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Set) return 'set';
  if (value instanceof Map) return 'map';
  return value instanceof Date ? 'date' : 'record';
}

/** The caller of the casts below has compared the shapes: both values have the named one. */
function collect(before: unknown, after: unknown, path: readonly unknown[], found: Difference[]) {
  if (Object.is(before, after)) return;
  const shape = shapeOf(before);
  if (shape === 'leaf' || shape !== shapeOf(after)) {
    found.push(changed(path, before, after));
  } else if (shape === 'array') {
    collectArrays(before as unknown[], after as unknown[], path, found);
  } else if (shape === 'set') {
    collectSets(before as Set<unknown>, after as Set<unknown>, path, found);
  } else if (shape === 'date') {
    const isSame = Object.is((before as Date).getTime(), (after as Date).getTime());
    if (!isSame) found.push(changed(path, before, after));
  } else if (shape === 'record' && retagging(before, after)) {
    found.push(changed(path, before, after));
  } else {
    collectEntries(entriesOf(before as object), entriesOf(after as object), path, found);
  }
}

function collectArrays(
  before: readonly unknown[],
  after: readonly unknown[],
  path: readonly unknown[],
  found: Difference[],
) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  let end = 0;
  if (before.length !== after.length) {
    while (start < shorter && isSameData(before[start], after[start])) start++;
    while (end < shorter - start && isSameData(before.at(-1 - end), after.at(-1 - end))) end++;
  }
  const paired = shorter - end;
  for (let index = start; index < paired; index++) {
    collect(before[index], after[index], [...path, index], found);
  }
  for (let index = paired; index < before.length - end; index++) {
    found.push(removed([...path, index], before[index]));
  }
  for (let index = paired; index < after.length - end; index++) {
    found.push(added([...path, index], after[index]));
  }
}

function collectSets(
  before: ReadonlySet<unknown>,
  after: ReadonlySet<unknown>,
  path: readonly unknown[],
  found: Difference[],
) {
  for (const element of before) {
    if (!hasElement(after, element)) found.push(removed(path, element));
  }
  for (const element of after) {
    if (!hasElement(before, element)) found.push(added(path, element));
  }
}

function hasElement(set: ReadonlySet<unknown>, element: unknown): boolean {
  if (set.has(element)) return true;
  if (shapeOf(element) === 'leaf') return false;
  return [...set].some((candidate) => isSameData(candidate, element));
}

type Entries = readonly (readonly [unknown, unknown])[];

function entriesOf(value: object): Entries {
  return value instanceof Map ? [...value] : Object.entries(value);
}

function collectEntries(
  before: Entries,
  after: Entries,
  path: readonly unknown[],
  found: Difference[],
) {
  const inBefore = lookup(before);
  const inAfter = lookup(after);
  for (const [key, value] of before) {
    const counterpart = inAfter(key);
    if (counterpart === undefined) found.push(removed([...path, key], value));
    else collect(value, counterpart[1], [...path, key], found);
  }
  for (const [key, value] of after) {
    if (inBefore(key) === undefined) found.push(added([...path, key], value));
  }
}

/** Finds the entry of a key; a key that is an object is found by its value. */
function lookup(entries: Entries): (key: unknown) => readonly [unknown, unknown] | undefined {
  const byKey = new Map(entries.map((entry) => [entry[0], entry]));
  return (key) =>
    byKey.get(key) ??
    (shapeOf(key) === 'leaf' ? undefined : entries.find(([other]) => isSameData(other, key)));
}

const changed = (path: readonly unknown[], before: unknown, after: unknown): Difference => ({
  path,
  printedPath: printPath(path),
  kind: 'changed',
  before,
  after,
});

const added = (path: readonly unknown[], after: unknown): Difference => ({
  path,
  printedPath: printPath(path),
  kind: 'added',
  after,
});

const removed = (path: readonly unknown[], before: unknown): Difference => ({
  path,
  printedPath: printPath(path),
  kind: 'removed',
  before,
});
