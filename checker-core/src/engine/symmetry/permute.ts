/** How values change when interchangeable values are renamed: by the schema, part by part. */
import type * as z from 'zod';
import { shapeOf } from '../../model/schema.ts';

/** What each interchangeable value becomes, for each symmetric schema. */
export type Renaming = ReadonlyMap<z.ZodType, (value: unknown) => unknown>;

/** A copy with interchangeable values renamed; what does not fit its schema stays as it is. */
export function permute(schema: z.ZodType, value: unknown, renaming: Renaming): unknown {
  const rename = renaming.get(schema);
  if (rename) return rename(value);
  const shape = shapeOf(schema);
  const at = (part: z.ZodType, item: unknown) => permute(part, item, renaming);
  switch (shape.kind) {
    case 'wrapped':
      return shape.also.includes(value) ? value : at(shape.inner, value);
    case 'union': {
      const option = shape.options.find((candidate) => candidate.safeParse(value).success);
      return option ? at(option, value) : value;
    }
    case 'object': {
      const fields = new Map(shape.fields);
      return mapFields(value, (key, item) => {
        const field = fields.get(key);
        return [key, field ? at(field, item) : item];
      });
    }
    case 'record':
      return mapFields(value, (key, item) => [
        permuteKey(shape.keys, key, renaming),
        at(shape.values, item),
      ]);
    case 'array':
      return !Array.isArray(value) ? value : value.map((item) => at(shape.element, item));
    case 'tuple':
      if (!Array.isArray(value)) return value;
      return value.map((item, i) => {
        const part = shape.items[i] ?? shape.rest;
        return part ? at(part, item) : item;
      });
    case 'set':
      if (!(value instanceof Set)) return value;
      return new Set([...value].map((item) => at(shape.element, item)));
    case 'map':
      if (!(value instanceof Map)) return value;
      return new Map(
        [...value].map(([key, item]) => [at(shape.keys, key), at(shape.values, item)]),
      );
    default:
      return value;
  }
}

/** A key of a record renamed; keys that stand for numbers are texts in the record. */
export function permuteKey(keys: z.ZodType, key: string, renaming: Renaming): string {
  const renamed = permute(keys, key, renaming);
  if (renamed !== key || !isNumeral(key)) return String(renamed);
  return String(permute(keys, Number(key), renaming));
}

function isNumeral(key: string): boolean {
  return String(Number(key)) === key;
}

function mapFields(
  value: unknown,
  change: (key: string, item: unknown) => readonly [string, unknown],
): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => change(key, item)));
}

/** Whether values of the schema may contain values of one of these schemas. */
export function contains(schema: z.ZodType, parts: ReadonlySet<z.ZodType>): boolean {
  const seen = new Set<z.ZodType>();
  const search = (at: z.ZodType): boolean => {
    if (parts.has(at)) return true;
    if (seen.has(at)) return false;
    seen.add(at);
    return partsOf(at).some(search);
  };
  return search(schema);
}

function partsOf(schema: z.ZodType): readonly z.ZodType[] {
  const shape = shapeOf(schema);
  switch (shape.kind) {
    case 'object':
      return shape.fields.map(([, field]) => field);
    case 'tuple':
      return shape.rest ? [...shape.items, shape.rest] : shape.items;
    case 'array':
    case 'set':
      return [shape.element];
    case 'record':
    case 'map':
      return [shape.keys, shape.values];
    case 'union':
      return shape.options;
    case 'wrapped':
      return [shape.inner];
    default:
      return [];
  }
}
