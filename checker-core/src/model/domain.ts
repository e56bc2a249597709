/** The values that a finite schema admits, in a fixed order: that of their declaration. */
import type * as z from 'zod';
import { deepFreeze } from '../values/freeze.ts';
import { isRefined, shapeOf } from './schema.ts';

const valuesMax = 1_000_000;

/** A schema that has no finite domain, or one too large to list. */
export class UnboundedDomain extends Error {
  /** The part of the schema that is to blame, such as `z.number()`. */
  readonly what: string;

  constructor(what: string) {
    super(
      `${what} has no finite domain that can be listed. Give it .int().min().max(), or use an enum.`,
    );
    this.name = 'UnboundedDomain';
    this.what = what;
  }
}

/** Every value of a finite schema, in a fixed order. Throws on an unbounded schema. */
export function domain<T>(schema: z.ZodType<T>): readonly T[] {
  const values = listValues(schema).map((value) => deepFreeze(value));
  // The values were built from the schema itself, so they are of its type.
  return Object.freeze(values) as readonly T[];
}

/** How many values a schema admits. */
export function cardinality(schema: z.ZodType): bigint | 'unbounded' {
  if (isRefined(schema)) {
    try {
      return BigInt(listValues(schema).length);
    } catch (error) {
      if (error instanceof UnboundedDomain) return 'unbounded';
      throw error;
    }
  }
  return countValues(schema);
}

function listValues(schema: z.ZodType): unknown[] {
  const values = unrefinedValues(schema);
  return isRefined(schema) ? values.filter((value) => schema.safeParse(value).success) : values;
}

function unrefinedValues(schema: z.ZodType): unknown[] {
  const shape = shapeOf(schema);
  switch (shape.kind) {
    case 'listed':
      return [...shape.values];
    case 'integer':
      return integers(shape.min, shape.max, shape.step);
    case 'bigint':
      return bigints(shape.min, shape.max);
    case 'wrapped':
      return [...listValues(shape.inner), ...shape.also];
    case 'union':
      return distinct(shape.options.flatMap((option) => listValues(option)));
    case 'object':
      return objects(shape.fields);
    case 'tuple':
      if (shape.rest) throw new UnboundedDomain('a tuple with a rest');
      return product(shape.items.map((item) => listValues(item)));
    case 'record':
      return records(shape.keys, shape.values, shape.partial);
    case 'array':
      if (shape.sizeMax === Number.POSITIVE_INFINITY) throw new UnboundedDomain('z.array()');
      return arrays(listValues(shape.element), shape.sizeMin, shape.sizeMax);
    case 'set':
      return subsets(listValues(shape.element))
        .filter(({ length }) => length >= shape.sizeMin && length <= shape.sizeMax)
        .map((elements) => new Set(elements));
    case 'map':
      return maps(shape.keys, shape.values, shape.sizeMin, shape.sizeMax);
    case 'transforms':
      throw new UnboundedDomain('A schema that transforms its input');
    case 'unbounded':
      throw new UnboundedDomain(shape.what);
  }
}

function integers(min: number, max: number, step: number): number[] {
  if (!Number.isFinite(min) || !Number.isFinite(max)) throw new UnboundedDomain('z.int()');
  limit((max - min) / step);
  const values: number[] = [];
  for (let n = Math.ceil(min / step) * step; n <= max; n += step) values.push(n === 0 ? 0 : n);
  return values;
}

function bigints(min: bigint | undefined, max: bigint | undefined): bigint[] {
  if (min === undefined || max === undefined) throw new UnboundedDomain('z.bigint()');
  limit(Number(max - min));
  const values: bigint[] = [];
  for (let n = min; n <= max; n += 1n) values.push(n);
  return values;
}

function limit(count: number): void {
  if (count > valuesMax) {
    throw new UnboundedDomain(`A schema with ${count.toLocaleString('en')} values`);
  }
}

function distinct(values: unknown[]): unknown[] {
  return values.every((value) => typeof value !== 'object') ? [...new Set(values)] : values;
}

/** All combinations, the first position slowest. */
function product(lists: readonly (readonly unknown[])[]): unknown[][] {
  limit(lists.reduce((count, list) => count * list.length, 1));
  return lists.reduce<unknown[][]>(
    (rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])),
    [[]],
  );
}

const absent = Symbol('absent');

function objects(fields: readonly (readonly [string, z.ZodType])[]): object[] {
  const lists = fields.map(([, schema]) => {
    const values = listValues(schema);
    return schema._zod.optin === 'optional'
      ? [...values.filter((v) => v !== undefined), absent]
      : values;
  });
  return product(lists).map((row) => {
    const entries = fields.map(([name], i) => [name, row[i]] as const);
    return Object.fromEntries(entries.filter(([, value]) => value !== absent));
  });
}

function records(keys: z.ZodType, values: z.ZodType, partial: boolean): object[] {
  const names = listValues(keys).map(String);
  const items = partial ? [...listValues(values), absent] : listValues(values);
  return product(names.map(() => items)).map((row) =>
    Object.fromEntries(
      names.map((name, i) => [name, row[i]] as const).filter(([, value]) => value !== absent),
    ),
  );
}

