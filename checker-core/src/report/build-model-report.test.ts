import { describe, expect, test } from 'vitest';
import type { SourceLocation } from '../model/report.ts';
import { buildModelReport } from './build-model-report.ts';
import {
  boundedReport,
  counterexample,
  erroneousReport,
  exhaustedReport,
  violatedReport,
} from './two-phase.test.fixture.ts';

const at = (line: number): SourceLocation => ({ file: 'two-phase.ts', line, column: 3 });
const places: Readonly<Record<string, SourceLocation>> = {
  'always.consistent': at(108),
  'actions.tmCommit': at(68),
  'actions.tmCommit.next': at(70),
  within: at(120),
  'budget.depthMax': at(30),
};
const source = {
  file: 'two-phase.ts',
  name: 'twoPhase',
  at: at(47),
  locate: (keyPath: string) => places[keyPath],
};

describe('a violation', () => {
  const report = buildModelReport({
    ...source,
    report: violatedReport(),
    explain: (trace, property) =>
      trace === counterexample && property === 'always.consistent'
        ? {
            initAt: at(57),
            stepAt: [at(73), at(94), at(102)],
            brokenBy: {
              step: 3,
              at: at(102),
              write: { path: ['rms', 'rm2'], before: 'working', after: 'committed' },
            },
          }
        : undefined,
  });
  const property = report.verdicts['always.consistent'];

  test('carries its trace with labels, changes and places', () => {
    expect(property?.at).toEqual(at(108));
    expect(property?.trace?.initAt).toEqual(at(57));
    expect(
      property?.trace?.steps.map(({ label, changes, at }) => ({ label, changes, at })),
    ).toEqual([
      {
        label: 'tmCommit',
        changes: [
          { path: 'tm', kind: 'changed', before: "'init'", after: "'committed'" },
          { path: 'decided', kind: 'added', after: "'commit'" },
        ],
        at: at(73),
      },
      {
        label: "rmChooseToAbort(rm: 'rm1')",
        changes: [{ path: 'rms.rm1', kind: 'changed', before: "'working'", after: "'aborted'" }],
        at: at(94),
      },
      {
        label: "rmReceiveDecision(rm: 'rm2', choose: 'commit')",
        changes: [{ path: 'rms.rm2', kind: 'changed', before: "'working'", after: "'committed'" }],
        at: at(102),
      },
    ]);
  });

  test('carries its states, parameters and choices as plain JSON', () => {
    const step = property?.trace?.steps[2];
    expect(step?.params).toEqual({ rm: 'rm2' });
    expect(step?.choices).toEqual(['commit']);
    expect(step?.state).toMatchObject({ tm: 'committed', decided: { $set: ['commit'] } });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  test('names the write that broke it', () => {
    expect(property?.brokenBy).toEqual({
      at: at(102),
      step: 3,
      change: { path: 'rms.rm2', kind: 'changed', before: "'working'", after: "'committed'" },
    });
  });
});

test('what is out of reach or not checked has its word', () => {
  const { verdicts } = buildModelReport({ ...source, report: violatedReport() });
  expect(Object.entries(verdicts).map(([path, { kind, word }]) => [path, kind, word])).toEqual([
    ['always.consistent', 'violated', 'violated'],
    ['sometimes.allCommit', 'unreachable', 'unreachable'],
    ['leadsTo.decisionIsHeard', 'unknown', 'not checked'],
  ]);
});

test('a bounded exploration leaves U1 at the bound, with the frontier and what to do', () => {
  const report = buildModelReport({ ...source, report: boundedReport() });
  expect(report.unknown).toEqual([
    {
      code: 'U1',
      kind: 'frontier',
      states: 54,
      reason: 'twoPhase stopped at depth 5: 54 of 171 states were not expanded.',
      next: 'Raise depthMax, or bound the model itself, for example with a fence (within).',
      at: at(30),
    },
  ]);
  expect(report.verdicts['always.consistent']?.reasons).toEqual([
    { code: 'frontier', bound: 'depthMax', states: 54 },
  ]);
  expect(report.stopped).toBe('depthMax');
});

test('a fence and an approximation are unknown of their own', () => {
  const report = buildModelReport({
    ...source,
    report: exhaustedReport({
      fenced: 1_204,
      symmetry: true,
      notes: ['Assumes that Rm is symmetric.'],
    }),
  });
  expect(
    report.unknown.map(({ code, states, reason, at }) => ({ code, states, reason, at })),
  ).toEqual([
    {
      code: 'U2',
      states: 1_204,
      reason: '1,204 successors of twoPhase lie outside the fence.',
      at: at(120),
    },
    { code: 'U5', states: undefined, reason: 'Assumes that Rm is symmetric.', at: at(47) },
  ]);
  expect(report.verdicts['always.consistent']?.word).toBe('holds within the fence');
});

test('a model error has its place, its trace and leaves U1 behind', () => {
  const report = buildModelReport({ ...source, report: erroneousReport() });
  expect(report.errors).toHaveLength(1);
  expect(report.errors[0]).toMatchObject({ code: 'EVT201', at: at(70) });
  expect(report.errors[0]?.trace?.steps).toHaveLength(3);
  expect(report.unknown.map(({ code, reason }) => [code, reason])).toEqual([
    [
      'U1',
      'twoPhase was explored in part because of EVT201: what follows there is not known; ' +
        '288 states seen.',
    ],
  ]);
  const located = buildModelReport({
    ...source,
    report: erroneousReport(),
    locateError: () => at(71),
  });
  expect(located.errors[0]?.at).toEqual(at(71));
});

describe('findings', () => {
  const idle = { actions: new Map([['actions.tmCommit', { fired: 0, states: 0 }]]) };

  test('an action that is never enabled and a step property without steps are findings', () => {
    const { findings } = buildModelReport({ ...source, report: exhaustedReport(idle) });
    expect(findings).toEqual([
      {
        code: 'EVT301',
        keyPath: 'actions.tmCommit',
        message: 'tmCommit of twoPhase is never enabled in 288 states (exhausted).',
        at: at(68),
      },
      {
        code: 'EVT302',
        keyPath: 'alwaysStep.decisionIsFinal',
        message: 'alwaysStep.decisionIsFinal was never evaluated: twoPhase has no step.',
      },
    ]);
  });

  test('nothing of the kind is claimed of a bounded exploration', () => {
    expect(buildModelReport({ ...source, report: boundedReport(idle) }).findings).toEqual([]);
  });

  test('a model without any state says so for every property that "holds"', () => {
    const { findings } = buildModelReport({
      ...source,
      report: exhaustedReport({ ...idle, distinctStates: 0, generatedStates: 0, diameter: 0 }),
    });
    expect(findings.filter(({ code }) => code === 'EVT302').map(({ message }) => message)).toEqual([
      'always.consistent was never evaluated: twoPhase has no state.',
      'alwaysStep.decisionIsFinal was never evaluated: twoPhase has no state.',
    ]);
  });
});
