import { expect, test } from 'vitest';
import type { Report } from '../model/report.ts';
import { buildModelReport } from './build-model-report.ts';
import { jsonOfRun, type RunResult, runReport } from './json.ts';
import { type TextOptions, textOfModel, textOfReport, textOfRun } from './text.ts';
import { traceLines } from './trace-lines.ts';
import {
  boundedReport,
  erroneousReport,
  exhaustedReport,
  violatedReport,
} from './two-phase.test.fixture.ts';

const file = 'models/two-phase.ts';
const at = (line: number, column = 5) => ({ file, line, column });
const sourceLines = Array.from({ length: 120 }, (_, index) => `    line${index + 1}();`);
const options: TextOptions = {
  readFile: (name) => (name === file ? sourceLines.join('\n') : undefined),
};

const places = new Map([
  ['always.consistent', at(108)],
  ['sometimes.allCommit', at(114)],
  ['actions.tmCommit.next', at(73)],
]);
const built = (report: Report<unknown>) =>
  buildModelReport({
    file,
    name: 'twoPhase',
    report,
    locate: (keyPath) => places.get(keyPath),
    explain: (_, property) => ({
      stepAt: [at(73), at(94), at(102)],
      ...(property === 'always.consistent' ? { brokenBy: { step: 3, at: at(102) } } : {}),
    }),
  });

const run = (reports: readonly Report<unknown>[], rest: Partial<RunResult> = {}) =>
  runReport({
    version: '1.2.3',
    models: reports.map(built),
    failures: [],
    directives: [],
    notChecked: [],
    ...rest,
  });

test('a violation is printed with its trace and the write that broke it', () => {
  expect(`\n${textOfModel(built(violatedReport()), options)}\n`).toBe(`
models/two-phase.ts  twoPhase   623 states · 2,508 generated · diameter 10 · exhausted
  ✗ always.consistent         violated after 3 turns          models/two-phase.ts:108:5
      0 init                                                   rms = { rm1: 'working', rm2: 'working', rm3: 'working' }, tm = 'init', decided = {}
      1 tmCommit                                        :73    tm 'init' → 'committed', decided + 'commit'
      2 rmChooseToAbort(rm: 'rm1')                      :94    rms.rm1 'working' → 'aborted'
      3 rmReceiveDecision(rm: 'rm2', choose: 'commit')  :102   rms.rm2 'working' → 'committed'   ← breaks it

      models/two-phase.ts:102:5
        100 |     line100();
        101 |     line101();
      > 102 |     line102();
            |     ^
        103 |     line103();

  ✗ sometimes.allCommit       unreachable in all 623 states   models/two-phase.ts:114:5
  ◌ leadsTo.decisionIsHeard   not checked · Liveness is not checked by this version
`);
});

test('a bounded model says how far it went and what to do', () => {
  expect(`\n${textOfModel(built(boundedReport()))}\n`).toBe(`
models/two-phase.ts  twoPhase   171 states · 500 generated · depth ≤ 5 · 54 not expanded
  ◌ always.consistent     no violation so far · 171 states, depth ≤ 5, 54 not expanded   models/two-phase.ts:108:5
  ◌ sometimes.allCommit   not seen yet · 171 states, depth ≤ 5, 54 not expanded   models/two-phase.ts:114:5
  ✓ sometimes.allAbort    seen, witness of 3 turns
  ◌ U1 twoPhase stopped at depth 5: 54 of 171 states were not expanded.
      next: Raise depthMax, or bound the model itself, for example with a fence (within).
`);
});

test('a reader who calls the bounds otherwise is told his own names', () => {
  const boundNames = { statesMax: '-s', depthMax: '-d', timeMs: '-t', memoryBytes: '-m' };
  const nextOf = (stopped: keyof typeof boundNames) => {
    const text = textOfModel(built({ ...boundedReport(), stopped }), { boundNames });
    return text.split('\n').find((line) => line.includes('next: '));
  };
  expect(nextOf('depthMax')).toContain('Raise -d, or bound');
  expect(nextOf('statesMax')).toContain('Raise -s, or bound');
  expect(nextOf('timeMs')).toContain('Allow more time (-t), or bound');
  expect(nextOf('memoryBytes')).toContain('Allow more memory (-m), or bound');
});

test('a model error is printed with the way to it', () => {
  const text = textOfModel(built(erroneousReport()), options);
  expect(text).toContain(
    '  ⚠ EVT201 tmCommit.next of twoPhase throws after 3 turns: TypeError: x is not iterable.\n' +
      '      at models/two-phase.ts:73:5\n',
  );
  expect(text).toContain("2 rmChooseToAbort(rm: 'rm1')");
  expect(text).toContain('> 73 |     line73();');
  expect(text).not.toContain('holds');
});

