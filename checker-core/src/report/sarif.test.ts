import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import type { Trace } from '../model/report.ts';
import { codeTitles } from './codes.ts';
import type { HintReport } from './coverage-report.ts';
import type { RunReport, UnknownReport } from './model-report.ts';
import { everyReport, everyRun, runOf } from './run.test.fixture.ts';
import { sarifOfRun } from './sarif.ts';
import { exhaustedReport } from './two-phase.test.fixture.ts';

/** What the tests read of a log. */
interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly invocations: readonly unknown[];
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly { readonly physicalLocation: unknown }[];
      readonly relatedLocations?: readonly { readonly message: { readonly text: string } }[];
      readonly codeFlows?: readonly {
        readonly threadFlows: readonly {
          readonly id: string;
          readonly locations: readonly {
            readonly executionOrder: number;
            readonly importance: string;
            readonly location: {
              readonly message: { readonly text: string };
              readonly physicalLocation: { readonly region: { readonly startLine: number } };
            };
          }[];
        }[];
      }[];
    }[];
  }[];
}

const schemaFile = createRequire(import.meta.url)
  .resolve('@microsoft/jest-sarif')
  .replace(/index\.js$/, 'schemas/sarif-2.1.0-rtm.5.json');
// Its dialect is older than the validator; of the differences between the two it uses only this one.
const {
  $schema: _,
  id: __,
  ...schema
} = JSON.parse(readFileSync(schemaFile, 'utf8')) as {
  readonly $schema: string;
  readonly id: string;
};
const validate = new Ajv({
  allErrors: true,
  strict: false,
  validateFormats: false,
  unicodeRegExp: false,
}).compile(schema);

function sarif(run: RunReport): Log {
  const log: unknown = JSON.parse(sarifOfRun(run));
  validate(log);
  expect(validate.errors).toBeNull();
  return log as Log;
}

const resultsOf = (run: RunReport) => sarif(run).runs[0]?.results ?? [];
const levels = (run: RunReport) => resultsOf(run).map(({ ruleId, level }) => [ruleId, level]);

test('a run in which everything happened is as the standard says', () => {
  const log = sarif(everyRun());
  validate({ ...log, runs: [{ ...log.runs[0], results: [{ level: 'error' }] }] });
  expect(validate.errors?.map(({ message }) => message)).toContain(
    "must have required property 'message'",
  );
});

test('how much a result matters depends on what it is', () => {
  const { right, fenced, idle, broken, cut, thrown } = everyReport;
  expect(levels(runOf({ right }))).toEqual([]);
  expect(levels(runOf({ broken }))).toEqual([
    ['EVT101', 'error'],
    ['EVT107', 'error'],
    ['EVT405', 'note'],
  ]);
  expect(levels(runOf({ thrown }))).toEqual([
    ['EVT201', 'error'],
    ['EVT401', 'warning'],
  ]);
  expect(levels(runOf({ cut }))).toEqual([
    ['EVT410', 'note'],
    ['EVT401', 'warning'],
  ]);
  expect(levels(runOf({ idle }))).toEqual([
    ['EVT301', 'warning'],
    ['EVT302', 'warning'],
  ]);
  expect(levels(runOf({ fenced }))).toEqual([
    ['EVT402', 'note'],
    ['EVT405', 'note'],
  ]);
});

test('what was not seen is a note at each of its places, and not told a second time as a whole', () => {
  const at = (line: number) => ({ file: 'models/m.ts', line, column: 5 });
  const withHints = (run: RunReport, hints: readonly HintReport[]): RunReport => ({
    ...run,
    models: run.models.map((model) => ({
      ...model,
      unknown: [...model.unknown, ...notSeen],
      ...(model.coverage && { coverage: { ...model.coverage, hints } }),
    })),
  });
  const accepted = { reason: 'Seldom.', at: at(1) };
  const notSeen: readonly UnknownReport[] = [
    { code: 'U3', kind: 'domain', reason: '2 declared values.', next: 'Raise it.', accepted },
    { code: 'U4', kind: 'code', reason: '1 place.', next: 'Raise it.' },
  ];
  const open: readonly HintReport[] = [
    { code: 'EVT403', message: 'Not seen yet: tm = 3.', at: at(12) },
    { code: 'EVT404', message: 'Not run yet.', at: at(13) },
    { code: 'EVT411', message: 'tmCommit is not enabled yet.', at: at(14) },
  ];
  const results = resultsOf(withHints(runOf({ cut: everyReport.cut }), open));
  expect(results.map(({ ruleId, level }) => [ruleId, level])).toEqual([
    ['EVT410', 'note'],
    ['EVT403', 'note'],
    ['EVT404', 'note'],
    ['EVT411', 'note'],
    ['EVT401', 'warning'],
  ]);
  expect(results[1]).toMatchObject({
    message: { text: 'Not seen yet: tm = 3.' },
    locations: [{ physicalLocation: { region: { startLine: 12, startColumn: 5 } } }],
    suppressions: [{ kind: 'inSource', justification: 'Seldom.' }],
  });
  expect(results[2]).not.toHaveProperty('suppressions');
  const final: readonly HintReport[] = [
    { code: 'EVT307', message: 'Unreachable: tm = 3.', at: at(12) },
    { code: 'EVT308', message: 'This is never run.', at: at(13) },
  ];
  const exhausted = runOf({ right: everyReport.right });
  expect(levels(withHints(exhausted, final)).slice(0, 2)).toEqual([
    ['EVT307', 'note'],
    ['EVT308', 'note'],
  ]);
});

