import type {
  BreakingWrite,
  ModelReport,
  PropertyReport,
  TraceReport,
} from 'everyturn/internal/report/model-report';

/** A trace that the panel can show, and what it is a trace of. */
export interface ShownTrace {
  /** The key path of the property, or `error <index>` for a model error. */
  readonly id: string;
  readonly title: string;
  readonly glyph: string;
  readonly word: string;
  readonly sentence: string;
  readonly trace: TraceReport;
  readonly brokenBy: BreakingWrite | undefined;
  /** Whether the map can draw it: it can ask for the traces of properties only. */
  readonly isOnMap: boolean;
  readonly isViolation: boolean;
}

/** All traces of a report: violations first, then model errors, then what was seen. */
export function tracesOf(report: ModelReport | undefined): readonly ShownTrace[] {
  if (!report) return [];
  const ofProperties = Object.entries(report.verdicts).flatMap(([property, verdict]) =>
    verdict.trace ? [ofProperty(property, verdict, verdict.trace)] : [],
  );
  const ofErrors = report.errors.flatMap((error, index): ShownTrace[] =>
    error.trace
      ? [
          {
            id: `error ${index}`,
            title: `${error.code} ${error.keyPath}`,
            glyph: '⚠',
            word: 'model error',
            sentence: error.message,
            trace: error.trace,
            brokenBy: undefined,
            isOnMap: false,
            isViolation: false,
          },
        ]
      : [],
  );
  return [
    ...ofProperties.filter(({ isViolation }) => isViolation),
    ...ofErrors,
    ...ofProperties.filter(({ isViolation }) => !isViolation),
  ];
}

function ofProperty(property: string, verdict: PropertyReport, trace: TraceReport): ShownTrace {
  return {
    id: property,
    title: property,
    glyph: glyphOf(verdict.kind),
    word: verdict.word,
    sentence: verdict.sentence,
    trace,
    brokenBy: verdict.brokenBy,
    isOnMap: true,
    isViolation: verdict.kind === 'violated',
  };
}

/** Identifies the trace to a cell: no property has such a key path. */
export const cellTraceId = 'to a cell';

/** The trace to a state of a cell. */
export function toCell(name: string, trace: TraceReport): ShownTrace {
  const turns = trace.steps.length;
  const after = turns === 1 ? '1 turn' : `${turns} turns`;
  return {
    id: cellTraceId,
    title: `to ${name}`,
    glyph: '→',
    word: turns === 0 ? 'an initial state' : after,
    sentence:
      turns === 0
        ? `An initial state lies in this cell: ${name}.`
        : `A state of this cell is reached after ${after}: ${name}.`,
    trace,
    brokenBy: undefined,
    isOnMap: true,
    isViolation: false,
  };
}

/** The glyph that stands beside a verdict's word. */
export function glyphOf(kind: PropertyReport['kind']): string {
  switch (kind) {
    case 'holds':
    case 'seen':
      return '✓';
    case 'violated':
    case 'unreachable':
      return '✗';
    case 'unknown':
      return '◌';
  }
}

/** The step that is shown first: the one that broke the property, else the last. */
export function firstShownStep({ trace, brokenBy }: ShownTrace): number {
  return brokenBy?.step ?? trace.steps.length;
}