function arrays(elements: readonly unknown[], sizeMin: number, sizeMax: number): unknown[][] {
  const all: unknown[][] = [];
  for (let size = sizeMin; size <= sizeMax; size += 1) {
    all.push(...product(Array.from({ length: size }, () => elements)));
    limit(all.length);
  }
  return all;
}

function subsets(elements: readonly unknown[]): unknown[][] {
  limit(2 ** elements.length);
  return elements.reduce<unknown[][]>(
    (sets, element) => sets.concat(sets.map((set) => [...set, element])),
    [[]],
  );
}

function maps(keys: z.ZodType, values: z.ZodType, sizeMin: number, sizeMax: number): unknown[] {
  const items = listValues(values);
  return subsets(listValues(keys))
    .filter(({ length }) => length >= sizeMin && length <= sizeMax)
    .flatMap((chosen) =>
      product(chosen.map(() => items)).map(
        (row) => new Map(chosen.map((key, i) => [key, row[i]] as const)),
      ),
    );
}

function countValues(schema: z.ZodType): bigint | 'unbounded' {
  const shape = shapeOf(schema);
  switch (shape.kind) {
    case 'listed':
      return BigInt(new Set(shape.values).size);
    case 'integer':
      if (!Number.isFinite(shape.min) || !Number.isFinite(shape.max)) return 'unbounded';
      return BigInt(
        Math.max(0, Math.floor(shape.max / shape.step) - Math.ceil(shape.min / shape.step) + 1),
      );
    case 'bigint':
      if (shape.min === undefined || shape.max === undefined) return 'unbounded';
      return shape.max < shape.min ? 0n : shape.max - shape.min + 1n;
    case 'object':
      return times(
        shape.fields.map(([, field]) => {
          const shapeOfField = shapeOf(field);
          // An optional field may be absent, which stands for its `undefined`.
          return field._zod.optin === 'optional' && shapeOfField.kind !== 'wrapped'
            ? plus([cardinality(field), 1n])
            : cardinality(field);
        }),
      );
    case 'tuple':
      return shape.rest ? 'unbounded' : times(shape.items.map((item) => cardinality(item)));
    case 'wrapped':
      return plus([cardinality(shape.inner), BigInt(shape.also.length)]);
    default:
      return countCollections(shape, schema);
  }
}

function countCollections(
  shape: ReturnType<typeof shapeOf>,
  schema: z.ZodType,
): bigint | 'unbounded' {
  switch (shape.kind) {
    case 'union':
      try {
        return BigInt(listValues(schema).length);
      } catch (error) {
        if (!(error instanceof UnboundedDomain)) throw error;
        return plus(shape.options.map((option) => cardinality(option)));
      }
    case 'record': {
      const values = cardinality(shape.values);
      return power(shape.partial ? plus([values, 1n]) : values, cardinality(shape.keys));
    }
    case 'set':
    case 'map': {
      const keys = cardinality(shape.kind === 'set' ? shape.element : shape.keys);
      const values = shape.kind === 'set' ? 1n : cardinality(shape.values);
      return countSubsets(keys, values, shape.sizeMin, shape.sizeMax);
    }
    case 'array': {
      if (shape.sizeMax === Number.POSITIVE_INFINITY) return 'unbounded';
      const element = cardinality(shape.element);
      const sizes = Array.from({ length: shape.sizeMax - shape.sizeMin + 1 }, (_, i) =>
        power(element, BigInt(shape.sizeMin + i)),
      );
      return plus(sizes);
    }
    default:
      return 'unbounded';
  }
}

type Count = bigint | 'unbounded';

function times(counts: readonly Count[]): Count {
  if (counts.some((count) => count === 0n)) return 0n;
  return counts.reduce<Count>(
    (all, count) => (all === 'unbounded' || count === 'unbounded' ? 'unbounded' : all * count),
    1n,
  );
}

function plus(counts: readonly Count[]): Count {
  return counts.reduce<Count>(
    (all, count) => (all === 'unbounded' || count === 'unbounded' ? 'unbounded' : all + count),
    0n,
  );
}

function power(base: Count, exponent: Count): Count {
  if (base === 'unbounded' || exponent === 'unbounded' || exponent > 100_000n) return 'unbounded';
  return base ** exponent;
}

/** Sum over the sizes of (keys choose size) · values^size. */
function countSubsets(keys: Count, values: Count, sizeMin: number, sizeMax: number): Count {
  if (keys === 'unbounded' || values === 'unbounded' || keys > 10_000n) return 'unbounded';
  let total = 0n;
  let chosen = 1n;
  for (let size = 0n; size <= keys && size <= sizeMax; size += 1n) {
    if (size >= sizeMin) total += chosen * values ** size;
    chosen = (chosen * (keys - size)) / (size + 1n);
  }
  return total;
}
