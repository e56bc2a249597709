import { expect, test } from 'vitest';
import * as z from 'zod';
import { FieldCounts } from './field-counts.ts';

/** What is counted of values, each of which stands in one state. */
function fieldsOf(schema: z.ZodType, values: readonly unknown[]) {
  const counts = new FieldCounts(schema);
  for (const value of values) counts.add(value, 1);
  return counts.fields();
}

const listed = (...values: readonly (readonly [unknown, number])[]) => ({
  distinct: values.length,
  values: values.map(([value, times]) => ({ value, times })),
});

test('every part of an object, a tuple and a record over names has a place of its own', () => {
  const Name = z.enum(['a', 'b']);
  const schema = z.object({
    of: z.record(Name, z.boolean()),
    pair: z.tuple([z.int(), z.literal('x')]),
    'not a name': z.object({ maybe: z.int().optional() }),
  });
  const values = [
    { of: { a: true, b: true }, pair: [3, 'x'], 'not a name': {} },
    { of: { a: false, b: true }, pair: [1, 'x'], 'not a name': { maybe: 7 } },
  ];
  expect(fieldsOf(schema, values)).toEqual([
    { path: "state['not a name'].maybe", ...listed([7, 1]) },
    { path: 'of.a', ...listed([false, 1], [true, 1]) },
    { path: 'of.b', ...listed([true, 2]) },
    { path: 'pair[0]', ...listed([1, 1], [3, 1]) },
    { path: 'pair[1]', ...listed(['x', 2]) },
  ]);
});

test('of collections the sizes are counted, and their members all together', () => {
  const schema = z.object({
    queue: z.array(z.object({ price: z.int() })),
    marks: z.set(z.string()),
    stock: z.map(z.string(), z.int()),
    open: z.record(z.string(), z.int()),
  });
  const queue = [{ price: 5 }, { price: 5 }, { price: 2 }];
  const stock = new Map([['tea', 1]]);
  const values = [
    { queue, marks: new Set(['x', 'y']), stock, open: { a: 1, b: 1 } },
    { queue: [], marks: new Set(['x']), stock: new Map(), open: {} },
  ];
  expect(fieldsOf(schema, values)).toEqual([
    { path: 'marks.size', ...listed([1, 1], [2, 1]) },
    { path: 'marks[*]', ...listed(['x', 2], ['y', 1]) },
    { path: 'open.size', ...listed([0, 1], [2, 1]) },
    { path: 'open[*]', ...listed([1, 2]) },
    { path: 'queue.length', ...listed([0, 1], [3, 1]) },
    { path: 'queue[*].price', ...listed([2, 1], [5, 2]) },
    { path: 'stock.size', ...listed([0, 1], [1, 1]) },
    { path: 'stock.keys()[*]', ...listed(['tea', 1]) },
    { path: 'stock[*]', ...listed([1, 1]) },
  ]);
});

test('a part that may be null or a union is counted as it is', () => {
  const schema = z.object({
    maybe: z.object({ n: z.int() }).nullable(),
    either: z.union([z.object({ a: z.int() }), z.string()]),
  });
  const values = [
    { maybe: null, either: 'x' },
    { maybe: { n: 1 }, either: { a: 1 } },
  ];
  expect(fieldsOf(schema, values)).toEqual([
    { path: 'either', ...listed(['x', 1], [{ a: 1 }, 1]) },
    { path: 'maybe', ...listed([null, 1]) },
    { path: 'maybe.n', ...listed([1, 1]) },
  ]);
});

test('256 numbers are listed, more are put together by powers of two', () => {
  const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);
  expect(fieldsOf(z.int(), numbers(256))[0]?.values).toHaveLength(256);
  expect(fieldsOf(z.number(), [...numbers(256), -5, -1, 0.5, 0])).toEqual([
    {
      path: 'state',
      distinct: 259,
      values: [],
      range: {
        min: -5,
        max: 255,
        buckets: [
          { from: -4, to: -8, times: 1 },
          { from: -1, to: -2, times: 1 },
          { from: 0, to: 1, times: 3 },
          ...[1, 2, 4, 8, 16, 32, 64, 128].map((from) => ({ from, to: 2 * from, times: from })),
        ],
      },
    },
  ]);
});

test('of texts the first 64 are listed, of declared values all', () => {
  const texts = Array.from({ length: 100 }, (_, n) => `t${n + 100}`);
  const [field] = fieldsOf(z.string(), texts.toReversed());
  expect(field).toMatchObject({ path: 'state', distinct: 100 });
  expect(field?.values.map(({ value }) => value)).toEqual(texts.slice(0, 64));
  expect(fieldsOf(z.enum(texts as [string]), texts)[0]?.values).toHaveLength(100);
});
