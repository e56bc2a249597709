/**
 * What one checked model has seen speaks against what is said of another: code and literals may be
 * shared, and nothing is called unreachable that some model reaches, or may yet reach.
 */
import type { CodeRange, SourceLocation } from 'everyturn/internal/model/report';
import type { FileCodeReport, HintReport } from 'everyturn/internal/report/coverage-report';
import type { ModelReport } from 'everyturn/internal/report/model-report';
import type { ModelResult, Session } from '../checks/session.ts';
import { functionAt } from '../results/locate.ts';

/** Something that was not seen, as far as other models may have seen it. */
export interface Unseen {
  /** Whether no state is left in which it could be seen. */
  readonly isFinal: boolean;
  readonly what: UnseenPlace | UnseenCode;
}

interface UnseenPlace {
  readonly kind: 'place';
  readonly id: string;
}

interface UnseenCode {
  readonly kind: 'code';
  readonly at: CodeRange;
}

/** What models have seen, and what they have not seen but may. */
export interface Sight {
  readonly seen: Places;
  readonly open: Places;
}

interface Places {
  readonly ids: Set<string>;
  readonly code: Map<string, CodeRange[]>;
}

/** A function of the model, by where it begins. */
export function unseenFunction(at: SourceLocation, isFinal: boolean): Unseen {
  return { isFinal, what: { kind: 'place', id: placeId(at) } };
}

/** What a hint is about; undefined where no other model can speak against it. */
export function unseenOf({ code, at, gap }: HintReport): Unseen | undefined {
  if (!at) return undefined;
  switch (code) {
    case 'EVT307':
    case 'EVT403':
      return { isFinal: code === 'EVT307', what: { kind: 'place', id: placeId(at) } };
    case 'EVT308':
    case 'EVT404': {
      const isFinal = code === 'EVT308';
      if (!('endLine' in at)) return undefined;
      const outcome = gap && missingOutcome[gap];
      return outcome === undefined
        ? { isFinal, what: { kind: 'code', at } }
        : { isFinal, what: { kind: 'place', id: outcomeId(at, outcome) } };
    }
    case 'EVT303':
      return { isFinal: true, what: { kind: 'place', id: blockId(at) } };
    case 'EVT411':
      return undefined;
  }
}

/** Whether some model has seen it; or, of a final claim, may yet see it. */
export function isContradicted({ what, isFinal }: Unseen, sights: readonly Sight[]): boolean {
  return sights.some(({ seen, open }) => isIn(seen, what) || (isFinal && isIn(open, what)));
}

function isIn({ ids, code }: Places, what: Unseen['what']): boolean {
  if (what.kind === 'place') return ids.has(what.id);
  return code.get(what.at.file)?.some((at) => isWithin(at, what.at)) ?? false;
}

/** What the models of a session have seen and what they may still see. */
export function sightOf({ results }: Session): Sight {
  const sight: Sight = { seen: noPlaces(), open: noPlaces() };
  for (const result of results.values()) {
    const { report } = result;
    if (!report) continue;
    addFunctions(sight, result, report);
    addGuards(sight, report);
    addValues(sight, report);
    for (const file of report.coverage?.code?.files ?? []) addCode(sight, file, report.exhausted);
  }
  return sight;
}

const noPlaces = (): Places => ({ ids: new Set(), code: new Map() });

function addFunctions({ seen, open }: Sight, { basis, name }: ModelResult, report: ModelReport) {
  for (const [keyPath, { states }] of Object.entries(report.actions)) {
    const at = functionAt(basis, name, keyPath);
    if (at && states > 0) seen.ids.add(placeId(at));
    else if (at && !report.exhausted) open.ids.add(placeId(at));
  }
}

/** What may be seen of a guard is that it is false. */
function addGuards({ seen, open }: Sight, { coverage, exhausted }: ModelReport): void {
  for (const { at, asked, enabled } of Object.values(coverage?.guards ?? {})) {
    if (at && enabled < asked) seen.ids.add(blockId(at));
    else if (at && !exhausted) open.ids.add(blockId(at));
  }
}

/** A literal may stand for values of several fields: one that has it is enough. */
function addValues({ seen, open }: Sight, { coverage, exhausted }: ModelReport): void {
  for (const { values, at: fieldAt } of coverage?.domain.fields ?? []) {
    for (const { at, times } of values) {
      // The name of a field stands for all its values, of which some will have been seen.
      if (!at || (fieldAt && placeId(at) === placeId(fieldAt))) continue;
      if (times > 0) seen.ids.add(placeId(at));
      else if (!exhausted) open.ids.add(placeId(at));
    }
  }
}

function addCode(sight: Sight, file: FileCodeReport, exhausted: boolean): void {
  const { functions, statements, branches } = file;
  const placesFor = (ran: boolean, isComplete: boolean): Places | undefined => {
    if (ran) return sight.seen;
    return exhausted && isComplete ? undefined : sight.open;
  };
  const addRange = (places: Places | undefined, at: CodeRange) => {
    if (!places) return;
    const known = places.code.get(at.file);
    if (known) known.push(at);
    else places.code.set(at.file, [at]);
  };
  for (const { at, run, isComplete } of [...functions, ...statements]) {
    addRange(placesFor(run, isComplete), at);
  }
  for (const { at, outcomes, isComplete } of branches) {
    for (const { outcome, at: piece, taken } of outcomes) {
      const places = placesFor(taken, isComplete);
      places?.ids.add(outcomeId(at, outcome));
      if (piece) addRange(places, piece);
    }
  }
}

/** The outcome that a condition would have to have had. */
const missingOutcome: { readonly [gap in NonNullable<HintReport['gap']>]?: string } = {
  alwaysTrue: 'false',
  alwaysFalse: 'true',
  neverGiven: 'not nullish',
  alwaysGiven: 'nullish',
};

const placeId = ({ file, line, column }: SourceLocation) => `${file}:${line}:${column}`;

const blockId = (at: SourceLocation) => `${placeId(at)} blocks`;

const outcomeId = (at: CodeRange, outcome: string) =>
  `${placeId(at)}-${at.endLine}:${at.endColumn} ${outcome}`;

function isWithin(inner: CodeRange, outer: CodeRange): boolean {
  const starts = outer.line - inner.line || outer.column - inner.column;
  const ends = outer.endLine - inner.endLine || outer.endColumn - inner.endColumn;
  return starts <= 0 && ends >= 0;
}
