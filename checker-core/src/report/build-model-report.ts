/**
 * From what an engine found to what people and programs read: sentences, traces with labels and
 * changes, kinds of unknown with their next step, findings. Everything is plain JSON.
 */
import type { Envelope } from '../model/network.ts';
import type {
  ModelErrorReport,
  SourceLocation,
  Trace,
  TraceStep,
  Verdict,
} from '../model/report.ts';
import type { Statistics } from '../model/statistics.ts';
import type { Explanation, Write } from '../trace/explanation.ts';
import { printPath } from '../values/print.ts';
import { changeOf } from './change.ts';
import { coverageOf } from './coverage-of.ts';
import { answeredFinding, answeredUnknown } from './directives.ts';
import type {
  ActionReport,
  BreakingWrite,
  Change,
  EnvelopeReport,
  ErrorReport,
  ModelReport,
  PropertyReport,
  StatisticsReport,
  StepReport,
  TraceReport,
} from './model-report.ts';
import { toPlain } from './plain.ts';
import type { ReportSource } from './report-source.ts';
import { modelSummary, propertySentence, type Subject } from './sentences.ts';
import { stepChanges } from './step-changes.ts';
import { stepLabel } from './step-label.ts';
import { unknownOf } from './unknown.ts';
import { wordOf } from './words.ts';

/** The report of one model, ready for every front end. */
export function buildModelReport(source: ReportSource): ModelReport {
  const { file, name, report } = source;
  const subject: Subject = { ...report, name };
  const { coverage, findings } = coverageOf(source);
  const verdicts = [...report.verdicts].map(([keyPath, verdict]) => {
    return [keyPath, propertyReport(keyPath, verdict, subject, source)] as const;
  });
  const actions = [...report.actions].map(([keyPath, { fired, states }]) => {
    const action: ActionReport = { fired, states, ...at(source.locate?.(keyPath)) };
    return [keyPath, action] as const;
  });
  return {
    file,
    name,
    ...at(source.at),
    exhausted: report.exhausted,
    distinctStates: report.distinctStates,
    generatedStates: report.generatedStates,
    diameter: report.diameter,
    frontier: report.frontier,
    fenced: report.fenced,
    symmetry: report.symmetry,
    budget: report.budget,
    ...(report.stopped === undefined ? {} : { stopped: report.stopped }),
    summary: modelSummary(subject),
    verdicts: Object.fromEntries(verdicts),
    actions: Object.fromEntries(actions),
    statistics: statisticsReport(report.statistics),
    coverage: {
      ...coverage,
      hints: coverage.hints.map((hint) => answeredFinding(hint, source)),
    },
    unknown: unknownOf(source, coverage).map((unknown) => answeredUnknown(unknown, source)),
    errors: report.errors.map((error) => errorReport(error, source)),
    findings: findings.map((finding) => answeredFinding(finding, source)),
  };
}

function statisticsReport({ instances, fields, levels, frontier }: Statistics): StatisticsReport {
  return {
    instances: instances.map(({ params, ...counts }) => ({
      ...counts,
      params: plainParams(params),
    })),
    fields: fields.map(({ values, ...counts }) => ({
      ...counts,
      values: values.map(({ value, times }) => ({ value: toPlain(value), times })),
    })),
    levels,
    frontier,
  };
}

function plainParams(params: Readonly<Record<string, unknown>>): StepReport['params'] {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, toPlain(value)]));
}

function propertyReport(
  keyPath: string,
  verdict: Verdict<unknown>,
  subject: Subject,
  source: ReportSource,
): PropertyReport {
  const words = {
    word: wordOf(keyPath, verdict, subject),
    sentence: propertySentence(keyPath, verdict, subject),
    ...at(source.locate?.(keyPath)),
  };
  switch (verdict.kind) {
    case 'violated': {
      const { counterexample } = verdict;
      const explanation = source.explain?.(counterexample, keyPath);
      const trace = traceReport(counterexample, explanation);
      const brokenBy = breakingWrite(explanation, trace);
      return {
        kind: verdict.kind,
        ...words,
        ...(verdict.reason !== undefined && { reason: verdict.reason }),
        trace,
        ...(brokenBy === undefined ? {} : { brokenBy }),
      };
    }
    case 'seen': {
      const explanation = source.explain?.(verdict.witness, keyPath);
      return { kind: verdict.kind, ...words, trace: traceReport(verdict.witness, explanation) };
    }
    case 'unknown':
      return { kind: verdict.kind, ...words, reasons: verdict.reasons };
    default:
      return { kind: verdict.kind, ...words };
  }
}

function errorReport(error: ModelErrorReport, source: ReportSource): ErrorReport {
  const { code, keyPath, message, trace } = error;
  const explanation = trace === undefined ? undefined : source.explain?.(trace);
  const place = source.locateError?.(error) ?? source.locate?.(keyPath);
  return {
    code,
    keyPath,
    message,
    ...at(place),
    ...(trace === undefined ? {} : { trace: traceReport(trace, explanation) }),
  };
}

/** A trace that no verdict asks for, ready to be shown. */
export function explainedTrace(
  trace: Trace<unknown>,
  { explain }: Pick<ReportSource, 'explain'>,
): TraceReport {
  return traceReport(trace, explain?.(trace));
}

function traceReport(trace: Trace<unknown>, explanation: Explanation | undefined): TraceReport {
  const steps = trace.steps.map((step, index) => {
    const before = index === 0 ? trace.init : trace.steps[index - 1]?.state;
    return stepReport(step, before, explanation?.stepAt[index] ?? step.at);
  });
  const { actors, initAt } = explanation ?? {};
  return {
    ...(actors && { actors }),
    init: toPlain(trace.init),
    ...(initAt === undefined ? {} : { initAt }),
    steps,
    ...(trace.loopsTo === undefined ? {} : { loopsTo: trace.loopsTo }),
  };
}

function stepReport(
  step: TraceStep<unknown>,
  before: unknown,
  place: SourceLocation | undefined,
): StepReport {
  return {
    by: step.by,
    label: stepLabel(step),
    ...(step.event && { event: step.event }),
    params: plainParams(step.params),
    choices: step.choices.map(toPlain),
    ...(step.sent && { sent: step.sent.map(envelopeReport) }),
    state: toPlain(step.state),
    changes: stepChanges(before, step),
    ...at(place),
  };
}

function envelopeReport({ from, to, message }: Envelope<unknown>): EnvelopeReport {
  return { from, to, message: toPlain(message) };
}

function breakingWrite(
  explanation: Explanation | undefined,
  trace: TraceReport,
): BreakingWrite | undefined {
  const broken = explanation?.brokenBy;
  if (broken === undefined) return undefined;
  const { at: place, step, write } = broken;
  if (write === undefined) return { at: place, step };
  return { at: place, change: writtenChange(write, trace.steps[step - 1]), step };
}

/** The write as a change: as the step's own, which knows sets, where it is one of them. */
function writtenChange(write: Write, step: StepReport | undefined): Change {
  const path = printPath(write.path);
  const sameChange = step?.changes.find((change) => change.path === path);
  if (sameChange !== undefined) return sameChange;
  const kind =
    write.before === undefined ? 'added' : write.after === undefined ? 'removed' : 'changed';
  const { before, after } = write;
  return changeOf({ path: write.path, printedPath: path, kind, before, after });
}

/** The property `at`, where the place is known. */
function at(place: SourceLocation | undefined): { readonly at?: SourceLocation } {
  return place === undefined ? {} : { at: place };
}
