/**
 * The readable report: one block a model with a line for each property, below a violation its trace
 * and the source of the write that broke it. Used by the command line and by `verify`; runs without
 * Node, so whoever calls it reads the files.
 */
import type { Report, SourceLocation } from '../model/report.ts';
import { type BoundNames, frontierNextStep } from './bounds.ts';
import { buildModelReport } from './build-model-report.ts';
import { codeFrame } from './code-frame.ts';
import type {
  LoadFailure,
  ModelReport,
  PropertyReport,
  RunReport,
  SourceAnswer,
  UnknownReport,
} from './model-report.ts';
import { notReachedSentence, propertyOutcome } from './sentences.ts';
import { traceLines } from './trace-lines.ts';
import {
  countOf,
  formatCount,
  glyphs,
  reachText,
  statesOf,
  tally,
  withinTheFence,
  words,
} from './words.ts';

/** How a piece of the text is meant to look, where the reader has colours. */
export type Style = 'good' | 'bad' | 'open' | 'dim' | 'strong';

/** One long outcome does not move the places of all lines to the right. */
const isColumn = (width: number) => width <= 40;

/** How the text is printed. */
export interface TextOptions {
  /** Colours a piece of text; the text stays as it is where this is absent. */
  readonly paint?: (style: Style, text: string) => string;
  /** The text of a source file, for code frames; undefined where it cannot be read. */
  readonly readFile?: (file: string) => string | undefined;
  /** Leaves out models and properties that need no attention. */
  readonly quiet?: boolean;
  /** What the reader calls the bounds; as in a budget where this is absent. */
  readonly boundNames?: BoundNames;
}

/** The report of a run, with one closing line over all models. */
export function textOfRun(run: RunReport, options: TextOptions = {}): string {
  const models = options.quiet === true ? run.models.filter(needsAttention) : run.models;
  const blocks = [
    ...models.map((model) => textOfModel(model, options)),
    ...run.failures.map((failure) => textOfFailure(failure, options)),
    ...run.directives.map(({ code, message, at }) =>
      noteLines(glyphs.finding, code, message, 'open', at, options).join('\n'),
    ),
    ...run.notChecked.map(notReachedSentence),
  ];
  return `${[...blocks, closingLine(run)].join('\n\n')}\n`;
}

/** The report of a model without source places, as an assertion in a test prints it. */
export function textOfReport(report: Report<unknown>, name: string): string {
  return textOfModel(buildModelReport({ file: '', name, report }));
}

/** The block of one model. */
export function textOfModel(model: ModelReport, options: TextOptions = {}): string {
  const unknown = model.unknown.filter(({ code }) => options.quiet !== true || code === 'U1');
  return [
    header(model, options),
    ...propertyLines(model, options),
    ...model.errors.flatMap((error) => [
      ...noteLines(glyphs.modelError, error.code, error.message, 'bad', error.at, options),
      ...(error.trace === undefined ? [] : traceLines(error.trace, model.file)),
      ...frameLines(error.at, options),
    ]),
    ...model.findings.flatMap((finding) => [
      ...noteLines(glyphs.finding, finding.code, finding.message, 'open', finding.at, options),
      ...answerLines(words.ignored, finding.ignored),
    ]),
    ...unknown.flatMap((left) => [
      ...noteLines(glyphs.unknown, left.code, left.reason, 'open', left.at, options),
      ...(left.accepted === undefined
        ? [`      next: ${nextStep(left, model, options)}`]
        : answerLines(words.accepted, left.accepted)),
    ]),
  ].join('\n');
}

function answerLines(word: string, answer: SourceAnswer | undefined): readonly string[] {
  if (answer === undefined) return [];
  return [`      ${word}: ${answer.reason} (${printLocation(answer.at)})`];
}

/** The report's own next step names bounds as a budget does. */
function nextStep(
  { code, next }: UnknownReport,
  { stopped }: ModelReport,
  { boundNames }: TextOptions,
): string {
  return code === 'U1' && stopped !== undefined ? frontierNextStep(stopped, boundNames) : next;
}

function header(model: ModelReport, options: TextOptions): string {
  const file = model.file === '' ? '' : `${model.file}  `;
  return `${file}${paint(options, 'strong', model.name)}   ${modelCounts(model)}`;
}

/** How many states a model has, and how far they were explored. */
export function modelCounts(model: ModelReport): string {
  const extent = model.exhausted
    ? [`diameter ${formatCount(model.diameter)}`, `exhausted${withinTheFence(model)}`]
    : [...reachText(model).split(', '), ...(model.stopped === 'stopped' ? [words.stopped] : [])];
  const counts = [
    statesOf(model.distinctStates, model),
    `${formatCount(model.generatedStates)} generated`,
    ...extent,
  ];
  return counts.join(' · ');
}

