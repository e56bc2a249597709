import { check } from 'everyturn';
import { expect, test } from 'vitest';
import { expectAnswers } from './answer.ts';
import { confirm } from './confirm.ts';
import { abdWithoutWriteBack } from './models/abd.ts';
import { networks } from './models/deliveries.ts';
import { raft } from './models/raft.ts';

// Systems that take minutes or hours. What is known of them is in the tables, but for counts of
// Raft below the depths listed there.

expectAnswers([
  {
    name: 'ABD without write-back',
    model: abdWithoutWriteBack(networks.any),
    ...{ states: 165_208, generated: 593_295, diameter: 20 },
    verdicts: {
      'linearizable.register': { violated: 13 },
      'sequentiallyConsistent.register': 'holds',
    },
  },
]);

test.each([
  { variant: 'volatile', election: { kind: 'violated' } },
  { variant: 'durable', election: { kind: 'unknown' } },
] as const)('Raft, $variant, to depth 8', async ({ variant, election }) => {
  const model = raft(variant);
  const report = await check(model, { budget: { depthMax: 8 } });
  expect(report.errors).toEqual([]);
  expect(report.verdicts.get('always.electionSafety')).toMatchObject(election);
  expect(report.verdicts.get('always.stateMachineSafety')).toMatchObject({ kind: 'unknown' });
  const verdict = report.verdicts.get('always.electionSafety');
  if (verdict?.kind === 'violated') {
    expect(verdict.counterexample.steps).toHaveLength(8);
    confirm(model, 'always.electionSafety', verdict.counterexample);
  }
  console.log(variant, report.distinctStates, report.generatedStates);
});
