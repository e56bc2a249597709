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
  const whole = [{ path: path || 'state', value: printPlain(value) }];
  if (Array.isArray(value)) {
    const isInline = printPlain(value).length <= inlineLengthMost && !value.some(hasNamedParts);
    if (isInline || value.length === 0) return whole;
    return value.flatMap((part, index) => rowsOf(part, `${path}[${index}]`));
  }
  const entries = mapEntries(value);
  if (entries && entries.length > 0) {
    return entries.flatMap(([key, part]) => rowsOf(part, `${path}[${printPlain(key)}]`));
  }
  if (!isObject(value) || specialText(value) !== undefined) return whole;
  const fields = Object.entries(value);
  if (fields.length === 0) return whole;
  return fields.flatMap(([key, part]) => rowsOf(part, join(path, key)));
}

/** A value as a person would write it. */
export function printPlain(value: PlainValue): string {
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) return `[${value.map(printPlain).join(', ')}]`;
  if (!isObject(value)) return String(value);
  const special = specialText(value);
  if (special !== undefined) return special;
  const fields = Object.entries(value).map(([key, part]) => `${key}: ${printPlain(part)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** What JSON has no word for is an object with one key that begins with a dollar sign. */
function specialText(value: PlainObject): string | undefined {
  const [[tag, content] = [], ...others] = Object.entries(value);
  if (others.length > 0 || content === undefined) return undefined;
  if (tag === '$set' && Array.isArray(content)) return `{${content.map(printPlain).join(', ')}}`;
  if (tag === '$undefined') return 'undefined';
  if (tag === '$bigint') return `${String(content)}n`;
  const entries = mapEntries(value);
  if (!entries) return undefined;
  return `{${entries.map(([key, part]) => `${printPlain(key)} → ${printPlain(part)}`).join(', ')}}`;
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

function hasNamedParts(value: PlainValue): boolean {
  return isObject(value) && specialText(value) === undefined;
}

function join(path: string, key: string): string {
  if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key)) return `${path}['${key}']`;
  return path ? `${path}.${key}` : key;
}
