/**
 * Symmetry by canonical representative: states that differ only by a permutation of
 * interchangeable values are one class, and the least canonical text stands for it.
 * All permutations are tried, so the representative is exact; the cost is their number.
 */
import type * as z from 'zod';
import { domain, UnboundedDomain } from '../../model/domain.ts';
import { shapeOf } from '../../model/schema.ts';
import { decode, encode } from '../../values/canonical.ts';
import { ModelError, refused } from '../errors.ts';

const permutationsMax = 5_040;

/** Where each interchangeable value goes, for each symmetric schema. */
export type Permutation = ReadonlyMap<z.ZodType, ReadonlyMap<unknown, unknown>>;

/** The permutations of a model's interchangeable values. */
export class Symmetry {
  /** All permutations but the identity. */
  readonly permutations: readonly Permutation[];
  /** Exchanges of two neighbours: together they generate all permutations. */
  readonly transpositions: readonly Permutation[];
  readonly #schema: z.ZodType;

  constructor(schema: z.ZodType, symmetric: readonly z.ZodType[]) {
    this.#schema = schema;
    const domains = symmetric.map((part) => [part, valuesOf(part)] as const);
    for (const part of symmetric) assertUsed(schema, part);
    const count = domains.reduce((all, [, values]) => all * factorial(values.length), 1);
    if (count > permutationsMax) {
      throw new ModelError(
        refused(
          'symmetry',
          `symmetry has ${count.toLocaleString('en')} permutations; at most ${permutationsMax.toLocaleString('en')} can be tried. Check without symmetry, or with fewer values.`,
        ),
      );
    }
    this.permutations = allPermutations(domains).slice(1);
    this.transpositions = domains.flatMap(([part, values]) =>
      values.slice(1).map((_, i) => new Map([[part, exchange(values, i)]])),
    );
  }

  /** The canonical text of a state's class. */
  representative(key: string): string {
    let least = key;
    for (const permutation of this.permutations) {
      const other = this.apply(permutation, key);
      if (other < least) least = other;
    }
    return least;
  }

  /** The state with its interchangeable values exchanged. */
  apply(permutation: Permutation, key: string): string {
    return encode(permute(this.#schema, decode(key), permutation));
  }
}

function valuesOf(schema: z.ZodType): readonly unknown[] {
  try {
    return domain(schema);
  } catch (error) {
    if (!(error instanceof UnboundedDomain)) throw error;
    throw new ModelError(
      refused('symmetry', `A schema in symmetry is unbounded: ${error.message}`),
    );
  }
}

/** Symmetry goes by identity of schemas: one that the state does not use would do nothing. */
function assertUsed(schema: z.ZodType, part: z.ZodType): void {
  const seen = new Set<z.ZodType>();
  const uses = (at: z.ZodType): boolean => {
    if (at === part) return true;
    if (seen.has(at)) return false;
    seen.add(at);
    return partsOf(at).some(uses);
  };
  if (uses(schema)) return;
  throw new ModelError(
    refused(
      'symmetry',
      'A schema in symmetry is not used in the state. Use the very same schema object in both places.',
    ),
  );
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

/** A value outside its schema is left as it is where it does not fit. */
function permute(schema: z.ZodType, value: unknown, permutation: Permutation): unknown {
  const own = permutation.get(schema);
  if (own) return own.has(value) ? own.get(value) : value;
  const shape = shapeOf(schema);
  const at = (part: z.ZodType, item: unknown) => permute(part, item, permutation);
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
      return mapFields(value, (key, item) => [String(at(shape.keys, key)), at(shape.values, item)]);
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

function mapFields(
  value: unknown,
  change: (key: string, item: unknown) => readonly [string, unknown],
): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => change(key, item)));
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}

function exchange(values: readonly unknown[], i: number): ReadonlyMap<unknown, unknown> {
  return new Map([
    [values[i], values[i + 1]],
    [values[i + 1], values[i]],
  ]);
}

/** The product of the permutations of each domain; the identity comes first. */
function allPermutations(
  domains: readonly (readonly [z.ZodType, readonly unknown[]])[],
): Permutation[] {
  let all: Map<z.ZodType, ReadonlyMap<unknown, unknown>>[] = [new Map()];
  for (const [schema, values] of domains) {
    const orders = ordersOf(values);
    all = all.flatMap((rest) =>
      orders.map((order) =>
        new Map(rest).set(schema, new Map(values.map((value, i) => [value, order[i]]))),
      ),
    );
  }
  return all;
}

function ordersOf(values: readonly unknown[]): readonly (readonly unknown[])[] {
  if (values.length <= 1) return [values];
  return values.flatMap((first, i) =>
    ordersOf([...values.slice(0, i), ...values.slice(i + 1)]).map((rest) => [first, ...rest]),
  );
}
