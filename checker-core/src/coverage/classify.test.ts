import { expect, test } from 'vitest';
import * as z from 'zod';
import { classify } from './classify.ts';
import { listed } from './naive-exploration.test.fixture.ts';
import { fieldsOf } from './schema-fields.ts';

/** The label of each state by one field. */
function labels<T>(schema: z.ZodType<T>, name: string, states: readonly T[]): readonly string[] {
  const field = fieldsOf(schema).find((each) => each.name === name);
  if (field === undefined) throw new Error(`no field ${name}`);
  const [column] = classify(listed({ schema, states }), [field]);
  return states.map((_, index) => column?.classes[column.classOf[index] ?? 0]?.label ?? '');
}

const Phase = z.enum(['idle', 'busy', 'done']);
const range = (count: number) => [...Array(count).keys()];

test('a value is written after the name of its field, a word without quotes', () => {
  const schema = z.object({ v: z.union([z.string(), z.boolean(), z.null(), z.number()]) });
  const values = ['ready', 'two words', 'true', true, null, 1, '1'];
  expect(
    labels(
      schema,
      'v',
      values.map((v) => ({ v })),
    ),
  ).toEqual([
    'v = ready',
    "v = 'two words'",
    "v = 'true'",
    'v = true',
    'v = null',
    'v = 1',
    "v = '1'",
  ]);
});

test('what is not there is absent, whether a field or the object around it is missing', () => {
  const schema = z.object({ job: z.object({ phase: Phase.optional() }).optional() });
  expect(labels(schema, 'job.phase', [{}, { job: {} }, { job: { phase: 'busy' } }])).toEqual([
    'job.phase: absent',
    'job.phase: absent',
    'job.phase = busy',
  ]);
});

test('a method that every object has is no value of a field', () => {
  const schema = z.object({ constructor: Phase.optional() }) as z.ZodType<object>;
  expect(labels(schema, 'constructor', [{}])).toEqual(['constructor: absent']);
});

test('an optional object is there or not', () => {
  const schema = z.object({ lease: z.object({ until: z.number() }).optional() });
  expect(labels(schema, 'lease', [{}, { lease: { until: 1 } }, { lease: { until: 2 } }])).toEqual([
    'lease: absent',
    'lease: object',
    'lease: object',
  ]);
});

test('up to twelve different numbers are told apart', () => {
  const schema = z.number();
  const tens = range(12).map((n) => n * 10);
  expect(labels(schema, 'state', tens)).toEqual(tens.map((n) => `state = ${n}`));
});

test('more than twelve are put into five buckets', () => {
  const numbers = range(20).map((n) => n - 3);
  const expected = numbers.map((n) => (n <= -2 || n >= 15 ? `state = ${n}` : 'state: -1…14'));
  expect(labels(z.number(), 'state', numbers)).toEqual(expected);
});

test('fractions between the extremes share a bucket, and a missing number has its own', () => {
  const schema = z.object({ n: z.number().optional() });
  const fractions = range(14).map((n) => ({ n: n / 7 }));
  const found = labels(schema, 'n', [{}, ...fractions]);
  expect(new Set(found)).toEqual(
    new Set(['n: absent', 'n = 0', 'n = 1', 'n: 0.142857…1.71429', 'n = 1.8571428571428572']),
  );
});

test('sizes are told apart at the small end', () => {
  const schema = z.object({ log: z.array(z.string()) });
  const found = labels(
    schema,
    'log.length',
    range(20).map((n) => ({ log: Array(n).fill('x') })),
  );
  expect([...new Set(found)]).toEqual([
    'log.length = 0',
    'log.length = 1',
    'log.length = 2',
    'log.length: 3…18',
    'log.length = 19',
  ]);
});

test('members are counted in the order in which their values were declared', () => {
  const Jobs = z.record(z.enum(['a', 'b', 'c']), Phase);
  expect(
    labels(Jobs, 'state', [
      { a: 'done', b: 'idle', c: 'done' },
      { a: 'done', b: 'done', c: 'idle' },
      { a: 'busy', b: 'busy', c: 'busy' },
    ]),
  ).toEqual(['state: 1 idle, 2 done', 'state: 1 idle, 2 done', 'state: 3 busy']);
});

test('members of maps, sets, arrays and nested collections are counted', () => {
  const Job = z.object({ phase: Phase });
  const busy = { phase: 'busy' } as const;
  const idle = { phase: 'idle' } as const;
  const of = <T>(schema: z.ZodType<T>, value: T) => labels(schema, 'state[*].phase', [value])[0];
  expect(of(z.map(z.string(), Job), new Map([['x', busy]]))).toBe('state[*].phase: 1 busy');
  expect(of(z.set(Job), new Set([busy, idle]))).toBe('state[*].phase: 1 idle, 1 busy');
  expect(of(z.array(Job), [])).toBe('state[*].phase: none');
  expect(labels(z.array(z.array(Phase)), 'state', [[['idle'], [], ['done', 'idle']]])).toEqual([
    'state: 2 idle, 1 done',
  ]);
});

test('a collection that is not there is not an empty one', () => {
  const schema = z.object({ jobs: z.array(Phase).optional() });
  expect(labels(schema, 'jobs', [{}, { jobs: [] }])).toEqual(['jobs: absent', 'jobs: none']);
});

test('a member of a map is found under its key', () => {
  const schema = z.map(z.literal([1, 2]), Phase);
  expect(labels(schema, 'state[2]', [new Map([[2, 'busy']]), new Map([[1, 'busy']])])).toEqual([
    'state[2] = busy',
    'state[2]: absent',
  ]);
});

test('a field with more values than can be told apart says so', () => {
  const schema = z.string();
  const states = range(70_000).map(String);
  const [column] = classify(listed({ schema, states }), fieldsOf(schema));
  expect(column?.isOverfull).toBe(true);
  expect(column?.classes).toHaveLength(65_535);
});
