/**
 * The words and glyphs of verdicts, the same on every surface: diagnostics, lenses, hovers, status,
 * map, command line, JSON. No other file spells them.
 */
import type { Report, UnknownReason } from '../model/report.ts';

/** What the words of a verdict depend on, beyond the property itself. */
export type Extent = Pick<
  Report<unknown>,
  'exhausted' | 'distinctStates' | 'diameter' | 'frontier' | 'fenced' | 'symmetry'
>;

/** What is known of a property, as far as its word depends on it. */
export interface Knowledge {
  readonly kind: 'holds' | 'violated' | 'seen' | 'unreachable' | 'unknown';
  readonly reasons?: readonly UnknownReason[];
}

/** Words that are not verdicts. */
export const words = {
  notChecked: 'not checked',
  checking: 'checking',
  stopped: 'stopped',
  stale: 'before the edit',
  modelError: 'model error',
  accepted: 'accepted',
  ignored: 'ignored',
} as const;

/** A glyph for each kind, so that nothing is told by colour alone. */
export const glyphs = {
  holds: '✓',
  seen: '✓',
  violated: '✗',
  unreachable: '✗',
  unknown: '◌',
  modelError: '⚠',
  finding: '!',
} as const;

/** Properties that share their words: those of safety, of reachability, of liveness. */
export type Family = 'safety' | 'reachability' | 'liveness';

/** The family of a property, from its key path. */
export function familyOf(keyPath: string): Family {
  const group = keyPath.split('.', 1)[0] ?? keyPath;
  if (group === 'sometimes') return 'reachability';
  return ['eventually', 'alwaysEventually', 'leadsTo'].includes(group) ? 'liveness' : 'safety';
}

/** The word for what is known of a property. */
export function wordOf(keyPath: string, known: Knowledge, extent: Pick<Extent, 'fenced'>): string {
  switch (known.kind) {
    case 'holds':
    case 'unreachable':
      return `${known.kind}${withinTheFence(extent)}`;
    case 'violated':
    case 'seen':
      return known.kind;
    case 'unknown':
      return isNotChecked(known) ? words.notChecked : openWordOf(keyPath);
  }
}

/** The word for a property that an exploration left open. */
export function openWordOf(keyPath: string): string {
  const open = {
    safety: 'no violation so far',
    reachability: 'not seen yet',
    liveness: 'undecided',
  } as const;
  return open[familyOf(keyPath)];
}

/** Whether a property was declared and left out, rather than left open. */
export function isNotChecked(known: Knowledge): boolean {
  return known.reasons?.some((reason) => reason.code === 'notChecked') ?? false;
}

/** ` within the fence`, where states were turned away at one. */
export function withinTheFence(extent: Pick<Extent, 'fenced'>): string {
  return extent.fenced > 0 ? ' within the fence' : '';
}

/** A number with separators: `1,146`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** A number of things: `1 turn`, `1,204 successors`. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}

/** A number of states, or of classes of states where a symmetry was used. */
export function statesOf(count: number, extent: Pick<Extent, 'symmetry'>): string {
  return extent.symmetry
    ? countOf(count, 'class of states', 'classes of states')
    : countOf(count, 'state');
}

/** `in all 288 states`, for claims that only an exhausted exploration can make. */
export function inAllStates(extent: Pick<Extent, 'distinctStates' | 'symmetry'>): string {
  if (extent.distinctStates !== 1) return `in all ${statesOf(extent.distinctStates, extent)}`;
  return extent.symmetry ? 'in the only class of states' : 'in the only state';
}

/** How far an exploration went: `288 states, exhausted, diameter 10`. */
export function extentText(extent: Extent): string {
  const states = statesOf(extent.distinctStates, extent);
  return extent.exhausted
    ? `${states}, exhausted${withinTheFence(extent)}, diameter ${formatCount(extent.diameter)}`
    : `${states}, ${reachText(extent)}`;
}

/** How far a bounded exploration went: `depth ≤ 5, 54 not expanded`. */
export function reachText(extent: Pick<Extent, 'diameter' | 'frontier'>): string {
  const left =
    extent.frontier === 0 ? 'not exhausted' : `${formatCount(extent.frontier)} not expanded`;
  return `depth ≤ ${formatCount(extent.diameter)}, ${left}`;
}

/** How long a trace is: `after 3 turns`; a trace without turns ends `in an initial state`. */
export function afterTurns(turns: number): string {
  return turns === 0 ? 'in an initial state' : `after ${countOf(turns, 'turn')}`;
}

/** `3 of 6 open`-like parts of a sentence about several verdicts at once. */
export function tally(parts: readonly (readonly [count: number, word: string])[]): string {
  return parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${formatCount(count)} ${word}`)
    .join(', ');
}