function propertyLines(model: ModelReport, options: TextOptions): readonly string[] {
  const rows = Object.entries(model.verdicts).map(([keyPath, property]) => ({
    keyPath,
    property,
    outcome: propertyOutcome(keyPath, property, model),
  }));
  const nameWidth = Math.max(0, ...rows.map(({ keyPath }) => keyPath.length));
  const outcomeWidth = Math.max(0, ...rows.map(({ outcome }) => outcome.length).filter(isColumn));
  return rows
    .filter(({ property }) => options.quiet !== true || styleOf(property) !== 'good')
    .flatMap(({ keyPath, property, outcome }) => {
      const glyph = paint(options, styleOf(property), glyphs[property.kind]);
      const at = property.at === undefined ? '' : `   ${printLocation(property.at)}`;
      const line = `  ${glyph} ${keyPath.padEnd(nameWidth)}   ${outcome.padEnd(outcomeWidth)}${at}`;
      return [line.trimEnd(), ...violationLines(keyPath, property, model, options)];
    });
}

/** A violation in lines: why it is one, its trace, the source of the write that broke it. */
export function violationLines(
  keyPath: string,
  property: PropertyReport,
  model: ModelReport,
  options: TextOptions = {},
): readonly string[] {
  if (property.kind !== 'violated' || property.trace === undefined) return [];
  const step = property.brokenBy?.step ?? property.trace.steps.length;
  const text = keyPath === 'terminal' ? '← no step from here' : '← breaks it';
  return [
    ...(property.reason === undefined ? [] : [`      ${property.reason}`]),
    ...traceLines(property.trace, model.file, { step, text }),
    ...frameLines(property.brokenBy?.at, options),
  ];
}

function styleOf(property: PropertyReport): Style {
  if (property.kind === 'unknown') return 'open';
  return property.kind === 'holds' || property.kind === 'seen' ? 'good' : 'bad';
}

function needsAttention(model: ModelReport): boolean {
  const isOpen = Object.values(model.verdicts).some((property) => styleOf(property) !== 'good');
  return isOpen || !model.exhausted || model.errors.length > 0 || model.findings.length > 0;
}

/** The block of a file that could not be loaded. */
export function textOfFailure(failure: LoadFailure, options: TextOptions = {}): string {
  const { code, file, message, at } = failure;
  return [
    `${file}  ${words.notChecked}`,
    ...noteLines(glyphs.modelError, code, message, 'bad', at, options),
    ...frameLines(at, options),
  ].join('\n');
}

function noteLines(
  glyph: string,
  code: string,
  message: string,
  style: Style,
  at: SourceLocation | undefined,
  options: TextOptions,
): readonly string[] {
  const place = at === undefined ? [] : [`      at ${printLocation(at)}`];
  const [first = '', ...rest] = message.split('\n');
  const line = `  ${paint(options, style, glyph)} ${code} ${first}`;
  return [line, ...rest.map((text) => `      ${text}`), ...place];
}

function frameLines(at: SourceLocation | undefined, options: TextOptions): readonly string[] {
  if (at === undefined) return [];
  const text = options.readFile?.(at.file);
  const frame = text === undefined ? undefined : codeFrame(text, at);
  if (frame === undefined) return [];
  const lines = [printLocation(at), ...frame].map((line) => `      ${line}`);
  return ['', ...lines.map((line) => paint(options, 'dim', line)), ''];
}

/** `models/two-phase.ts:102:9`, which terminals and editors turn into a link. */
export function printLocation({ file, line, column }: SourceLocation): string {
  return `${file}:${line}:${column}`;
}

/** The whole run in one line: how many properties ended how. */
export function closingLine(run: RunReport): string {
  const properties = run.models.flatMap((model) => Object.values(model.verdicts));
  const count = (kind: string) => properties.filter((property) => property.kind === kind).length;
  const notChecked = properties.filter(({ word }) => word === words.notChecked).length;
  const errors = run.models.reduce((sum, model) => sum + model.errors.length, 0);
  const files = run.failures.length + run.notChecked.length;
  const text = tally([
    [count('violated'), 'violated'],
    [count('unreachable'), 'unreachable'],
    [errors, errors === 1 ? words.modelError : `${words.modelError}s`],
    [files, `${files === 1 ? 'file' : 'files'} ${words.notChecked}`],
    [count('unknown') - notChecked, 'open'],
    [notChecked, words.notChecked],
    // Where nothing holds, because no exploration was exhausted, nothing should seem to.
    [count('holds') + count('seen'), count('holds') > 0 ? 'hold or seen' : 'seen'],
  ]);
  const models = run.models.length === 0 ? '' : ` in ${countOf(run.models.length, 'model')}`;
  const seconds = run.timing === undefined ? '' : ` · ${run.timing.seconds.toFixed(2)} s`;
  return `${text === '' ? 'no properties' : text}${models}${seconds}`;
}

function paint(options: TextOptions, style: Style, text: string): string {
  return options.paint === undefined ? text : options.paint(style, text);
}
