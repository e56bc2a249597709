/** Reads zod schemas through their documented core: the only file that knows how zod keeps them. */
import type * as z from 'zod';

/** What a schema admits, one level deep. */
export type Shape =
  /** Some values, listed: enums, literals, booleans, null, undefined. */
  | { readonly kind: 'listed'; readonly values: readonly unknown[] }
  /** Integers from `min` to `max`, where bounded. */
  | { readonly kind: 'integer'; readonly min: number; readonly max: number; readonly step: number }
  /** Big integers from `min` to `max`, where bounded. */
  | { readonly kind: 'bigint'; readonly min?: bigint; readonly max?: bigint }
  | {
      readonly kind: 'object';
      readonly fields: readonly (readonly [string, z.ZodType])[];
      /** Whether keys beyond the listed ones may occur. */
      readonly loose: boolean;
    }
  | { readonly kind: 'tuple'; readonly items: readonly z.ZodType[]; readonly rest?: z.ZodType }
  | {
      readonly kind: 'array';
      readonly element: z.ZodType;
      readonly sizeMin: number;
      readonly sizeMax: number;
    }
  | {
      readonly kind: 'set';
      readonly element: z.ZodType;
      readonly sizeMin: number;
      readonly sizeMax: number;
    }
  | {
      readonly kind: 'record';
      readonly keys: z.ZodType;
      readonly values: z.ZodType;
      readonly partial: boolean;
    }
  | {
      readonly kind: 'map';
      readonly keys: z.ZodType;
      readonly values: z.ZodType;
      readonly sizeMin: number;
      readonly sizeMax: number;
    }
  | { readonly kind: 'union'; readonly options: readonly z.ZodType[] }
  /** The same values as another schema, and perhaps one more. */
  | { readonly kind: 'wrapped'; readonly inner: z.ZodType; readonly also: readonly unknown[] }
  | { readonly kind: 'unbounded'; readonly what: string }
  /** Gives out something else than it takes in, so it cannot describe a state. */
  | { readonly kind: 'transforms' };

interface CoreDefinition {
  readonly type: string;
  readonly format?: string;
  readonly checks?: readonly { readonly _zod: { readonly def: CoreCheck } }[];
  readonly [key: string]: unknown;
}

interface CoreCheck {
  readonly check: string;
  readonly value?: unknown;
  readonly inclusive?: boolean;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly length?: number;
  readonly size?: number;
}

function definition(schema: z.ZodType): CoreDefinition {
  // zod publishes `_zod.def` for libraries; its type is a union that we read by its `type`.
  return schema._zod.def as unknown as CoreDefinition;
}

function checksOf(schema: z.ZodType): readonly CoreCheck[] {
  const def = definition(schema);
  const own = def['check'] ? [def as unknown as CoreCheck] : [];
  return [...own, ...(def.checks ?? []).map((check) => check._zod.def)];
}

const structural = new Set(
  'greater_than less_than number_format multiple_of min_length max_length length_equals min_size max_size size_equals'.split(
    ' ',
  ),
);

/** Whether the schema has conditions that only running it can tell, such as `refine`. */
export function isRefined(schema: z.ZodType): boolean {
  return (definition(schema).checks ?? []).some(
    (check) => !structural.has(check._zod.def.check) && check._zod.def.check !== 'overwrite',
  );
}

/** What a schema admits, one level deep. */
export function shapeOf(schema: z.ZodType): Shape {
  const def = definition(schema);
  const inner = def['innerType'] as z.ZodType;
  switch (def.type) {
    case 'enum':
      return { kind: 'listed', values: enumValues(def['entries'] as Record<string, unknown>) };
    case 'literal':
      return { kind: 'listed', values: def['values'] as readonly unknown[] };
    case 'boolean':
      return def['coerce'] ? { kind: 'transforms' } : { kind: 'listed', values: [false, true] };
    case 'null':
      return { kind: 'listed', values: [null] };
    case 'undefined':
    case 'void':
      return { kind: 'listed', values: [undefined] };
    case 'nan':
      return { kind: 'listed', values: [Number.NaN] };
    case 'never':
      return { kind: 'listed', values: [] };
    case 'optional':
      return { kind: 'wrapped', inner, also: [undefined] };
    case 'nullable':
      return { kind: 'wrapped', inner, also: [null] };
    case 'readonly':
    case 'default':
    case 'prefault':
    case 'catch':
    case 'nonoptional':
      return { kind: 'wrapped', inner, also: [] };
    case 'lazy':
      return { kind: 'wrapped', inner: (def['getter'] as () => z.ZodType)(), also: [] };
    case 'number':
      return numberShape(schema);
    case 'bigint':
      return bigintShape(schema);
    case 'pipe':
    case 'transform':
      return { kind: 'transforms' };
    default:
      return containerShape(schema, def);
  }
}

