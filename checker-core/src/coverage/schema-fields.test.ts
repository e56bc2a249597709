import { expect, test } from 'vitest';
import * as z from 'zod';
import { fieldsOf } from './schema-fields.ts';

const Id = z.enum(['a', 'b', 'c']);
const Phase = z.enum(['idle', 'busy']);

const written = (schema: z.ZodType) =>
  fieldsOf(schema).map(({ name, kind, rank }) => `${name} ${kind} ${rank}`);

test('scalars are fields under their paths, numbers and texts only where little else is', () => {
  const schema = z.object({
    phase: Phase,
    isOpen: z.boolean(),
    order: z.object({ total: z.int(), note: z.string() }),
  });
  expect(written(schema)).toEqual([
    'phase value first',
    'isOpen value first',
    'order.total number few',
    'order.note value few',
  ]);
});

test('an optional scalar is one field, an optional object one field if nothing in it tells', () => {
  const schema = z.object({
    winner: Id.optional(),
    lease: z.object({ until: z.number() }).nullable(),
    job: z.object({ phase: Phase }).optional(),
  });
  expect(written(schema)).toEqual([
    'winner value first',
    'lease.until number few',
    'lease value first',
    'job.phase value first',
  ]);
});

test('the discriminant of a union is one field', () => {
  const schema = z.discriminatedUnion('status', [
    z.object({ status: z.literal('empty') }),
    z.object({ status: z.literal('paid'), amount: z.number() }),
    z.object({ status: z.literal('shipped'), amount: z.string() }),
  ]);
  expect(written(schema)).toEqual(['status value first', 'amount number few']);
  expect(fieldsOf(schema)[0]?.values).toEqual(['empty', 'paid', 'shipped']);
});

test('members of a record over ids are counted, and can be asked for one by one', () => {
  expect(written(z.object({ jobs: z.record(Id, Phase) }))).toEqual([
    'jobs counted counted',
    'jobs.a value asked',
    'jobs.b value asked',
    'jobs.c value asked',
  ]);
});

test('each scalar of interchangeable objects is counted on its own', () => {
  const Node = z.object({ role: Phase, isUp: z.boolean(), term: z.int() });
  expect(written(z.array(Node).length(2))).toEqual([
    'state[*].role counted counted',
    'state[*].isUp counted counted',
    'state[0].role value asked',
    'state[0].isUp value asked',
    'state[0].term number asked',
    'state[1].role value asked',
    'state[1].isUp value asked',
    'state[1].term number asked',
  ]);
});

test('a record with a single key counts nothing', () => {
  expect(written(z.record(z.enum(['only']), Phase))).toEqual(['only value first']);
});

test('collections that grow have a size, and are counted where little else tells', () => {
  const schema = z.object({
    queue: z.array(z.object({ kind: Phase, id: z.string() })),
    seen: z.set(Id),
    byName: z.map(z.string(), z.number()),
    partly: z.partialRecord(Id, z.number()),
  });
  expect(written(schema)).toEqual([
    'queue[*].kind counted few',
    'queue.length size few',
    'seen counted asked',
    'seen.size size few',
    'byName.size size few',
    'partly.size size few',
    'partly.a number asked',
    'partly.b number asked',
    'partly.c number asked',
  ]);
});

test('a tuple of different things has a field for each', () => {
  expect(written(z.object({ pair: z.tuple([Phase, z.boolean()]) }))).toEqual([
    'pair[0] value first',
    'pair[1] value first',
  ]);
  expect(written(z.tuple([]))).toEqual([]);
});

test('a state that is no object is itself a field', () => {
  expect(written(Phase)).toEqual(['state value first']);
  expect(written(z.number())).toEqual(['state number few']);
  expect(written(z.any())).toEqual(['state value few']);
  expect(written(z.set(z.string()))).toEqual(['state.size size few']);
});

test('wrappers are looked through', () => {
  const schema = z.object({
    a: Phase.default('idle'),
    b: Phase.readonly(),
    c: z.string().pipe(z.literal(['x', 'y'])),
    d: z.lazy(() => Phase),
    e: z.intersection(z.object({ f: Phase }), z.object({ g: z.boolean() })),
  });
  expect(written(schema)).toEqual([
    'a value first',
    'b value first',
    'c value first',
    'd value first',
    'e.f value first',
    'e.g value first',
  ]);
});

test('a recursive schema ends', () => {
  const Tree = z.object({
    phase: Phase,
    get left() {
      return Tree.optional();
    },
    get children(): z.ZodArray<z.ZodType> {
      return z.array(Tree);
    },
  });
  expect(written(Tree)).toEqual([
    'phase value first',
    'left value first',
    'children.length size few',
  ]);
  const endless = (): z.ZodType => z.lazy(() => z.object({ on: z.boolean(), next: endless() }));
  expect(written(endless()).length).toBeLessThan(20);
});

test('a large grid does not offer each of its squares', () => {
  const schema = z.object({ grid: z.array(z.array(Phase).length(50)).length(50), turn: Phase });
  const names = written(schema);
  expect(names[0]).toBe('grid counted counted');
  expect(names).toContain('turn value first');
  expect(names.length).toBeLessThan(110);
});

test('two places with one name keep apart', () => {
  const fields = fieldsOf(z.union([Phase, z.object({ state: Phase })]));
  expect(fields.map(({ name, path }) => [name, path])).toEqual([
    ['state', []],
    ['state′', ['state']],
  ]);
});