test('each result names its rule, and the rules are those of the results', () => {
  const [run] = sarif(everyRun()).runs;
  const ids = run?.tool.driver.rules.map(({ id }) => id) ?? [];
  for (const { ruleId, ruleIndex } of run?.results ?? []) expect(ids[ruleIndex]).toBe(ruleId);
  expect(new Set(ids)).toEqual(new Set(run?.results.map(({ ruleId }) => ruleId)));
  expect(Object.keys(codeTitles)).toEqual(expect.arrayContaining(ids));
});

test('a place is relative to the folder of the run, as a URI', () => {
  const report = { cut: everyReport.cut };
  const placeOf = (file: string) => resultsOf(runOf(report, {}, file))[0]?.locations[0];
  expect(placeOf('models/two phase#1%.ts')?.physicalLocation).toEqual({
    artifactLocation: { uri: 'models/two%20phase%231%25.ts', uriBaseId: '%SRCROOT%' },
    region: { startLine: 'sometimes.allCommit'.length, startColumn: 3 },
  });
  expect(placeOf('D:/models/é.ts')?.physicalLocation).toMatchObject({
    artifactLocation: { uri: 'file:///D:/models/%C3%A9.ts' },
  });
});

test('the trace of a machine is one thread, in order, with the step that breaks it', () => {
  const [violation] = resultsOf(runOf({ broken: everyReport.broken }));
  expect(violation?.relatedLocations?.map(({ message }) => message.text)).toEqual([
    "This write violates always.consistent of broken: tm 'init' → 'committed' (turn 1 of 3).",
  ]);
  const threads = violation?.codeFlows?.[0]?.threadFlows ?? [];
  expect(threads.map(({ id }) => id)).toEqual(['(machine)']);
  const steps = threads[0]?.locations ?? [];
  expect(steps.map(({ executionOrder }) => executionOrder)).toEqual([0, 1, 2, 3]);
  expect(steps.map(({ importance }) => importance === 'essential')).toEqual([
    ...[false, true, false, false],
  ]);
  expect(steps.map(({ location }) => location.physicalLocation.region.startLine)).toEqual([
    ...[40, 50, 51, 52],
  ]);
  expect(steps[2]?.location.message.text).toBe(
    "2 rmChooseToAbort(rm: 'rm1'): rms.rm1 'working' → 'aborted'",
  );
});

test('the trace of a system has a thread for each actor, and one order for all', () => {
  const state = { n: 0 };
  const step = (by: string, event: 'deliver' | 'lose' | 'timer' | 'crash', params: object) => ({
    ...{ by, event, params: params as Readonly<Record<string, unknown>>, choices: [], state },
  });
  const message = { kind: 'vote' };
  const counterexample: Trace<unknown> = {
    init: state,
    steps: [
      step('actors.rm.on.prepare', 'deliver', { from: 'tm', to: 'rm1', message }),
      step('network.lose', 'lose', { from: 'rm1', to: 'tm', message }),
      step('actors.tm.onTimer.giveUp', 'timer', { actor: 'tm', timer: 'giveUp' }),
      step('faults.crashes', 'crash', { actor: 'rm1' }),
    ],
  };
  const verdicts = new Map([['always.a', { kind: 'violated', counterexample } as const]]);
  const [violation] = resultsOf(runOf({ commit: exhaustedReport({ verdicts }) }));
  const threads = violation?.codeFlows?.[0]?.threadFlows ?? [];
  const orders = threads.map(({ id, locations }) => [id, locations.map((at) => at.executionOrder)]);
  expect(orders).toEqual([
    ['(network)', [0, 2]],
    ['rm1', [1, 4]],
    ['tm', [3]],
  ]);
});

test('braces in a text are doubled, since single ones stand for arguments', () => {
  const results = resultsOf(runOf({ fenced: everyReport.fenced }));
  expect(results.at(-1)?.message.text).toContain('Sampled: {{a}} of 4.');
});

test('what was not reached is told of the invocation, and is no result', () => {
  const [run] = sarif(runOf({}, { notChecked: ['models/o.ts'] })).runs;
  expect(run?.results).toEqual([]);
  expect(run?.invocations).toEqual([
    {
      executionSuccessful: false,
      toolExecutionNotifications: [
        {
          level: 'warning',
          message: { text: 'models/o.ts  not checked: the run was stopped before it.' },
        },
      ],
    },
  ]);
});
