import { check, machine, type Report } from 'everyturn';
import { machineOf } from 'everyturn/internal/engine/check';
import type { Exploration } from 'everyturn/internal/engine/exploration';
import { explore } from 'everyturn/internal/engine/explore';
import { Symmetry } from 'everyturn/internal/engine/symmetry/permutations';
import { encode } from 'everyturn/internal/values/canonical';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { expectAnswers } from './answer.ts';
import { increment } from './models/increment.ts';
import { lock } from './models/lock.ts';
import { seats } from './models/seats.ts';
import { twoPhase } from './models/two-phase.ts';
import { voting } from './models/voting.ts';

// The numbers of classes were also counted by a separate explorer that sorts whole tuples.
expectAnswers(
  [
    { n: 7, states: 920 },
    { n: 8, states: 1_461 },
    { n: 9, states: 2_232 },
  ].map(({ n, states }) => ({
    name: `two-phase ${n}, symmetry`,
    model: twoPhase(n, { liveness: false }),
    states,
    verdicts: {
      'always.consistent': 'holds',
      'sometimes.allCommit': { seen: 3 * n + 1 },
      'sometimes.allAbort': { seen: n },
      'alwaysStep.decisionIsFinal': 'holds',
      refines: 'notChecked',
    },
  })),
);

/** Verdicts, with the lengths of their traces. */
function outcomes({ verdicts }: Report<unknown>): readonly string[] {
  return [...verdicts].map(([name, verdict]) => {
    const trace =
      verdict.kind === 'seen'
        ? verdict.witness
        : verdict.kind === 'violated'
          ? verdict.counterexample
          : undefined;
    return `${name} ${verdict.kind} ${trace?.steps.length}`;
  });
}

function keysOf({ explored }: Exploration): string[] {
  return Array.from({ length: explored.stateCount }, (_, index) => encode(explored.state(index)));
}

describe.each(
  Object.entries({
    increment: increment(4),
    lock: lock(4),
    seats: seats(),
    'two-phase': twoPhase(4, { liveness: false }),
    'hasty two-phase': twoPhase(3, { promises: 1, liveness: false }),
    voting: voting(3),
    'voting of four': voting(4),
  }),
)('classes of %s', (_, model) => {
  const definition = machineOf(model);
  const symmetry = new Symmetry(definition.state, definition.symmetry);

  test('are those of all states, with the same verdicts and lengths of traces', async () => {
    const whole = await explore(definition, { symmetry: false });
    const reduced = await explore(definition);
    expect(reduced.report).toMatchObject({ errors: [], exhausted: true, symmetry: true });
    const classes = new Set(keysOf(whole).map((key) => symmetry.representative(key)));
    expect(new Set(keysOf(reduced))).toEqual(classes);
    expect(reduced.report.distinctStates).toBe(classes.size);
    expect(classes.size).toBeLessThan(whole.report.distinctStates);
    expect(outcomes(reduced.report)).toEqual(outcomes(whole.report));
  });
});

describe('a symmetry that does not hold', () => {
  test('is found where a turn favours one value', async () => {
    const { errors } = await check(voting(3, { favourite: 'p2' }));
    expect(errors.map(({ code, keyPath }) => `${code} ${keyPath}`)).toEqual(['EVT210 symmetry']);
  });

  test('is not blamed for turns that leave the schema', async () => {
    const Id = z.enum(['a', 'b']);
    const at = z.union([
      z.object({ kind: z.literal('none') }),
      z.object({ kind: z.literal('one'), who: Id, times: z.int().min(0).max(1) }),
    ]);
    const model = machine({ state: z.object({ at }), symmetry: [Id] }).define({
      init: () => ({ at: { kind: 'none' } }),
      actions: {
        take: {
          params: { who: Id },
          when: (s, { who }) => s.at.kind === 'none' || s.at.who === who,
          next: (s, { who }) => {
            s.at = { kind: 'one', who, times: s.at.kind === 'one' ? s.at.times + 1 : 0 };
          },
        },
      },
    });
    const { errors, distinctStates } = await check(model);
    expect(distinctStates).toBe(3);
    expect(errors.map(({ code, keyPath }) => `${code} ${keyPath}`)).toEqual([
      'EVT202 actions.take.next',
    ]);
  });
});

describe('too many permutations', () => {
  const options = { budget: { statesMax: 10 } };

  test('are refused where values mention what is interchangeable', async () => {
    await expect(check(voting(8), options)).rejects.toThrow('40,320 permutations');
  });

  test('are refused by the engine that tries them all', async () => {
    const all = check(increment(8), { ...options, engine: 'reference' });
    await expect(all).rejects.toThrow('40,320 permutations; at most 5,040 can be tried');
  });
});

describe('values that stand for each other', () => {
  const Id = z.enum(['a', 'b', 'c']);
  const leader = machine({
    state: z.object({ leader: z.nullable(Id), phase: z.enum(['calm', 'over', 'never']) }),
    symmetry: [Id],
  }).define({
    init: () => ({ leader: null, phase: 'calm' }),
    actions: {
      elect: {
        params: { id: Id },
        when: (s) => s.leader === null,
        next: (s, { id }) => {
          s.leader = id;
          s.phase = 'over';
        },
      },
    },
  });

  test.each(['compiled', 'reference'] as const)('are not said to be unseen, %s', async (engine) => {
    const { report } = await explore(machineOf(leader), { engine });
    expect(report).toMatchObject({ exhausted: true, symmetry: true, distinctStates: 2 });
    const { fields } = report.statistics.domain;
    const unseen = fields.flatMap(({ path, values }) =>
      values.flatMap(({ text, times }) => (times === 0 ? [`${path} ${text}`] : [])),
    );
    expect(unseen).toEqual(["phase 'never'"]);
    const plain = await explore(machineOf(leader), { engine, symmetry: false });
    const [all] = plain.report.statistics.domain.fields;
    expect(all).toMatchObject({ path: 'leader', declared: 4 });
    expect(all?.values.map(({ times }) => times)).toEqual([1, 1, 1, 1]);
  });
});
