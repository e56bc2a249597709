/**
 * The report of a run as JUnit XML, which build servers show as tests: a suite for each model, a
 * case for each property and one for the exploration itself. What is unknown is skipped, with its
 * sentence: it never passes.
 */
import type {
  DirectiveReport,
  ErrorReport,
  LoadFailure,
  ModelReport,
  PropertyReport,
  RunReport,
} from './model-report.ts';
import { modelSummary, notReachedSentence } from './sentences.ts';
import { printLocation, textOfModel, violationLines } from './text.ts';
import { traceLines } from './trace-lines.ts';
import { words } from './words.ts';
import { type Element, xmlText } from './xml.ts';

type Outcome = 'failure' | 'error' | 'skipped';

/** A test case and how it ended; without an outcome it passed. */
interface Case {
  readonly name: string;
  readonly outcome?: Outcome;
  /** What the outcome is: a code, or a word for a verdict. */
  readonly type?: string;
  readonly message?: string;
  readonly details?: readonly string[];
}

interface Suite {
  readonly name: string;
  readonly file: string;
  readonly cases: readonly Case[];
  readonly output?: string;
}

/** The report of a run as JUnit XML. */
export function junitOfRun(run: RunReport): string {
  const suites = [
    ...run.models.map(modelSuite),
    ...run.failures.map(failureSuite),
    ...run.notChecked.map(notReachedSuite),
    ...run.directives.map(directiveSuite),
  ];
  const { timing } = run;
  return xmlText({
    name: 'testsuites',
    attributes: {
      name: 'everyturn',
      ...tallies(suites.flatMap(({ cases }) => cases)),
      ...(timing && { time: timing.seconds.toFixed(3) }),
    },
    content: suites.map(suiteElement),
  });
}

function modelSuite(model: ModelReport): Suite {
  return {
    name: model.name,
    file: model.file,
    cases: [
      explorationCase(model),
      ...Object.entries(model.verdicts).map(([keyPath, property]) =>
        propertyCase(keyPath, property, model),
      ),
      ...model.errors.map((error) => errorCase(error, model)),
    ],
    output: textOfModel(model),
  };
}

/** Whether the states are all there are: without it a cut run in which all was seen would pass. */
function explorationCase(model: ModelReport): Case {
  const name = 'exploration';
  if (model.exhausted) return { name };
  const why = model.unknown.find(({ code }) => code === 'U1') ?? model.unknown[0];
  return {
    name,
    outcome: 'skipped',
    type: why?.code ?? 'U1',
    message: [
      why?.reason ?? `${model.name}: ${modelSummary(model)}.`,
      ...(why?.accepted ? [`${words.accepted}: ${why.accepted.reason}`] : []),
    ].join(' '),
  };
}

function propertyCase(name: string, property: PropertyReport, model: ModelReport): Case {
  const { kind, word, sentence, at } = property;
  const place = at === undefined ? [] : [printLocation(at)];
  switch (kind) {
    case 'holds':
    case 'seen':
      return { name };
    case 'unknown':
      return { name, outcome: 'skipped', type: word, message: sentence };
    case 'violated':
    case 'unreachable': {
      const details = [sentence, ...place, ...violationLines(name, property, model)];
      return { name, outcome: 'failure', type: word, message: sentence, details };
    }
  }
}

function errorCase({ code, keyPath, message, at, trace }: ErrorReport, model: ModelReport): Case {
  const place = at === undefined ? [] : [printLocation(at)];
  const lines = trace === undefined ? [] : traceLines(trace, model.file);
  const details = [message, ...place, ...lines];
  return { name: `${code} ${keyPath}`, outcome: 'error', type: code, message, details };
}

function failureSuite({ code, file, message, at }: LoadFailure): Suite {
  const details = [message, ...(at === undefined ? [] : [printLocation(at)])];
  return {
    name: file,
    file,
    cases: [{ name: 'load', outcome: 'error', type: code, message, details }],
  };
}

/** A comment that answers nothing fails no build, and should be seen. */
function directiveSuite({ code, message, at }: DirectiveReport): Suite {
  const name = `${code} ${printLocation(at)}`;
  return {
    name: at.file,
    file: at.file,
    cases: [{ name, outcome: 'skipped', type: code, message: `${code} ${message}` }],
  };
}

function notReachedSuite(what: string): Suite {
  const message = notReachedSentence(what);
  const [file = what] = what.split('#');
  return {
    name: what,
    file,
    cases: [{ name: 'exploration', outcome: 'skipped', type: words.notChecked, message }],
  };
}

function tallies(cases: readonly Case[]) {
  const count = (wanted: Outcome) => cases.filter(({ outcome }) => outcome === wanted).length;
  return {
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
}

function suiteElement({ name, file, cases, output }: Suite): Element {
  return {
    name: 'testsuite',
    attributes: { name, ...tallies(cases) },
    content: [
      ...cases.map((each) => caseElement(each, file, name)),
      ...(output === undefined ? [] : [{ name: 'system-out', content: output }]),
    ],
  };
}

/** Servers group cases by their class name, for which the file and the model stand. */
function caseElement(each: Case, file: string, suite: string): Element {
  const { name, outcome, type = '', message = '', details } = each;
  const result = outcome && {
    name: outcome,
    attributes: { ...(outcome === 'skipped' ? {} : { type }), message },
    ...(details && { content: details.join('\n') }),
  };
  const classname = suite === file ? file : `${file}#${suite}`;
  return {
    name: 'testcase',
    attributes: { name, classname, file },
    content: result === undefined ? [] : [result],
  };
}
