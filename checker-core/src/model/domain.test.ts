import { expect, test } from 'vitest';
import * as z from 'zod';
import { cardinality, domain, UnboundedDomain } from './domain.ts';

const Rm = z.enum(['a', 'b', 'c']);

test.each([
  ['an enum', Rm, 3],
  ['literals', z.literal([1, 2]), 2],
  ['a boolean', z.boolean(), 2],
  ['bounded integers', z.int().min(-1).max(2), 4],
  ['open bounds', z.number().int().gt(0).lt(4), 3],
  ['multiples', z.number().int().multipleOf(3).min(0).max(9), 4],
  ['nullable', Rm.nullable(), 4],
  ['an object', z.object({ a: Rm, b: z.boolean() }), 6],
  ['an optional field', z.object({ a: Rm.optional() }), 4],
  ['a record', z.record(Rm, z.boolean()), 8],
  ['a partial record', z.partialRecord(Rm, z.boolean()), 27],
  ['a set', z.set(Rm), 8],
  ['a small set', z.set(Rm).max(1), 4],
  ['a map', z.map(Rm, z.boolean()), 27],
  ['a tuple', z.tuple([Rm, z.boolean()]), 6],
  ['an array', z.array(z.boolean()).max(2), 7],
  ['a union', z.union([Rm, z.literal('d')]), 4],
  [
    'a condition',
    z
      .int()
      .min(0)
      .max(9)
      .refine((n) => n % 2 === 0),
    5,
  ],
])('lists and counts %s', (_, schema, count) => {
  const values = domain(schema as z.ZodType);
  expect(values).toHaveLength(count);
  expect(cardinality(schema)).toBe(BigInt(count));
  for (const value of values) expect(schema.safeParse(value).success).toBe(true);
});

test('counts what is too large to list', () => {
  const Phase = z.enum(['working', 'prepared', 'committed', 'aborted']);
  const state = z.object({
    rms: z.record(Rm, Phase),
    tm: z.enum(['init', 'committed', 'aborted']),
    tmPrepared: z.set(Rm),
    prepared: z.set(Rm),
    decided: z.set(z.enum(['commit', 'abort'])),
  });
  expect(cardinality(state)).toBe(49_152n);
});

test.each([z.number(), z.string(), z.int().min(0), z.array(Rm), z.set(z.string())])(
  'says that a schema is unbounded',
  (schema) => {
    expect(cardinality(schema)).toBe('unbounded');
    expect(() => domain(schema as z.ZodType)).toThrow(UnboundedDomain);
  },
);
