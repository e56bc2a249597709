import type { Report, SourceLocation } from '../model/report.ts';
import { buildModelReport } from './build-model-report.ts';
import { runReport } from './json.ts';
import type { LoadFailure, RunReport } from './model-report.ts';
import {
  boundedReport,
  erroneousReport,
  exhaustedReport,
  violatedReport,
} from './two-phase.test.fixture.ts';

/** A report for each way in which a model can end, by the name of the model. */
export const everyReport = {
  right: exhaustedReport(),
  fenced: exhaustedReport({ fenced: 3, symmetry: true, notes: ['Sampled: {a} of 4.'] }),
  idle: exhaustedReport({ actions: new Map([['actions.a', { fired: 0, states: 0 }]]) }),
  broken: violatedReport(),
  cut: boundedReport(),
  thrown: erroneousReport(),
} satisfies Readonly<Record<string, Report<unknown>>>;

const failure: LoadFailure = {
  code: 'EVT211',
  file: 'models/n.ts',
  cause: 'import',
  message: "n.ts cannot be checked: './a' is not found.",
  at: { file: 'models/n.ts', line: 2, column: 8 },
};

/** The report of a run over models of one file, each property and step with a place of its own. */
export function runOf(
  reports: Readonly<Record<string, Report<unknown>>>,
  rest: Partial<Pick<RunReport, 'failures' | 'directives' | 'notChecked'>> = {},
  file = 'models/m.ts',
): RunReport {
  const at = (line: number): SourceLocation => ({ file, line, column: 3 });
  const models = Object.entries(reports).map(([name, report]) =>
    buildModelReport({
      file,
      name,
      at: at(7),
      report,
      locate: (keyPath) => (keyPath === 'terminal' ? undefined : at(keyPath.length)),
      explain: (trace) => ({
        initAt: at(40),
        stepAt: trace.steps.map((_, index) => at(50 + index)),
        brokenBy: { step: 1, at: at(50), write: { path: ['tm'], before: 'init', after: 'x' } },
      }),
    }),
  );
  return runReport({
    version: '1.2.3',
    models,
    failures: [],
    directives: [],
    notChecked: [],
    ...rest,
  });
}

/** A run in which everything happened that can happen to a model and to a file. */
export function everyRun(): RunReport {
  return runOf(everyReport, { failures: [failure], notChecked: ['models/o.ts'] });
}