function containerShape(schema: z.ZodType, def: CoreDefinition): Shape {
  switch (def.type) {
    case 'object':
      return {
        kind: 'object',
        fields: Object.entries(def['shape'] as Record<string, z.ZodType>),
        loose: isLoose(def['catchall'] as z.ZodType | undefined),
      };
    case 'tuple': {
      const rest = def['rest'] as z.ZodType | null;
      const items = def['items'] as readonly z.ZodType[];
      return rest ? { kind: 'tuple', items, rest } : { kind: 'tuple', items };
    }
    case 'array':
      return { kind: 'array', element: def['element'] as z.ZodType, ...sizesOf(schema) };
    case 'set':
      return { kind: 'set', element: def['valueType'] as z.ZodType, ...sizesOf(schema) };
    case 'record':
      return {
        kind: 'record',
        keys: def['keyType'] as z.ZodType,
        values: def['valueType'] as z.ZodType,
        partial: def['partial'] === true,
      };
    case 'map':
      return {
        kind: 'map',
        keys: def['keyType'] as z.ZodType,
        values: def['valueType'] as z.ZodType,
        ...sizesOf(schema),
      };
    case 'union':
      return { kind: 'union', options: def['options'] as readonly z.ZodType[] };
    default:
      return { kind: 'unbounded', what: `z.${def.type}()` };
  }
}

function isLoose(catchall: z.ZodType | undefined): boolean {
  return catchall !== undefined && definition(catchall).type !== 'never';
}

/** Numeric TypeScript enums list their names too; those are not values. */
function enumValues(entries: Record<string, unknown>): readonly unknown[] {
  const numbers = new Set(Object.values(entries).filter((value) => typeof value === 'number'));
  return Object.entries(entries)
    .filter(([key]) => !numbers.has(Number(key)))
    .map(([, value]) => value);
}

function sizesOf(schema: z.ZodType): { readonly sizeMin: number; readonly sizeMax: number } {
  let sizeMin = 0;
  let sizeMax = Number.POSITIVE_INFINITY;
  for (const check of checksOf(schema)) {
    const exact = check.length ?? check.size;
    sizeMin = Math.max(sizeMin, exact ?? check.minimum ?? 0);
    sizeMax = Math.min(sizeMax, exact ?? check.maximum ?? Number.POSITIVE_INFINITY);
  }
  return { sizeMin, sizeMax };
}

function numberShape(schema: z.ZodType): Shape {
  const checks = checksOf(schema);
  if (definition(schema)['coerce']) return { kind: 'transforms' };
  const formats = checks.map((check) => check.format).filter((format) => format !== undefined);
  const whole = formats.some((format) => /int/.test(format));
  const step = checks.find((check) => check.check === 'multiple_of')?.value;
  if (!whole && !(typeof step === 'number' && Number.isInteger(step))) {
    return { kind: 'unbounded', what: 'z.number()' };
  }
  let min = formats.includes('int32') ? -(2 ** 31) : formats.includes('uint32') ? 0 : -Infinity;
  let max = formats.includes('int32')
    ? 2 ** 31 - 1
    : formats.includes('uint32')
      ? 2 ** 32 - 1
      : Infinity;
  for (const check of checks) {
    const value = Number(check.value);
    if (check.check === 'greater_than') {
      min = Math.max(min, check.inclusive ? Math.ceil(value) : Math.floor(value) + 1);
    } else if (check.check === 'less_than') {
      max = Math.min(max, check.inclusive ? Math.floor(value) : Math.ceil(value) - 1);
    }
  }
  return { kind: 'integer', min, max, step: typeof step === 'number' ? step : 1 };
}

function bigintShape(schema: z.ZodType): Shape {
  let min: bigint | undefined;
  let max: bigint | undefined;
  for (const check of checksOf(schema)) {
    if (typeof check.value !== 'bigint') continue;
    const edge = check.inclusive ? 0n : 1n;
    if (check.check === 'greater_than') min = check.value + edge;
    if (check.check === 'less_than') max = check.value - edge;
  }
  return { kind: 'bigint', ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}
