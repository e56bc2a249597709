import { expect, test } from 'vitest';
import * as z from 'zod';
import { domain } from '../model/domain.ts';
import { cellCondition } from './cell-condition.ts';
import { groupBy } from './grouping.ts';
import { listed } from './naive-exploration.test.fixture.ts';
import { keyOf } from './quotient.ts';
import { fieldsOf } from './schema-fields.ts';

const Phase = z.enum(['working', 'prepared', 'done']);
const Rm = z.enum(['a', 'b-c', 'd']);
const tagged = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('idle') }),
  z.object({ kind: z.literal('paid'), by: z.enum(['card', 'cash']).optional() }),
]);

function grouped(schema: z.ZodType, names: readonly string[], states = domain(schema)) {
  const fields = names.map((name) => {
    const field = fieldsOf(schema).find((other) => other.name === name);
    if (!field) throw new Error(`${name} is no field.`);
    return field;
  });
  const { cells, cellOf } = groupBy(listed({ schema, states }), fields);
  return { fields, states, cells, cellOf };
}

const cases: readonly (readonly [schema: z.ZodType, ...names: string[]])[] = [
  [z.object({ rms: z.record(Rm, Phase), tm: Phase }), 'tm', 'rms'],
  [z.object({ rms: z.record(Rm, Phase) }), "rms['b-c']", 'rms.a'],
  [z.object({ votes: z.set(Rm), tries: z.int().min(0).max(2) }), 'votes.size', 'tries'],
  [z.object({ votes: z.set(Rm) }), 'votes'],
  [z.object({ order: tagged }), 'order.kind', 'order.by'],
  [z.object({ lock: z.object({ owner: Rm.nullable() }).optional() }), 'lock.owner'],
  [z.object({ lock: z.object({ since: z.int().min(0).max(1) }).nullable() }), 'lock'],
  [
    z.object({ jobs: z.array(z.object({ phase: Phase, on: z.boolean() })).length(2) }),
    'jobs[*].phase',
    'jobs[*].on',
  ],
  [z.object({ jobs: z.array(Phase).max(3) }), 'jobs', 'jobs.length'],
  [z.object({ jobs: z.partialRecord(Rm, Phase) }), 'jobs', 'jobs.size'],
  [z.object({ jobs: z.map(Rm, Phase) }), 'jobs', 'jobs.a'],
  [z.object({ jobs: z.record(Rm, Phase).optional() }), 'jobs'],
  [z.object({ jobs: z.array(tagged).length(2) }), 'jobs[*].kind', 'jobs[*].by'],
  [z.object({ pair: z.tuple([Phase, z.boolean()]) }), 'pair[0]', 'pair[1]'],
  [z.object({ n: z.int().min(0).max(40) }), 'n'],
];

test('the condition of each cell is true of exactly its states', () => {
  for (const [schema, ...names] of cases) {
    const { fields, states, cells, cellOf } = grouped(schema, names);
    expect(cells.length, names.join()).toBeGreaterThan(1);
    for (const [cell, classes] of cells.entries()) {
      const condition = cellCondition(schema, fields, classes);
      if (condition.kind === 'refused') throw new Error(condition.reason);
      const text = condition.parts.join(' && ');
      const holds = new Function('s', `return ${text};`) as (state: unknown) => unknown;
      const wrong = states.filter((state, index) => holds(state) !== (cellOf[index] === cell));
      expect(wrong, `${keyOf(classes)}: ${text}`).toEqual([]);
    }
  }
});

test('writes a condition as a person would', () => {
  const [schema, ...names] = cases[0] ?? [z.any()];
  const { fields, cells } = grouped(schema, names);
  const written = (key: string) => {
    const classes = cells.find((cell) => keyOf(cell) === key) ?? [];
    const condition = cellCondition(schema, fields, classes);
    return condition.kind === 'written' ? condition.parts : condition.reason;
  };
  expect(written("'done' · 3 'working'")).toEqual([
    "s.tm === 'done'",
    "Object.values(s.rms).every((one) => one === 'working')",
  ]);
  expect(written("'done' · 1 'working', 2 'done'")).toEqual([
    "s.tm === 'done'",
    "Object.values(s.rms).filter((one) => one === 'working').length === 1",
    "Object.values(s.rms).filter((one) => one === 'done').length === 2",
  ]);
});
