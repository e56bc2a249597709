import type { PlainValue } from 'everyturn/internal/report/model-report';

/** A leaf of a state: where it is and what it is. */
export interface StateRow {
  /** As a person would write it: `rms.rm1`, `items[2].price`. */
  readonly path: string;
  readonly value: string;
}

/** Lists shorter than this stand in one row. */
const inlineLengthMost = 60;

/** A state as rows of a table, one a leaf; sets and short lists stay together. */
export function rowsOf(value: PlainValue, path = ''): readonly StateRow[] {
  const start = path || 'state';
  const whole = [{ path: start, value: printPlain(value) }];
  if (Array.isArray(value)) {
    const isShort = printPlain(value).length <= inlineLengthMost;
    if (isShort && !value.some(recordOf)) return whole;
    return value.flatMap((part, index) => rowsOf(part, `${start}[${index}]`));
  }
  const entries = mapEntries(value);
  if (entries && entries.length > 0) {
    return entries.flatMap(([key, part]) => rowsOf(part, `${start}[${printPlain(key)}]`));
  }
  const fields = Object.entries(recordOf(value) ?? {});
  if (fields.length === 0) return whole;
  return fields.flatMap(([key, part]) => rowsOf(part, join(path, key)));
}

/** A value as a person would write it, as the reports do. */
export function printPlain(value: PlainValue): string {
  if (typeof value === 'string') return printString(value);
  if (Array.isArray(value)) return `[${value.map(printPlain).join(', ')}]`;
  if (!isObject(value)) return String(value);
  return specialText(value) ?? printFields(value);
}

/** A message as its kind and its fields: `vote` and `yes: true`. */
export function messageText(message: PlainValue): {
  readonly kind: string;
  readonly fields: string;
} {
  const { kind = null, ...fields } = recordOf(message) ?? {};
  const texts = Object.entries(fields).map(([name, value]) => printField(name, value));
  return { kind: String(kind), fields: texts.join(', ') };
}

/** What JSON has no word for is a record with one key that begins with a dollar sign. */
function specialText(value: PlainObject): string | undefined {
  const [[tag, content] = [], ...others] = Object.entries(value);
  if (tag === undefined || content === undefined || others.length > 0) return undefined;
  switch (tag) {
    case '$set':
      return Array.isArray(content) ? `{${content.map(printPlain).join(', ')}}` : undefined;
    case '$map': {
      const entries = mapEntries(value) ?? [];
      const texts = entries.map(([key, part]) => `${printPlain(key)} → ${printPlain(part)}`);
      return `{${texts.join(', ')}}`;
    }
    case '$undefined':
      return 'undefined';
    case '$bigint':
      return `${String(content)}n`;
    case '$date':
      return content === 'invalid' ? 'an invalid date' : String(content);
    case '$number':
      return String(content);
    case '$record':
      return isObject(content) ? printFields(content) : undefined;
    default:
      return undefined;
  }
}

function printFields(value: PlainObject): string {
  const fields = Object.entries(value).map(([key, part]) => printField(key, part));
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

function printField(key: string, value: PlainValue): string {
  return `${identifier.test(key) ? key : printString(key)}: ${printPlain(value)}`;
}

/** The fields of a record, wrapped or not; undefined for anything else. */
export function recordOf(value: PlainValue): PlainObject | undefined {
  if (!isObject(value)) return undefined;
  const wrapped = Object.keys(value).length === 1 ? value['$record'] : undefined;
  if (wrapped !== undefined && isObject(wrapped)) return wrapped;
  return specialText(value) === undefined ? value : undefined;
}

function mapEntries(value: PlainValue): readonly (readonly [PlainValue, PlainValue])[] | undefined {
  if (!isObject(value)) return undefined;
  const content = value['$map'];
  if (!Array.isArray(content) || Object.keys(value).length !== 1) return undefined;
  return content.flatMap((entry) =>
    Array.isArray(entry) && entry.length === 2 ? [[entry[0], entry[1]] as const] : [],
  );
}

type PlainObject = { readonly [key: string]: PlainValue };

function isObject(value: PlainValue): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

function join(path: string, key: string): string {
  if (!identifier.test(key)) return `${path || 'state'}[${printString(key)}]`;
  return path ? `${path}.${key}` : key;
}

function printString(text: string): string {
  // JSON escapes control characters; only the kind of quote differs.
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner}'`;
}