test('a run ends with one line over all models', () => {
  const failure = {
    code: 'EVT211',
    file: 'models/broken.ts',
    cause: 'import',
    message: "models/broken.ts cannot be checked: './spec' is not found.",
    at: { file: 'models/broken.ts', line: 2, column: 21 },
  } as const;
  const text = textOfRun(
    run([violatedReport(), exhaustedReport(), boundedReport()], {
      failures: [failure],
      notChecked: ['models/later.ts'],
      seconds: 1.234,
    }),
  );
  expect(text.trimEnd().split('\n').at(-1)).toBe(
    '1 violated, 1 unreachable, 2 files not checked, 2 open, 1 not checked, 4 hold or seen' +
      ' in 3 models · 1.23 s',
  );
  expect(text).toContain("  ⚠ EVT211 models/broken.ts cannot be checked: './spec' is not found.");
  expect(text).toContain('models/later.ts  not checked: the run was stopped before it.');
});

test('the quiet text has only what needs attention', () => {
  const quiet = textOfRun(run([exhaustedReport(), boundedReport()]), { quiet: true });
  expect(quiet).not.toContain('288 states');
  expect(quiet).not.toContain('sometimes.allAbort');
  expect(quiet).toContain('always.consistent     no violation so far');
});

test('colours touch glyphs and frames, and nothing else', () => {
  const plain = textOfRun(run([violatedReport()]), options);
  const painted = textOfRun(run([violatedReport()]), {
    ...options,
    paint: (style, text) => `<${style}>${text}</${style}>`,
  });
  expect(painted).toContain('<bad>✗</bad> always.consistent');
  expect(painted.replaceAll(/<\/?(good|bad|open|dim|strong)>/g, '')).toBe(plain);
});

test('the text for a failing test has the trace and no places', () => {
  const text = textOfReport(violatedReport(), 'twoPhase');
  expect(text).toContain('✗ always.consistent         violated after 3 turns');
  expect(text).toContain("3 rmReceiveDecision(rm: 'rm2', choose: 'commit')  rms.rm2");
  expect(text).not.toContain('.ts');
});

test('a long trace loses its middle and says so', () => {
  const steps = Array.from({ length: 100 }, (_, index) => ({
    by: 'actions.tick',
    label: 'tick',
    params: {},
    choices: [],
    state: index + 1,
    changes: [],
  }));
  const lines = traceLines({ init: 0, steps }, file, { step: 100, text: '← breaks it' });
  expect(lines).toHaveLength(5 + 1 + 32);
  expect(lines[5]?.trim()).toBe('… 64 steps left out; the JSON report has all of them');
  expect(lines.at(-1)).toMatch(/^ {6}100 tick +no change {3}← breaks it$/);
});

test('a file is in its place whatever the order in which files were checked', () => {
  const models = [built(exhaustedReport()), { ...built(boundedReport()), file: 'a.ts' }];
  const forth = runReport({
    version: '1',
    models,
    failures: [],
    directives: [],
    notChecked: ['b', 'a'],
  });
  const back = runReport({
    version: '1',
    models: models.toReversed(),
    failures: [],
    directives: [],
    notChecked: ['a', 'b'],
  });
  expect(jsonOfRun(forth)).toBe(jsonOfRun(back));
  expect(forth.models.map((model) => model.file)).toEqual(['a.ts', file]);
});

test('no text of a report uses a word that promises too much', () => {
  const reports = [
    exhaustedReport(),
    exhaustedReport({ fenced: 3, symmetry: true }),
    exhaustedReport({ actions: new Map([['actions.a', { fired: 0, states: 0 }]]) }),
    violatedReport(),
    boundedReport(),
    erroneousReport(),
  ];
  const forbidden = /\b(ok|safe|pass(ed)?|verified|proved|success|failed|dead|saturated)\b|%/i;
  for (const report of reports) {
    const output = textOfRun(run([report]), options) + jsonOfRun(run([report]));
    expect(output).not.toMatch(forbidden);
    expect(forbidden.test('all passed')).toBe(true);
  }
  for (const report of [boundedReport(), erroneousReport()]) {
    const claims = textOfModel(built(report)) + JSON.stringify(built(report));
    expect(claims).not.toMatch(/\bholds\b|unreachable|never/);
  }
  expect(textOfModel(built(exhaustedReport()))).toContain('holds');
});
