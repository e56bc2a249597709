import type * as z from 'zod';
import { encode } from '../../values/canonical.ts';
import { printPath, printValue } from '../../values/print.ts';

/** Why a state is outside its schema. */
export interface SchemaIssue {
  readonly path: string;
  readonly what: string;
}

/** Checks a state against its schema. Keys that the schema does not know are refused too. */
export function schemaIssue(
  schema: z.ZodType,
  state: unknown,
  key: string,
): SchemaIssue | undefined {
  const parsed = schema.safeParse(state);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path ?? [];
    return {
      path: printPath(path as readonly (string | number)[]),
      what: `${issue?.message ?? 'it does not fit'} (${printValue(valueAt(state, path), 60)})`,
    };
  }
  if (encode(parsed.data) === key) return undefined;
  const stranger = unknownKey(state, parsed.data);
  return stranger === undefined
    ? { path: '', what: 'the schema changes the value that it reads; a state schema must not' }
    : { path: stranger, what: 'the schema has no such key' };
}

function valueAt(state: unknown, path: readonly PropertyKey[]): unknown {
  let value = state;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = value instanceof Map ? value.get(step) : (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}

function unknownKey(given: unknown, kept: unknown, path = ''): string | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  if (typeof kept !== 'object' || kept === null) return undefined;
  if (given instanceof Set || given instanceof Map) return undefined;
  for (const [key, value] of Object.entries(given)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (!Object.hasOwn(kept, key)) return at;
    const below = unknownKey(value, (kept as Record<string, unknown>)[key], at);
    if (below !== undefined) return below;
  }
  return undefined;
}
