import { expect, test } from 'vitest';
import * as z from 'zod';
import { domain } from '../model/domain.ts';
import { declaredCells } from './declared-cells.ts';
import { groupBy } from './grouping.ts';
import { listed } from './naive-exploration.test.fixture.ts';
import { keyOf } from './quotient.ts';
import { fieldsOf } from './schema-fields.ts';

function fieldsNamed(schema: z.ZodType, names: readonly string[]) {
  return names.map((name) => {
    const field = fieldsOf(schema).find((other) => other.name === name);
    if (!field) throw new Error(`${name} is no field.`);
    return field;
  });
}

/** The keys of the declared cells, or the reason why they are not told. */
function declared(schema: z.ZodType, ...names: string[]) {
  const answer = declaredCells(schema, fieldsNamed(schema, names));
  return answer.kind === 'listed' ? answer.cells.map(keyOf).sort() : answer.reason;
}

/** The same by listing every state that the schema admits and grouping all of them. */
function naive(schema: z.ZodType, ...names: string[]) {
  const states = domain(schema);
  const { cells } = groupBy(listed({ schema, states }), fieldsNamed(schema, names));
  return cells.map(keyOf).sort();
}

const Phase = z.enum(['working', 'prepared', 'done']);
const Rm = z.enum(['a', 'b', 'c']);
const tagged = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('idle') }),
  z.object({ kind: z.literal('paid'), by: z.enum(['card', 'cash']), late: z.boolean() }),
]);
const State = z.object({
  tm: z.enum(['init', 'committed']),
  rms: z.record(Rm, Phase),
  votes: z.set(Rm),
  order: tagged,
  lock: z.object({ owner: Rm }).optional(),
  tries: z.int().min(0).max(2),
});

const { rms, votes, order, lock, tries } = State.shape;
const jobs = z.array(z.object({ phase: Phase, hurry: z.boolean() })).length(2);
const cases: readonly (readonly [schema: z.ZodType, ...names: string[]])[] = [
  [z.object({ rms, tm: State.shape.tm }), 'tm', 'rms'],
  [z.object({ rms }), 'rms.a', 'rms.c'],
  [z.object({ votes, tries }), 'votes.size', 'tries'],
  [z.object({ votes }), 'votes'],
  [z.object({ order }), 'order.kind', 'order.by', 'order.late'],
  [z.object({ order }), 'order.by'],
  [z.object({ lock, tries }), 'lock.owner', 'tries'],
  [z.object({ lock: z.object({ since: z.int().min(0).max(1) }).optional() }), 'lock'],
  [z.object({ jobs }), 'jobs[*].phase', 'jobs[*].hurry'],
  [z.object({ jobs: z.array(Phase).max(3) }), 'jobs', 'jobs.length'],
  [z.object({ jobs: z.partialRecord(Rm, Phase) }), 'jobs', 'jobs.size'],
  [z.object({ jobs: z.map(Rm, z.boolean()) }), 'jobs'],
  [z.object({ jobs: z.array(tagged).length(2) }), 'jobs[*].kind', 'jobs[*].by'],
  [z.object({ value: z.union([z.literal(1), z.literal('1'), z.null(), z.boolean()]) }), 'value'],
  [z.object({ pair: z.tuple([Phase, z.boolean()]) }), 'pair[0]', 'pair[1]'],
];

test('lists what grouping all states of a schema would find', () => {
  for (const [schema, ...names] of cases) {
    const cells = declared(schema, ...names);
    expect(cells, names.join()).toEqual(naive(schema, ...names));
    expect(cells.length, names.join()).toBeGreaterThan(1);
  }
});

test('counts the cells of two-phase commit with five managers without listing its states', () => {
  const managers = z.enum(['rm1', 'rm2', 'rm3', 'rm4', 'rm5']);
  const phases = z.enum(['working', 'prepared', 'committed', 'aborted']);
  const schema = z.object({
    tm: z.enum(['init', 'committed', 'aborted']),
    rms: z.record(managers, phases),
    log: z.array(z.string()),
  });
  const cells = declared(schema, 'tm', 'rms');
  // Three phases of the transaction manager, and the multisets of 5 over 4.
  expect(cells).toHaveLength(3 * 56);
  expect(cells).toContain("'init' · 4 'working', 1 'committed'");
});

test.each([
  [z.object({ name: z.string(), on: z.boolean() }), 'name', 'name'],
  [z.object({ tries: z.int() }), 'tries', 'tries'],
  [z.object({ queue: z.array(Phase) }), 'queue', 'queue'],
  [z.object({ queue: z.array(Phase) }), 'queue.length', 'queue'],
  [z.object({ tries: z.int().min(0).max(40) }), 'tries', 'tries'],
  [z.object({ rms: z.record(z.string(), Phase) }), 'rms', 'rms'],
])('tells no cell where the values of a field are not few: %s', (schema, field, named) => {
  expect(declared(schema, field)).toContain(named);
});

test('tells no cell where there are too many combinations', () => {
  const schema = z.object(
    Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`f${n}`, z.boolean()] as const)),
  );
  const names = Object.keys(schema.shape);
  expect(declared(schema, ...names)).toContain('20000');
  expect(declared(schema, ...names.slice(0, 5))).toHaveLength(32);
});
