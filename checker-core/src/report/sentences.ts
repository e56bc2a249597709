/**
 * The sentences about verdicts, the same on every surface. The first sentence of each stands alone:
 * model, property, fact, number of turns; at most 160 characters on one line.
 */
import type { Progress } from '../model/check-options.ts';
import type { Trace, UnknownReason, Verdict } from '../model/report.ts';
import { cut } from '../values/print.ts';
import { printChange } from './change.ts';
import type { GuardReport } from './coverage-report.ts';
import { lastStateFacts, lastStepFacts } from './facts.ts';
import type { ActionReport, Change, ModelReport, PropertyReport } from './model-report.ts';
import { actionName, isHandler, stepLabel } from './step-label.ts';
import {
  afterTurns,
  countOf,
  type Extent,
  extentText,
  formatCount,
  glyphs,
  inAllStates,
  isNotChecked,
  openWordOf,
  reachText,
  statesOf,
  tally,
  withinTheFence,
  wordOf,
  words,
} from './words.ts';

/** The length of a first sentence: some surfaces show one line and nothing else. */
export const sentenceLengthMax = 160;

/** A model, as far as sentences about its properties name it. */
export interface Subject extends Extent {
  readonly name: string;
}

/** The first sentence about a property. */
export function propertySentence(
  keyPath: string,
  verdict: Verdict<unknown>,
  subject: Subject,
): string {
  return cut(sentenceOf(keyPath, verdict, subject).replaceAll(/\s+/g, ' '), sentenceLengthMax);
}

function sentenceOf(keyPath: string, verdict: Verdict<unknown>, subject: Subject): string {
  const property = `${keyPath} of ${subject.name}`;
  switch (verdict.kind) {
    case 'violated':
      return verdict.reason === undefined
        ? violatedSentence(keyPath, verdict.counterexample, subject)
        : `${property} is violated ${afterTurns(verdict.counterexample.steps.length)}: ${verdict.reason}.`;
    case 'holds':
      return keyPath.startsWith('alwaysStep.')
        ? `${property} ${wordOf(keyPath, verdict, subject)} for every step, ${inAllStates(subject)}.`
        : `${property} ${wordOf(keyPath, verdict, subject)} ${inAllStates(subject)}.`;
    case 'seen':
      return `${property} is seen ${afterTurns(verdict.witness.steps.length)}.`;
    case 'unreachable': {
      const exhausted = `exhausted${withinTheFence(subject)}`;
      return `${property} is unreachable: it is false ${inAllStates(subject)} (${exhausted}).`;
    }
    case 'unknown':
      return `${property} ${openClause(keyPath, verdict.reasons)} ${asSentence(whyOpen(verdict.reasons, subject))}`;
  }
}

/** Gives the facts what room is left of the line. */
function violatedSentence(keyPath: string, trace: Trace<unknown>, subject: Subject): string {
  const turns = trace.steps.length;
  const withFacts = (start: string, factsOf: typeof lastStateFacts) =>
    `${start}${factsOf(trace, sentenceLengthMax - start.length - 1)}.`;
  const last = trace.steps.at(-1);
  if (keyPath === 'terminal') {
    const ended = last?.event === undefined ? 'no action is enabled' : 'nothing can happen';
    const why = `${ended} and terminal is false`;
    return withFacts(`${subject.name} deadlocks ${afterTurns(turns)}: ${why}; `, lastStateFacts);
  }
  const violated = `${keyPath} of ${subject.name} is violated`;
  if (keyPath.startsWith('alwaysStep.') && last !== undefined) {
    const who = last.event === undefined ? actionName(last.by) : stepLabel(last);
    const turn = `turn ${formatCount(turns)}, ${who}`;
    return withFacts(`${violated} by ${turn}: `, lastStepFacts);
  }
  return withFacts(`${violated} ${afterTurns(turns)}: `, lastStateFacts);
}

function openClause(keyPath: string, reasons: readonly UnknownReason[]): string {
  if (reasons.some((reason) => reason.code === 'notChecked')) return `is ${words.notChecked}:`;
  const word = openWordOf(keyPath);
  return `${word.startsWith('no ') ? 'has' : 'is'} ${word}:`;
}

/** Why a property was left open: the refusal or approximation, else how far the exploration went. */
function whyOpen(reasons: readonly UnknownReason[], extent: Extent): string {
  const note = reasons.find((reason) => reason.code === 'notChecked') ?? precisionOf(reasons);
  return note?.note ?? extentText({ ...extent, exhausted: false });
}

