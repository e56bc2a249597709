/**
 * Prints values as a person would write them: `'working'`, `{ rm1: 'aborted' }`, sets `{'a', 'b'}`,
 * maps `{'k' → 1}`. Meant for data, but prints whatever it is given, since error messages also show
 * what should not have been there.
 */

const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** The value as text, cut with `…` where it would be longer than `maxLength` characters. */
export function printValue(value: unknown, maxLength = Number.POSITIVE_INFINITY): string {
  return cut(print(value, []), maxLength);
}

/** A path from the root of a state: `rms.rm1`, `items[2].price`; the root itself is `state`. */
export function printPath(path: readonly unknown[]): string {
  const [first, ...rest] = path;
  if (path.length === 0) return 'state';
  const start =
    typeof first === 'string' && identifier.test(first) ? first : `state${printKeyAccess(first)}`;
  return start + rest.map(printKeyAccess).join('');
}

/** The text, cut so that it has at most `maxLength` characters and ends with `…` if it was. */
export function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const kept = text.slice(0, Math.max(0, maxLength - 1));
  // Half of a surrogate pair would print as a replacement character.
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}

function printKeyAccess(key: unknown): string {
  return typeof key === 'string' && identifier.test(key) ? `.${key}` : `[${print(key, [])}]`;
}

/** `within` holds the values that contain this one: a value that contains itself ends there. */
function print(value: unknown, within: readonly object[]): string {
  switch (typeof value) {
    case 'string':
      return printString(value);
    case 'bigint':
      return `${value}n`;
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'function':
      return value.name === '' ? 'a function' : `function ${value.name}`;
    case 'object':
      if (value === null) return 'null';
      return within.includes(value) ? '…' : printObject(value, [...within, value]);
    default:
      return String(value);
  }
}

function printObject(value: object, within: readonly object[]): string {
  const printInner = (inner: unknown) => print(inner, within);
  if (Array.isArray(value)) return `[${value.map(printInner).join(', ')}]`;
  if (value instanceof Set) return `{${[...value].map(printInner).join(', ')}}`;
  if (value instanceof Map) {
    const entries = [...value].map(([key, item]) => `${printInner(key)} → ${printInner(item)}`);
    return `{${entries.join(', ')}}`;
  }
  if (value instanceof Date) return printDate(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  return classNameOf(value) + printFields(value, printInner);
}

function printFields(value: object, printInner: (inner: unknown) => string): string {
  const fields = Object.entries(value).map(([key, item]) => {
    const name = identifier.test(key) ? key : printString(key);
    return `${name}: ${printInner(item)}`;
  });
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** Nothing for plain objects; for an instance of a class, its name. */
function classNameOf(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return '';
  const name: unknown = (prototype as { constructor?: { name?: unknown } }).constructor?.name;
  return typeof name === 'string' && name !== '' && name !== 'Object' ? `${name} ` : '';
}

function printDate(date: Date): string {
  return Number.isNaN(date.getTime()) ? 'an invalid date' : date.toISOString();
}

function printString(text: string): string {
  // JSON escapes control characters; only the kind of quote differs.
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner}'`;
}
