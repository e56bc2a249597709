import { isData, isDense, isPlain } from './plain-data.ts';

/**
 * The keys that lead to the part of a value that cannot be written, not more than `most`. Nobody keeps
 * them while all goes well, so the way is looked for afterwards.
 */
export function placeOfRefused(
  value: unknown,
  most: number,
  encodeAt: (value: unknown, depth: number) => string,
  depth = 0,
): readonly string[] {
  if (most === 0) return [];
  for (const [step, part] of partsOfValue(value)) {
    try {
      encodeAt(part, depth + 1);
    } catch {
      return [step, ...placeOfRefused(part, most - 1, encodeAt, depth + 1)];
    }
  }
  return [];
}

/** What is written of a value in turn, as far as it can be written. */
function* partsOfValue(value: unknown): Iterable<readonly [step: string, part: unknown]> {
  if (typeof value !== 'object' || value === null || value instanceof Date) return;
  if (Array.isArray(value)) {
    if (!isDense(value)) return;
    for (const [i, item] of value.entries()) yield [`[${i}]`, item];
  } else if (value instanceof Set) {
    for (const [i, element] of [...value].entries()) yield [`{${i}}`, element];
  } else if (value instanceof Map) {
    for (const [i, [key, item]] of [...value].entries()) {
      yield [`{key ${i}}`, key];
      yield [`{value ${i}}`, item];
    }
  } else if (isPlain(value)) {
    const keys = Reflect.ownKeys(value);
    if (keys.some((key) => typeof key === 'symbol')) return;
    for (const key of keys.sort()) {
      const property = Object.getOwnPropertyDescriptor(value, key);
      if (!isData(property)) return;
      yield [`.${String(key)}`, property.value];
    }
  }
}
