import type { ListedState } from './listing.ts';

/** The values of a field in one state: one, or those of all members of a collection. */
export function valuesAt(state: unknown, field: string): readonly unknown[] {
  const isSize = /\.(length|size)$/.test(field);
  const steps = [...field.matchAll(/\[\*\]|\[(\d+)\]|\['([^']*)'\]|([\p{L}_$][\p{L}\p{N}_$]*)/gu)];
  let values: readonly unknown[] = [state];
  for (const [text, index, quoted, name] of isSize ? steps.slice(0, -1) : steps) {
    values =
      text === '[*]'
        ? values.flatMap(membersOf)
        : values.map((value) => memberOf(value, index ?? quoted ?? name ?? ''));
  }
  if (isSize) return values.map((value) => (isObject(value) ? membersOf(value).length : undefined));
  return values;
}

/** The same, of a field that is said to count members: its name does not say the last `[*]`. */
export function membersAt(state: unknown, field: string): readonly unknown[] {
  let values = valuesAt(state, field);
  while (values.some(isObject)) values = values.flatMap(membersOf);
  return values;
}

/** As the map writes a value. */
export function textOf(value: unknown): string {
  if (value === undefined) return 'absent';
  if (typeof value === 'string') return `'${value}'`;
  if (!isObject(value)) return String(value);
  if (Array.isArray(value)) return 'array';
  return value instanceof Set ? 'set' : value instanceof Map ? 'map' : 'object';
}

/** How the cells of a map are told apart by one field. */
export function classesBy(
  field: string,
  states: readonly ListedState[],
): (state: ListedState) => string {
  const isCounted =
    field.includes('[*]') ||
    (!/\.(length|size)$/.test(field) &&
      states.some(({ value }) => valuesAt(value, field).some(isObject)));
  if (isCounted) return ({ value }) => multisetOf(value, field);
  const numbers = states
    .flatMap(({ value }) => valuesAt(value, field))
    .filter((value) => typeof value === 'number');
  const inBuckets = new Set(numbers).size > 12 ? bucketsOf(field, numbers) : textOf;
  return ({ value }) => inBuckets(valuesAt(value, field)[0]);
}

function multisetOf(state: unknown, field: string): string {
  const collection = field.split('[*]')[0] ?? field;
  if (valuesAt(state, collection)[0] === undefined) return 'absent';
  const texts = membersAt(state, field).map(textOf).sort();
  const counts = [...new Set(texts)].map(
    (text) => `${texts.filter((other) => other === text).length} ${text}`,
  );
  return counts.join(', ') || 'none';
}

/** Of many numbers the least two and the greatest two stand alone; of sizes, three and one. */
function bucketsOf(field: string, numbers: readonly number[]): (value: unknown) => string {
  const [min, max] = [Math.min(...numbers), Math.max(...numbers)];
  const isSize = /\.(length|size)$/.test(field);
  const alone = isSize ? [min, min + 1, min + 2, max] : [min, min + 1, max - 1, max];
  const others = numbers.filter((number) => !alone.includes(number));
  const between = `${Math.min(...others)}…${Math.max(...others)}`;
  return (value) => (typeof value !== 'number' || alone.includes(value) ? textOf(value) : between);
}

/** A key with the members of its multisets in one order, so that two can be compared. */
export function inOneOrder(key: string): string {
  return key
    .split(' · ')
    .map((part) => part.split(', ').sort().join(', '))
    .join(' · ');
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function membersOf(value: unknown): readonly unknown[] {
  if (!isObject(value)) return [];
  if (Array.isArray(value)) return value;
  if (value instanceof Set || value instanceof Map) return [...value.values()];
  return Object.values(value);
}

function memberOf(value: unknown, key: string): unknown {
  if (value instanceof Map) return value.get(key);
  return isObject(value) ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined;
}
