import { check } from 'everyturn';
import { expect, test } from 'vitest';
import { type Answer, expectAnswers } from './answer.ts';
import { withBothEngines } from './both-engines.ts';
import { confirm } from './confirm.ts';
import { raft } from './models/raft.ts';

type Depth = readonly [states: number, generated: number];

/** The states and steps up to each depth, from 0. */
const crashing: readonly Depth[] = [
  [1, 1],
  [13, 13],
  [82, 139],
  [362, 814],
];
const depths = {
  volatile: [...crashing, [1_346, 3_502]],
  durable: [...crashing, [1_340, 3_502]],
  'no crash': [
    [1, 1],
    [10, 10],
    [52, 88],
    [199, 448],
    [664, 1_732],
  ],
} as const satisfies Record<string, readonly Depth[]>;

expectAnswers(
  withBothEngines(
    (['volatile', 'durable', 'no crash'] as const).flatMap((variant) => {
      const model = raft(variant);
      return [1, 2, 3, 4].map((depthMax): Answer => {
        const [states = 0, generated = 0] = depths[variant][depthMax] ?? [];
        const [inner = 0] = depths[variant][depthMax - 1] ?? [];
        return {
          name: `Raft, ${variant}, to depth ${depthMax}`,
          model,
          options: { budget: { depthMax } },
          ...{ states, generated, diameter: depthMax, frontier: states - inner },
          verdicts: {
            'always.electionSafety': 'frontier',
            'always.stateMachineSafety': 'frontier',
            'sometimes.leader': depthMax < 3 ? 'frontier' : { seen: 3 },
            'sometimes.committed': 'frontier',
          },
        };
      });
    }),
  ),
);

test('Raft, volatile: a vote that is forgotten in a crash makes two leaders', async () => {
  const model = raft('volatile');
  const report = await check(model, { budget: { depthMax: 8 } });
  expect(report.errors).toEqual([]);
  const verdict = report.verdicts.get('always.electionSafety');
  if (verdict?.kind !== 'violated') throw new Error(`not violated: ${verdict?.kind}`);
  confirm(model, 'always.electionSafety', verdict.counterexample);
  expect(verdict.counterexample.steps).toHaveLength(8);
  const events = verdict.counterexample.steps.map(({ event }) => event);
  expect(events).toContain('crash');
  expect(report.verdicts.get('always.stateMachineSafety')?.kind).toBe('unknown');
});

test('Raft, durable: no violation to depth 8', async () => {
  const report = await check(raft('durable'), { budget: { depthMax: 8 } });
  expect(report.errors).toEqual([]);
  expect(report.diameter).toBe(8);
  const reasons = [{ code: 'frontier', bound: 'depthMax' }];
  for (const property of ['electionSafety', 'stateMachineSafety']) {
    expect(report.verdicts.get(`always.${property}`)).toMatchObject({ kind: 'unknown', reasons });
  }
});
