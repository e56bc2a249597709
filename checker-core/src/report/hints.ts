/** What was not seen of guards, values and code, in words. Final only of an exhausted exploration. */
import { cut } from '../values/print.ts';
import type { CodeGap } from './code-report.ts';
import type {
  CoverageReport,
  DomainReport,
  FieldDomainReport,
  GuardReport,
  HintReport,
  ValueReport,
} from './coverage-report.ts';
import type { ReportSource } from './report-source.ts';
import { actionName } from './step-label.ts';
import {
  countOf,
  extentText,
  formatCount,
  inAllStates,
  statesOf,
  withinTheFence,
} from './words.ts';

type Report = ReportSource['report'];

/** The field of the kinds of all messages in flight. */
export const kindsPath = 'inFlight[*].message.kind';

/** Parts of a system's state that nobody declares by name; their values tell nothing new. */
const undeclared = /^(inFlight|crashed|timers|histories|left)\b/;

/** All hints of a model: actions, then values, then code. */
export function hintsOf(
  { name, report }: ReportSource,
  { domain, guards }: Pick<CoverageReport, 'domain' | 'guards'>,
  gaps: readonly CodeGap[],
): readonly HintReport[] {
  // Of a model that could not be explored at all nothing is missing.
  if (report.distinctStates === 0) return [];
  return [
    ...Object.entries(guards).flatMap((guard) => guardHints(guard, name, report)),
    ...unseenValues(domain, report.exhausted).map((unseen) => valueHint(unseen, report)),
    ...gaps.map((gap): HintReport => codeHint(gap, report)),
  ];
}

function guardHints(
  [keyPath, guard]: readonly [string, GuardReport],
  name: string,
  report: Report,
): readonly HintReport[] {
  const { asked, enabled, at } = guard;
  const place = at && { at };
  if (enabled === asked && report.exhausted && asked > 0) {
    const message = `This guard is true ${inAllStates(report)}${withinTheFence(report)}.`;
    return [{ code: 'EVT303', keyPath, message, ...place }];
  }
  if (enabled > 0 || report.exhausted || asked === 0) return [];
  const expanded = report.distinctStates - report.frontier;
  const why = blame(guard);
  const message = `${actionName(keyPath)} of ${name} is not enabled yet in ${countOf(expanded, 'expanded state')}${why}.`;
  return [{ code: 'EVT411', keyPath, message, ...place }];
}

/** Which clauses block: `: line 70, s.tm === 'init' is false in 27, …`. */
export function blame(guard: GuardReport | undefined): string {
  const { clauses = [], otherwise = 0 } = guard ?? {};
  const blocking = clauses.filter(({ blocked }) => blocked > 0);
  const texts = blocking.map(({ text, at: place, isNegated, blocked }, i) => {
    const line = i === 0 || place.line !== blocking[i - 1]?.at.line ? `line ${place.line}, ` : '';
    const answer = isNegated ? 'true' : 'false';
    return `${line}${cut(text, 60)} is ${answer} in ${formatCount(blocked)}`;
  });
  const rest = otherwise > 0 ? [`it chose from nothing in ${formatCount(otherwise)}`] : [];
  const all = [...texts, ...rest];
  return all.length === 0 ? '' : `: ${all.join('; ')}`;
}

/** A declared value that was not seen. */
export interface UnseenValue {
  readonly field: FieldDomainReport;
  readonly value: ValueReport;
}

/** The declared values that were not seen, in the order of their declaration. */
export function unseenValues({ fields }: DomainReport, exhausted: boolean): readonly UnseenValue[] {
  const isSystem = fields.some(({ path }) => path === kindsPath);
  return (
    fields
      // Of messages that nobody sends there is a finding.
      .filter(
        ({ path }) => !isSystem || !undeclared.test(path) || (path === kindsPath && !exhausted),
      )
      .flatMap((field) =>
        field.values
          .filter(({ declared, times }) => declared && times === 0)
          .map((value) => ({ field, value })),
      )
  );
}

function valueHint({ field, value }: UnseenValue, report: Report): HintReport {
  const at = value.at ?? field.at;
  const code = report.exhausted ? 'EVT307' : 'EVT403';
  const message = valueMessage(field, value, report);
  return { code, keyPath: field.path, value: value.text, message, ...(at && { at }) };
}

function valueMessage(field: FieldDomainReport, value: ValueReport, report: Report): string {
  const what = valueText({ field, value });
  if (!report.exhausted) return `Not seen yet: ${what} (${extentText(report)}).`;
  const extent = `${statesOf(report.distinctStates, report)}, exhausted${withinTheFence(report)}`;
  return `Unreachable: no reachable state has ${what} (${extent}).`;
}

/** A value of a field: `tm = 'committed'`, `'aborted' in rms`. */
export function valueText({ field: { path, kind }, value: { text } }: UnseenValue): string {
  if (kind === 'counted') return `${text} in ${path}`;
  return text === 'absent' ? `${path} absent` : `${path} = ${text}`;
}

const gapTexts: Readonly<Record<CodeGap['kind'], readonly [final: string, open: string]>> = {
  statement: ['This is never run', 'Not run yet'],
  code: ['This is never run', 'Not run yet'],
  function: ['This function is never called', 'Not called yet'],
  alwaysTrue: ['This condition is always true', 'Always true so far'],
  alwaysFalse: ['This condition is always false', 'Always false so far'],
  alwaysGiven: ['This always has a value', 'Always has a value so far'],
  neverGiven: ['This never has a value', 'Never has a value so far'],
};

function codeHint({ kind, at }: CodeGap, report: Report): HintReport {
  const [final, open] = gapTexts[kind];
  const extent = extentText(report);
  return report.exhausted
    ? { code: 'EVT308', message: `${final} (${extent}).`, at, gap: kind }
    : { code: 'EVT404', message: `${open} (${extent}).`, at, gap: kind };
}
