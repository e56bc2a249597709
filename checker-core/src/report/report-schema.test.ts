import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { Report } from '../model/report.ts';
import { buildModelReport } from './build-model-report.ts';
import { jsonOfRun, runReport } from './json.ts';
import type { RunReport } from './model-report.ts';
import {
  boundedReport,
  erroneousReport,
  exhaustedReport,
  violatedReport,
} from './two-phase.test.fixture.ts';

const schema = JSON.parse(
  readFileSync(new URL('./report.schema.json', import.meta.url), 'utf8'),
) as object;
const validate = new Ajv2020({ allErrors: true, strictTypes: false }).compile(schema);

/** The report of a run as its readers get it: through JSON text. */
function printed(reports: readonly Report<unknown>[]): RunReport {
  const at = { file: 'm.ts', line: 3, column: 1 };
  const models = reports.map((report) =>
    buildModelReport({
      file: 'm.ts',
      name: 'm',
      at,
      report,
      directives: ['U1', 'EVT301'].map((code) => ({
        word: code === 'U1' ? ('accept' as const) : ('ignore' as const),
        code,
        reason: 'Why not.',
        at: { ...at, line: 2 },
        lines: { first: 3, last: 3 },
      })),
      locate: () => at,
      explain: (trace) => ({
        initAt: at,
        stepAt: trace.steps.map(() => at),
        brokenBy: { step: 1, at, write: { path: ['tm'], before: 'init', after: 'committed' } },
      }),
    }),
  );
  const failure = { code: 'EVT211', file: 'n.ts', cause: 'syntax', message: 'No.', at } as const;
  const directive = { code: 'EVT502', message: 'No.', at } as const;
  const result = {
    version: '1',
    models,
    failures: [failure],
    directives: [directive],
    notChecked: ['o.ts'],
    seconds: 0.1,
  };
  return JSON.parse(jsonOfRun(runReport(result))) as RunReport;
}

test('every kind of report is as the schema says', () => {
  const run = printed([
    exhaustedReport({ fenced: 3, symmetry: true, notes: ['Sampled.'] }),
    exhaustedReport({ actions: new Map([['actions.a', { fired: 0, states: 0 }]]) }),
    violatedReport(),
    boundedReport(),
    erroneousReport(),
  ]);
  validate(run);
  expect(validate.errors).toBeNull();
  const text = JSON.stringify(run);
  for (const word of ['accepted', 'ignored']) {
    expect(text).toContain(`"${word}":{"reason":"Why not."`);
  }
});

describe('the schema rejects', () => {
  const bounded = () => structuredClone(printed([boundedReport()]).models[0]);
  const isValid = (model: unknown) => validate({ ...printed([]), models: [model] });

  test('nothing of a bounded report as it is', () => {
    expect(isValid(bounded())).toBe(true);
  });

  test('a bounded exploration of which a property holds', () => {
    const holds = { kind: 'holds', word: 'holds', sentence: 'always.a of m holds.' };
    expect(isValid({ ...bounded(), verdicts: { 'always.a': holds } })).toBe(false);
  });

  test('an exhausted exploration with a frontier', () => {
    expect(isValid({ ...bounded(), exhausted: true })).toBe(false);
  });

  test('a violation without its trace', () => {
    const violated = { kind: 'violated', word: 'violated', sentence: 'always.a is violated.' };
    expect(isValid({ ...bounded(), verdicts: { 'always.a': violated } })).toBe(false);
  });

  test('an unknown without a reason, and a word that is none of ours', () => {
    const unknown = { kind: 'unknown', word: 'no violation so far', sentence: 'So far.' };
    const reasons = [{ code: 'frontier', bound: 'depthMax', states: 1 }];
    const withVerdict = (verdict: object) => ({ ...bounded(), verdicts: { 'always.a': verdict } });
    expect(isValid(withVerdict(unknown))).toBe(false);
    expect(isValid(withVerdict({ ...unknown, reasons }))).toBe(true);
    expect(isValid(withVerdict({ ...unknown, reasons, word: 'fine' }))).toBe(false);
  });
});
