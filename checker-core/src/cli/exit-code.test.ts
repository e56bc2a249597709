import { expect, test } from 'vitest';
import type { Report, Verdict } from '../model/report.ts';
import { buildModelReport } from '../report/build-model-report.ts';
import { type RunResult, runReport } from '../report/json.ts';
import type { LoadFailure } from '../report/model-report.ts';
import {
  boundedReport,
  erroneousReport,
  exhaustedReport,
  violatedReport,
} from '../report/two-phase.test.fixture.ts';
import { exitCodeOf } from './exit-code.ts';
import type { FailOn } from './fail-on.ts';

const code = (
  reports: readonly Report<unknown>[],
  failOn: readonly FailOn[] | 'none' = ['U1'],
  rest: Partial<RunResult> = {},
) => {
  const models = reports.map((report) => buildModelReport({ file: 'm.ts', name: 'm', report }));
  return exitCodeOf(
    runReport({ version: '1', models, failures: [], notChecked: [], ...rest }),
    failOn,
  );
};

const failure = (cause: LoadFailure['cause']): LoadFailure => ({
  code: 'EVT211',
  file: 'm.ts',
  cause,
  message: 'm.ts cannot be checked.',
});

const only = (keyPath: string, verdict: Verdict<unknown>) => new Map([[keyPath, verdict]]);
const idle = { actions: new Map([['actions.a', { fired: 0, states: 0 }]]) };

test('0: everything holds or was seen, and the exploration was exhausted', () => {
  expect(code([exhaustedReport()])).toBe(0);
  expect(code([exhaustedReport({ fenced: 3, notes: ['Sampled.'] })])).toBe(0);
});

test('1: something is violated or unreachable, whatever else is wrong', () => {
  expect(code([violatedReport()])).toBe(1);
  expect(code([exhaustedReport({ verdicts: only('sometimes.a', { kind: 'unreachable' }) })])).toBe(
    1,
  );
  expect(code([erroneousReport(), violatedReport(), boundedReport()])).toBe(1);
  expect(code([violatedReport()], 'none', { failures: [failure('import')] })).toBe(1);
});

test('2: something that matters is unknown', () => {
  expect(code([exhaustedReport(), boundedReport()])).toBe(2);
  expect(code([exhaustedReport({ fenced: 3 })], ['U2'])).toBe(2);
  expect(code([exhaustedReport({ notes: ['Sampled.'] })], ['U1', 'U5'])).toBe(2);
  expect(code([exhaustedReport(idle)], ['EVT301'])).toBe(2);
  expect(code([exhaustedReport()], ['U1'], { notChecked: ['later.ts'] })).toBe(2);
});

test('2: a bounded run counts although all it looked for was seen', () => {
  const verdicts = only('sometimes.a', { kind: 'seen', witness: { init: 1, steps: [] } });
  expect(code([boundedReport({ verdicts })])).toBe(2);
});

test('2: what was not checked counts whatever the kinds are', () => {
  const verdicts = only('leadsTo.a', {
    kind: 'unknown',
    reasons: [{ code: 'notChecked', note: 'Not by this version' }],
  });
  expect(code([exhaustedReport({ verdicts })], ['EVT301'])).toBe(2);
  expect(code([exhaustedReport({ verdicts })], 'none')).toBe(0);
});

test('0: unknowns that were not asked for', () => {
  expect(code([boundedReport()], 'none')).toBe(0);
  expect(code([boundedReport()], ['U2'])).toBe(0);
  expect(code([exhaustedReport(idle)])).toBe(0);
});

test('3: a model error, or a file that cannot be loaded', () => {
  expect(code([erroneousReport(), boundedReport()])).toBe(3);
  expect(code([exhaustedReport()], 'none', { failures: [failure('syntax')] })).toBe(3);
  expect(code([exhaustedReport()], 'none', { failures: [failure('throws')] })).toBe(3);
});

test('4: a named file that is no model, or has no everyturn beside it', () => {
  expect(code([violatedReport()], ['U1'], { failures: [failure('noModel')] })).toBe(4);
  expect(code([], ['U1'], { failures: [failure('missingEveryturn')] })).toBe(4);
});
