import type { SourceLocation } from '../model/report.ts';
import { cut, printValue } from '../values/print.ts';
import { printChange } from './change.ts';
import type { PlainValue, TraceReport } from './model-report.ts';
import { fromPlain } from './plain.ts';
import { countOf } from './words.ts';

/** What is said beside one step of a trace; step 0 is the initial state. */
export interface StepMark {
  readonly step: number;
  readonly text: string;
}

const stepsShownFirst = 5;
const stepsShownLast = 32;
const detailLengthMax = 140;
const indent = ' '.repeat(6);

/** A trace as aligned lines: number, step, place, what changed. A long one loses its middle. */
export function traceLines(trace: TraceReport, file: string, mark?: StepMark): readonly string[] {
  const rows = [
    { label: 'init', place: printPlace(trace.initAt, file), detail: initDetail(trace.init) },
    ...trace.steps.map((step) => ({
      label: step.label,
      place: printPlace(step.at, file),
      detail: step.changes.length === 0 ? 'no change' : step.changes.map(printChange).join(', '),
    })),
  ];
  const numberWidth = String(trace.steps.length).length;
  const labelWidth = Math.max(...rows.map(({ label }) => label.length));
  const placeWidth = Math.max(...rows.map(({ place }) => place.length));
  const lines = rows.map(({ label, place, detail }, step) => {
    const marked = step === mark?.step ? `   ${mark.text}` : '';
    const cells = [
      String(step).padStart(numberWidth),
      label.padEnd(labelWidth),
      ...(placeWidth === 0 ? [] : [` ${place.padEnd(placeWidth)} `]),
      ` ${cut(detail, detailLengthMax)}${marked}`,
    ];
    return `${indent}${cells.join(' ')}`.trimEnd();
  });
  return withoutMiddle(lines);
}

function withoutMiddle(lines: readonly string[]): readonly string[] {
  const omitted = lines.length - stepsShownFirst - stepsShownLast;
  if (omitted <= 1) return lines;
  const note = `${indent}… ${countOf(omitted, 'step')} left out; the JSON report has all of them`;
  return [...lines.slice(0, stepsShownFirst), note, ...lines.slice(-stepsShownLast)];
}

/** `:73` in the file of the model, the whole path elsewhere. */
function printPlace(at: SourceLocation | undefined, file: string): string {
  if (at === undefined) return '';
  return at.file === file ? `:${at.line}` : `${at.file}:${at.line}`;
}

/** The fields of a state in one line: `tm = 'init', decided = {}`. */
function initDetail(init: PlainValue): string {
  const state = fromPlain(init);
  const isRecord =
    typeof state === 'object' &&
    state !== null &&
    Object.getPrototypeOf(state) === Object.prototype;
  return isRecord
    ? Object.entries(state)
        .map(([name, value]) => `${name} = ${printValue(value)}`)
        .join(', ')
    : printValue(state);
}
