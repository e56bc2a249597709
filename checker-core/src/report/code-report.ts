/** Which code of a model has run, and the pieces of it that have not. */
import type { CodeFunctionPlace, CodeOutcome, CodePlace } from '../coverage/code-places.ts';
import type { CodeRange } from '../model/report.ts';
import type {
  BranchReport,
  CodeGapKind,
  CodeReport,
  FileCodeReport,
  RanReport,
} from './coverage-report.ts';
import type { RanCode, ReportSource } from './report-source.ts';

/** A function about which something can be said: it ran, or stands within one that did. */
export interface RanFunction {
  readonly place: CodeFunctionPlace;
  readonly index: number;
  readonly run: boolean;
  /** Whether all that could run it was asked to the end. */
  readonly isComplete: boolean;
  /** It is called by the engine, which tells by other means whether it was. */
  readonly isOwn: boolean;
}

/** A piece of code that has not run, or a condition that went one way only. */
export interface CodeGap {
  readonly at: CodeRange;
  readonly kind: CodeGapKind;
}

/** The functions of a model's code, in the order of the bundle. */
export function ranFunctions({ report, code }: ReportSource): readonly RanFunction[] {
  if (!code) return [];
  const decided = decidedContexts(report.verdicts, code);
  const own = new Set(code.places.own.values());
  const found: RanFunction[] = [];
  for (const [index, place] of code.places.functions.entries()) {
    if (!place) continue;
    const entered = code.record.entered[index] ?? 0;
    const outer = found.findLast((other) => contains(other.place.at, place.at));
    const isOwn = own.has(index);
    // What calls a function tells more of one that was never called.
    const isListed = entered !== 0 || isOwn || outer?.run === true;
    if (!isListed) continue;
    const isComplete = (entered & decided) === 0 && outer?.isComplete !== false;
    found.push({ place, index, run: entered !== 0, isComplete, isOwn });
  }
  return found;
}

/** Properties that were decided are not asked any more: what they did not run says nothing. */
function decidedContexts(
  verdicts: ReportSource['report']['verdicts'],
  { contexts }: RanCode,
): number {
  let bits = 0;
  for (const [keyPath, { kind }] of verdicts) {
    if (kind === 'violated' || kind === 'seen') bits |= contexts.get(keyPath) ?? 0;
  }
  return bits;
}

/** The code of a model as plain JSON; undefined where it was not watched. */
export function codeReport(
  { code }: ReportSource,
  functions: readonly RanFunction[],
): CodeReport | undefined {
  if (!code) return undefined;
  const files = new Map<string, RanFunction[]>();
  for (const each of functions) {
    const { file } = each.place.at;
    const known = files.get(file);
    if (known) known.push(each);
    else files.set(file, [each]);
  }
  const { passed } = code.record;
  return {
    files: [...files].map(([file, some]) => fileReport(file, some, passed)),
    notFollowed: code.places.notFollowed,
  };
}

function fileReport(
  file: string,
  functions: readonly RanFunction[],
  passed: Uint8Array,
): FileCodeReport {
  const statements: RanReport[] = [];
  const branches: BranchReport[] = [];
  for (const { place, isComplete } of functions) {
    for (const each of place.places) {
      const { kind, at } = each;
      if (kind === 'statement') {
        statements.push({ at, run: passed[each.place] !== 0, isComplete });
        continue;
      }
      const outcomes = each.outcomes.map((outcome, i) => {
        return { ...outcome, taken: passed[each.place + i] !== 0 };
      });
      branches.push({ kind, at, outcomes, isComplete });
    }
  }
  return {
    file,
    functions: functions
      .map(({ place, run, isComplete }): RanReport => ({ at: place.at, run, isComplete }))
      .sort(inText),
    statements: statements.sort(inText),
    branches: branches.sort(inText),
  };
}

/** What has not run of the functions that did: the outermost pieces, neighbours as one. */
export function codeGaps(
  functions: readonly RanFunction[],
  passed: Uint8Array,
): readonly CodeGap[] {
  const gaps = functions.flatMap(({ place, run, isComplete, isOwn }): readonly CodeGap[] => {
    if (!isComplete) return [];
    if (!run) return isOwn ? [] : [{ at: place.at, kind: 'function' }];
    return place.places.flatMap((each) => gapsAt(each, passed));
  });
  const joined: CodeGap[] = [];
  for (const gap of [...gaps].sort(inText)) {
    const last = joined.at(-1);
    if (last && isNeverRun(last) && contains(last.at, gap.at)) continue;
    if (last?.kind === 'statement' && gap.kind === 'statement' && isNext(last.at, gap.at)) {
      const { endLine, endColumn } = gap.at;
      joined[joined.length - 1] = { ...last, at: { ...last.at, endLine, endColumn } };
    } else joined.push(gap);
  }
  return joined;
}

/** Whether a gap is code that did not run, so that its parts need not be named. */
export function isNeverRun({ kind }: CodeGap): boolean {
  return kind === 'statement' || kind === 'code' || kind === 'function';
}

function gapsAt(site: CodePlace, passed: Uint8Array): readonly CodeGap[] {
  const taken = (outcome: number) => passed[site.place + outcome] !== 0;
  switch (site.kind) {
    case 'statement':
      return taken(0) ? [] : [{ at: site.at, kind: 'statement' }];
    case 'loop':
      return taken(0) ? [] : site.outcomes.flatMap(pieceOf);
    case 'switch': {
      const isAsked = site.outcomes.some((_, outcome) => taken(outcome));
      return isAsked ? site.outcomes.flatMap((each, i) => (taken(i) ? [] : pieceOf(each))) : [];
    }
    default: {
      if (taken(0) === taken(1)) return [];
      const missing = taken(0) ? 1 : 0;
      const piece = pieceOf(site.outcomes[missing]);
      if (piece.length > 0) return piece;
      const isNullish = site.kind === 'nullish';
      const kinds = isNullish
        ? (['neverGiven', 'alwaysGiven'] as const)
        : (['alwaysFalse', 'alwaysTrue'] as const);
      return [{ at: site.at, kind: kinds[missing] ?? 'alwaysTrue' }];
    }
  }
}

function pieceOf(outcome: CodeOutcome | undefined): readonly CodeGap[] {
  return outcome?.at ? [{ at: outcome.at, kind: 'code' }] : [];
}

function inText({ at: a }: { readonly at: CodeRange }, { at: b }: { readonly at: CodeRange }) {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  const starts = a.line - b.line || a.column - b.column;
  return starts || b.endLine - a.endLine || b.endColumn - a.endColumn;
}

/** Whether a piece of code lies within another one, or is it. */
export function contains(outer: CodeRange, inner: CodeRange): boolean {
  if (outer.file !== inner.file) return false;
  const starts = outer.line - inner.line || outer.column - inner.column;
  const ends = outer.endLine - inner.endLine || outer.endColumn - inner.endColumn;
  return starts <= 0 && ends >= 0;
}

/** Whether a statement stands below another one, with nothing between them. */
function isNext(before: CodeRange, after: CodeRange): boolean {
  const isBelow = after.line - before.endLine === 1 && after.column === before.column;
  return before.file === after.file && isBelow;
}