/** An approximation, where it is the only thing that keeps a property open. */
function precisionOf(reasons: readonly UnknownReason[]) {
  if (reasons.some((reason) => reason.code === 'frontier')) return undefined;
  return reasons.find((reason) => reason.code === 'precision');
}

const asSentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** What follows the first sentence about a violation: `Shortest trace; 623 states seen.` */
export function afterViolation(subject: Extent): string {
  return `Shortest trace; ${statesOf(subject.distinctStates, subject)} seen.`;
}

/** The sentence on the write that broke a property. */
export function breakingWriteSentence(
  keyPath: string,
  modelName: string,
  broken: { readonly change?: Change; readonly step: number; readonly steps: number },
): string {
  const { change, step, steps } = broken;
  const isInitial = step === 0 && change === undefined;
  const write = change === undefined ? 'This turn' : 'This write';
  const what = `${isInitial ? 'An initial state' : write} violates ${keyPath} of ${modelName}`;
  const changed = change === undefined ? '' : `: ${printChange(change)}`;
  const where = step === 0 ? '' : ` (turn ${formatCount(step)} of ${formatCount(steps)})`;
  const sentence = `${what}${changed}${where}.`;
  return cut(sentence.replaceAll(/\s+/g, ' '), sentenceLengthMax);
}

/** What is said of a file or a model that was not reached. */
export function notReachedSentence(what: string): string {
  return `${what}  ${words.notChecked}: the run was stopped before it.`;
}

/** One line about a whole model: `288 states, exhausted, diameter 10`. */
export function modelSummary(subject: Extent): string {
  return extentText(subject);
}

/** The lens above a model: `✓ 6 of 6 · 288 states, exhausted, diameter 10`. */
export function modelLens(report: ModelReport): string {
  return `${modelVerdict(report)} · ${modelSummary(report)}`;
}

/** All verdicts of a model in one: `✓ 6 of 6`, `✗ 2 violated`, `◌ 4 of 6 open`, `⚠ model error`. */
function modelVerdict(report: ModelReport): string {
  const reports = Object.values(report.verdicts);
  const count = (holds: (property: PropertyReport) => boolean) => reports.filter(holds).length;
  const refuted = tally([
    [count((property) => property.kind === 'violated'), 'violated'],
    [count((property) => property.kind === 'unreachable'), 'unreachable'],
  ]);
  if (refuted !== '') return `${glyphs.violated} ${refuted}`;
  if (report.errors.length > 0) return modelErrors(report);
  const open = count((property) => property.kind === 'unknown');
  const of = `of ${formatCount(reports.length)}`;
  if (reports.length === 0) return `${glyphs.unknown} no properties`;
  if (open === 0) return `${glyphs.holds} ${formatCount(reports.length)} ${of}`;
  const word = count(isNotChecked) === open ? words.notChecked : 'open';
  return `${glyphs.unknown} ${formatCount(open)} ${of} ${word}`;
}

const modelErrors = (report: ModelReport) =>
  `${glyphs.modelError} ${countOf(report.errors.length, words.modelError)}`;

/** The lens above a property: `✓ holds in all 288 states`, `✗ violated after 3 turns`. */
export function propertyLens(keyPath: string, property: PropertyReport, extent: Extent): string {
  return `${glyphs[property.kind]} ${propertyOutcome(keyPath, property, extent)}`;
}

/** A verdict with its numbers: `holds in all 288 states`, `seen, witness of 10 turns`. */
export function propertyOutcome(keyPath: string, property: PropertyReport, extent: Extent): string {
  const word = wordOf(keyPath, property, extent);
  const turns = property.trace?.steps.length ?? 0;
  switch (property.kind) {
    case 'holds':
    case 'unreachable':
      return `${word} ${inAllStates(extent)}`;
    case 'violated':
      return `${word} ${afterTurns(turns)}`;
    case 'seen':
      return turns === 0
        ? `${word} ${afterTurns(0)}`
        : `${word}, witness of ${countOf(turns, 'turn')}`;
    case 'unknown':
      return `${word} · ${whyOpen(property.reasons ?? [], extent)}`;
  }
}

/**
 * The lens above an action: `fired 156× in 128 states`, `never enabled: line 70 is always false`. A
 * handler that runs may do nothing, so its runs are told apart: `fired 2×, runs in 4 states`.
 */
