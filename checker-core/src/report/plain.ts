/**
 * States as plain JSON and back. What JSON lacks is a record with one key that begins with `$`:
 * `{"$set": [...]}`, `{"$map": [[key, value], ...]}`, `{"$undefined": true}`, `{"$bigint": "1"}`,
 * `{"$date": "2026-01-31T00:00:00.000Z"}`, `{"$number": "NaN"}`. A record of the state that has
 * such a key itself is wrapped in `{"$record": {...}}`.
 */
import type { PlainValue } from './model-report.ts';

/** A state value as plain JSON. What is not data, and so cannot be in a state, becomes its text. */
export function toPlain(value: unknown): PlainValue {
  return plainOf(value, []);
}

/** `within` holds the values that contain this one: a value that contains itself ends there. */
function plainOf(value: unknown, within: readonly object[]): PlainValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : { $number: Object.is(value, -0) ? '-0' : String(value) };
    case 'bigint':
      return { $bigint: String(value) };
    case 'undefined':
      return { $undefined: true };
    case 'object':
      if (value === null) return null;
      return within.includes(value) ? '…' : objectToPlain(value, [...within, value]);
    default:
      return String(value);
  }
}

function objectToPlain(value: object, within: readonly object[]): PlainValue {
  const inner = (item: unknown) => plainOf(item, within);
  if (Array.isArray(value)) return Array.from(value, inner);
  if (value instanceof Set) return { $set: Array.from(value, inner) };
  if (value instanceof Map) {
    return { $map: Array.from(value, ([key, item]) => [inner(key), inner(item)]) };
  }
  if (value instanceof Date) {
    const time = value.getTime();
    return { $date: Number.isNaN(time) ? 'invalid' : value.toISOString() };
  }
  const entries = Object.entries(value).map(([key, item]) => [key, inner(item)] as const);
  // `fromEntries` defines properties, so a key named __proto__ is a key like any other.
  const record: PlainValue = Object.fromEntries(entries);
  return entries.some(([key]) => key.startsWith('$')) ? { $record: record } : record;
}

/** The state value that `toPlain` turned into this JSON. */
export function fromPlain(plain: PlainValue): unknown {
  if (typeof plain !== 'object' || plain === null) return plain;
  if (isList(plain)) return plain.map(fromPlain);
  const [tag, ...others] = Object.keys(plain);
  return tag?.startsWith('$') && others.length === 0
    ? tagged(tag, plain[tag] ?? null)
    : recordFromPlain(plain);
}

function recordFromPlain(plain: { readonly [key: string]: PlainValue }): unknown {
  return Object.fromEntries(Object.entries(plain).map(([key, item]) => [key, fromPlain(item)]));
}

function tagged(tag: string, content: PlainValue): unknown {
  const list = isList(content) ? content : [];
  switch (tag) {
    case '$set':
      return new Set(list.map(fromPlain));
    case '$map':
      return new Map(list.map((entry) => entryFromPlain(entry)));
    case '$undefined':
      return undefined;
    case '$bigint':
      return BigInt(String(content));
    case '$date':
      return new Date(content === 'invalid' ? Number.NaN : String(content));
    case '$number':
      return Number(content);
    case '$record':
      return typeof content === 'object' && content !== null && !isList(content)
        ? recordFromPlain(content)
        : content;
    default:
      return { [tag]: fromPlain(content) };
  }
}

function entryFromPlain(entry: PlainValue): [unknown, unknown] {
  const [key = null, item = null] = isList(entry) ? entry : [];
  return [fromPlain(key), fromPlain(item)];
}

/** `Array.isArray` does not narrow a union with a read-only array. */
function isList(plain: PlainValue): plain is readonly PlainValue[] {
  return Array.isArray(plain);
}
