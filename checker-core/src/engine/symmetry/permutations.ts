/**
 * Symmetry by canonical representative: states that differ only by a permutation of
 * interchangeable values are one class, and the least canonical text stands for it.
 * All permutations are tried, so the representative is exact; the cost is their number.
 */
import type * as z from 'zod';
import { domain, UnboundedDomain } from '../../model/domain.ts';
import { decode, encode } from '../../values/canonical.ts';
import { ModelError, refused } from '../errors.ts';
import { contains, permute } from './permute.ts';

const permutationsMax = 5_040;

/** Where each interchangeable value goes, for each symmetric schema. */
export type Permutation = ReadonlyMap<z.ZodType, ReadonlyMap<unknown, unknown>>;

/** The permutations of a model's interchangeable values. */
export class Symmetry {
  /** The interchangeable values of each symmetric schema. */
  readonly domains: ReadonlyMap<z.ZodType, readonly unknown[]>;
  /** Exchanges of two neighbours: together they generate all permutations. */
  readonly transpositions: readonly Permutation[];
  /** The schema of the states. */
  readonly schema: z.ZodType;
  #permutations: readonly Permutation[] | undefined;

  constructor(schema: z.ZodType, symmetric: readonly z.ZodType[]) {
    this.schema = schema;
    this.domains = new Map(symmetric.map((part) => [part, valuesOf(part)]));
    for (const part of symmetric) assertUsed(schema, part);
    this.transpositions = [...this.domains].flatMap(([part, values]) =>
      values.slice(1).map((_, i) => new Map([[part, exchange(values, i)]])),
    );
  }

  /** All values that may be exchanged for others. */
  get values(): ReadonlySet<unknown> {
    return new Set([...this.domains.values()].flat());
  }

  /** Refuses more permutations than can be tried one by one. */
  assertFew(): void {
    const counts = [...this.domains.values()].map((values) => factorial(values.length));
    const count = counts.reduce((all, orders) => all * orders, 1);
    if (count <= permutationsMax) return;
    throw new ModelError(
      refused(
        'symmetry',
        `symmetry has ${count.toLocaleString('en')} permutations; at most ${permutationsMax.toLocaleString('en')} can be tried. Check without symmetry, or with fewer values.`,
      ),
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

  /** All permutations but the identity. */
  get permutations(): readonly Permutation[] {
    if (!this.#permutations) {
      this.assertFew();
      this.#permutations = allPermutations([...this.domains]).slice(1);
    }
    return this.#permutations;
  }

  /** The state with its interchangeable values exchanged. */
  apply(permutation: Permutation, key: string): string {
    const renaming = new Map(
      [...permutation].map(([part, images]) => [
        part,
        (value: unknown) => (images.has(value) ? images.get(value) : value),
      ]),
    );
    return encode(permute(this.schema, decode(key), renaming));
  }
}

function valuesOf(schema: z.ZodType): readonly unknown[] {
  const values = [...new Set(listed(schema))];
  const isPlain = values.every((value) => typeof value !== 'object' || value === null);
  if (isPlain) return values;
  throw new ModelError(
    refused('symmetry', 'The values of a schema in symmetry must be names or numbers.'),
  );
}

function listed(schema: z.ZodType): readonly unknown[] {
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
  if (contains(schema, new Set([part]))) return;
  throw new ModelError(
    refused(
      'symmetry',
      'A schema in symmetry is not used in the state. Use the very same schema object in both places.',
    ),
  );
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