export function actionLens(
  keyPath: string,
  action: ActionReport,
  extent: Extent,
  actors = 1,
  guard?: GuardReport,
): string {
  if (action.states > 0 && actors > 1) {
    return `fired ${formatCount(action.fired)}× by ${countOf(actors, 'actor')}`;
  }
  if (action.states > 0) {
    const times = `fired ${formatCount(action.fired)}×`;
    const states = `in ${statesOf(action.states, extent)}`;
    return isHandler(keyPath) ? `${times}, runs ${states}` : `${times} ${states}`;
  }
  const word = extent.exhausted ? `never enabled${withinTheFence(extent)}` : 'not enabled yet';
  return `${word}${blockingLines(guard, extent)}`;
}

/** The lens above the schema of the states: `12 of 14 declared values seen`. */
export function schemaLens({
  coverage,
  exhausted,
}: Pick<ModelReport, 'coverage' | 'exhausted'>): string {
  const fields = coverage?.domain.fields ?? [];
  const sum = (of: 'declared' | 'seen') => fields.reduce((all, field) => all + field[of], 0);
  const far = exhausted ? '' : ' so far';
  return `${formatCount(sum('seen'))} of ${countOf(sum('declared'), 'declared value')} seen${far}`;
}

/** Where an action that was not enabled is blocked: `: line 70`, `: line 70 is always false`. */
function blockingLines(guard: GuardReport | undefined, { exhausted }: Extent): string {
  const blocking = (guard?.clauses ?? []).filter(({ blocked }) => blocked > 0);
  const lines = [...new Set(blocking.map(({ at }) => at.line))];
  const [first] = blocking;
  if (!guard || !first) return '';
  const where = `: ${lines.length === 1 ? 'line' : 'lines'} ${lines.join(' and ')}`;
  if (!exhausted || first.blocked < guard.asked) return where;
  return `${where} is always ${first.isNegated ? 'true' : 'false'}`;
}

/** How a guard was answered, and which of its conditions was the first to fail, how often. */
export function guardLines(guard: GuardReport): readonly string[] {
  const { asked, enabled, clauses, otherwise } = guard;
  const blocked = asked - enabled;
  const answers = `guard asked ${countOf(asked, 'time')} (states and parameters)`;
  return [
    `${answers}: enabled ${formatCount(enabled)}, blocked ${formatCount(blocked)}`,
    ...clauses
      .filter((clause) => clause.blocked > 0)
      .map(({ text, at, isNegated, blocked: times }) => {
        const answer = isNegated ? 'true' : 'false';
        return `line ${at.line}: ${cut(text, 60)} is the first to fail, being ${answer}, in ${formatCount(times)}`;
      }),
    ...(otherwise > 0 ? [`it chose from nothing in ${formatCount(otherwise)}`] : []),
  ];
}

/** The status of a model in one short line: `✓ exhausted · 288`, `✗ 2 violated · 623`. */
export function statusHeadline(report: ModelReport): string {
  const reports = Object.entries(report.verdicts);
  const states = formatCount(report.distinctStates);
  const isRefuted = reports.some(([, { kind }]) => kind === 'violated' || kind === 'unreachable');
  if (isRefuted) return `${modelVerdict(report)} · ${states}`;
  if (report.errors.length > 0) return `${glyphs.modelError} ${words.modelError}`;
  const isOpen = reports.some(([, { kind }]) => kind === 'unknown');
  if (report.exhausted && isOpen) return `${modelVerdict(report)} · ${states}`;
  if (report.exhausted) return `${glyphs.holds} exhausted${withinTheFence(report)} · ${states}`;
  const open = reports.find(([, { kind }]) => kind === 'unknown');
  const word = open === undefined ? '' : `${openWordOf(open[0])} · `;
  const seen = statesOf(report.distinctStates, report);
  return `${glyphs.unknown} ${word}${seen} · ${reachText(report)}`;
}

/** What goes on in idle time, after the results so far: `goes on: 1,204,000 states, depth 14`. */
export function goesOnHeadline(progress: Progress): string {
  const states = countOf(progress.states, 'state');
  return `goes on: ${states}, depth ${formatCount(progress.depth)}`;
}

/** The status of a model that is being explored: `checking… 1,204,000 states, depth 14`. */
export function progressHeadline(progress: Progress): string {
  const states = countOf(progress.states, 'state');
  return `${words.checking}… ${states}, depth ${formatCount(progress.depth)}`;
}
