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
    runReport({ version: '1', models, failures: [], directives: [], notChecked: [], ...rest }),
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

test('0: what the source accepts or ignores, if it says why', () => {
  const at = { file: 'm.ts', line: 2, column: 1 };
  const lines = { first: 3, last: 9 };
  const answered = (
    report: Report<unknown>,
    word: 'accept' | 'ignore',
    kind: string,
    failOn: readonly FailOn[],
  ) => {
    const directive = { word, code: kind, reason: 'So be it.', at, lines };
    const place = { file: 'm.ts', line: 3, column: 5 };
    const source = { file: 'm.ts', name: 'm', at: place, locate: () => place };
    const model = buildModelReport({ ...source, report, directives: [directive] });
    const run = { version: '1', models: [model], failures: [], directives: [], notChecked: [] };
    return exitCodeOf(runReport(run), failOn);
  };
  expect(answered(boundedReport(), 'accept', 'U1', ['U1'])).toBe(0);
  expect(answered(boundedReport({ fenced: 3 }), 'accept', 'U1', ['U1', 'U2'])).toBe(2);
  expect(answered(boundedReport(), 'accept', 'U2', ['U1'])).toBe(2);
  expect(answered(boundedReport({ stopped: 'stopped' }), 'accept', 'U1', ['U1'])).toBe(2);
  expect(answered(exhaustedReport({ fenced: 3 }), 'accept', 'U2', ['U2'])).toBe(0);
  const neverEnabled = exhaustedReport({
    actions: new Map([...exhaustedReport().actions, ['actions.a', { fired: 0, states: 0 }]]),
  });
  expect(answered(neverEnabled, 'ignore', 'EVT301', ['EVT301'])).toBe(0);
  expect(answered(neverEnabled, 'ignore', 'EVT302', ['EVT301'])).toBe(2);
});

test('2: a hint counts as a finding does, where it is asked for and not ignored', () => {
  const model = buildModelReport({ file: 'm.ts', name: 'm', report: exhaustedReport() });
  const hint = { code: 'EVT303', message: 'This guard is true in all states.' } as const;
  const codeOf = (
    hints: NonNullable<typeof model.coverage>['hints'],
    failOn: readonly FailOn[],
  ) => {
    if (model.coverage === undefined) throw new Error('The report tells nothing of coverage.');
    const models = [{ ...model, coverage: { ...model.coverage, hints } }];
    const run = { version: '1', models, failures: [], directives: [], notChecked: [] };
    return exitCodeOf(runReport(run), failOn);
  };
  expect(codeOf([hint], ['EVT303'])).toBe(2);
  expect(codeOf([hint], ['EVT307'])).toBe(0);
  const at = { file: 'm.ts', line: 1, column: 1 };
  expect(codeOf([{ ...hint, ignored: { reason: 'Meant so.', at } }], ['EVT303'])).toBe(0);
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
