/** What came of a search from the open states of a run, in words that rest on the run itself. */
import { fieldsBetween } from '../coverage/cell-distance.ts';
import type { Sought } from '../engine/seek.ts';
import type { ModelReport } from './model-report.ts';
import { countOf, openWordOf, statesOf, wordOf } from './words.ts';

/** What came of a search. */
export interface SoughtReport {
  /** `unreachable` only where the run that the search went on with was exhausted by it. */
  readonly kind: 'seen' | 'unreachable' | 'unknown';
  /** Complete by itself. */
  readonly sentence: string;
}

/** The report of a search; `report` is that of the run after it, `isThere` what its states say. */
export function soughtReport(
  sought: Sought | undefined,
  isThere: boolean,
  report: Pick<ModelReport, 'exhausted' | 'fenced' | 'distinctStates' | 'symmetry'>,
): SoughtReport {
  if (isThere) {
    const word = wordOf('sometimes', { kind: 'seen' }, report);
    return { kind: 'seen', sentence: `${capital(word)}${sought ? `: ${tried(sought)}` : ''}.` };
  }
  if (report.exhausted) {
    const word = wordOf('sometimes', { kind: 'unreachable' }, report);
    const all = statesOf(report.distinctStates, report);
    return {
      kind: 'unreachable',
      sentence: `${capital(word)}: the run is exhausted now, ${all}, and it is in none.`,
    };
  }
  const word = openWordOf('sometimes');
  const far = sought ? `: ${tried(sought)} and stopped ${stopText(sought)}.` : '.';
  return { kind: 'unknown', sentence: `${capital(word)}${far}${nearestText(sought)}` };
}

function tried({ tried, open }: Sought): string {
  return `the search tried ${countOf(tried, 'state')} from ${countOf(open, 'open one')}`;
}

function stopText({ found }: Sought): string {
  switch (found.kind === 'stopped' ? found.why : 'memory') {
    case 'timeMs':
      return 'when its time was up';
    case 'statesMax':
      return 'at its number of states';
    case 'stopped':
      return 'because somebody asked it to';
    case 'error':
      return 'where turns failed';
    case 'memory':
      return 'at the memory of the run';
  }
}

function nearestText(sought: Sought | undefined): string {
  const fields = sought ? fieldsBetween(sought.nearest) : 0;
  return fields > 0 && Number.isFinite(fields)
    ? ` The nearest state that it met differs in ${countOf(fields, 'field')}.`
    : '';
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
