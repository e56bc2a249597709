/**
 * Findings: marks that look green and may mean nothing, such as an action that is never enabled.
 * They are negative claims, so they are made of an exhausted exploration only.
 */
import { cut } from '../values/print.ts';
import { type CodeGap, contains, isNeverRun, type RanFunction } from './code-report.ts';
import type { CoverageReport } from './coverage-report.ts';
import { lastStateFacts } from './facts.ts';
import { blame, kindsPath } from './hints.ts';
import type { FindingReport } from './model-report.ts';
import type { ReportSource } from './report-source.ts';
import { actionName, isHandler } from './step-label.ts';
import { inAllStates, statesOf, withinTheFence } from './words.ts';

/** What was seen of the model, as far as findings are made of it. */
export interface Seen {
  readonly guards: CoverageReport['guards'];
  readonly domain: CoverageReport['domain'];
  readonly functions: readonly RanFunction[];
  readonly gaps: readonly CodeGap[];
}

/** The findings of a model, actions first, in declaration order. */
export function findingsOf(source: ReportSource, seen: Seen): readonly FindingReport[] {
  if (!source.report.exhausted) return [];
  return [
    ...neverEnabled(source, seen),
    ...neverEvaluated(source),
    ...neverDecided(source, seen),
    ...neverSent(source, seen),
    ...doubtful(source),
  ];
}

/** EVT301: no explored state enables the action. */
function neverEnabled(source: ReportSource, { guards }: Seen): readonly FindingReport[] {
  const { name, report } = source;
  const states = statesOf(report.distinctStates, report);
  const extent = `${states} (exhausted${withinTheFence(report)})`;
  const ran = new Set<string>();
  for (const [keyPath, { states }] of report.actions)
    if (states > 0) ran.add(codeOf(keyPath, source));
  const told = new Set<string>();
  return [...report.actions]
    .filter(([keyPath]) => {
      const code = codeOf(keyPath, source);
      if (ran.has(code) || told.has(code)) return false;
      return told.add(code);
    })
    .map(([keyPath]) =>
      finding(
        'EVT301',
        keyPath,
        `${actionName(keyPath)} of ${name} ${neverText(keyPath)} in ${extent}${blame(guards[keyPath])}.`,
        source,
      ),
    );
}

/** EVT302: the property had nothing to be evaluated on. */
function neverEvaluated(source: ReportSource): readonly FindingReport[] {
  const { report } = source;
  const hasSteps = [...report.actions.values()].some(({ fired }) => fired > 0);
  return [...report.verdicts]
    .filter(([, verdict]) => verdict.kind === 'holds')
    .flatMap(([keyPath]) => {
      const missing = report.distinctStates === 0 ? 'state' : 'step';
      const isStepProperty = keyPath.startsWith('alwaysStep.');
      if (missing === 'step' && (!isStepProperty || hasSteps)) return [];
      const why = `${source.name} has no ${missing}${withinTheFence(report)}`;
      return [finding('EVT302', keyPath, `${keyPath} was never evaluated: ${why}.`, source)];
    });
}

/** EVT302: what the property comes down to was never evaluated. */
function neverDecided(source: ReportSource, { functions, gaps }: Seen): readonly FindingReport[] {
  const { report, code, name } = source;
  return [...report.verdicts].flatMap(([keyPath, { kind }]) => {
    const index = code?.places.own.get(keyPath);
    const ran = functions.find((each) => each.index === index);
    const result = ran?.place.result;
    if (kind !== 'holds' || !ran?.run || !ran.isComplete || !result) return [];
    if (!gaps.some((gap) => isNeverRun(gap) && contains(gap.at, result.at))) return [];
    const text = cut(result.text, 60);
    const where = `${inAllStates(report)}${withinTheFence(report)}`;
    const message = `${keyPath} of ${name} never gets to ${text}: what comes before decides it ${where}.`;
    return [finding('EVT302', keyPath, message, source)];
  });
}

/** EVT306: messages of this kind are never in flight. */
function neverSent({ report, name, at }: ReportSource, { domain }: Seen): readonly FindingReport[] {
  const kinds = domain.fields.find(({ path }) => path === kindsPath)?.values ?? [];
  const extent = `${statesOf(report.distinctStates, report)} (exhausted${withinTheFence(report)})`;
  return kinds
    .filter(({ declared, times }) => declared && times === 0)
    .map(({ text, value }) => ({
      code: 'EVT306',
      keyPath: `messages.${String(value)}`,
      message: `${text} of ${name} is never in flight in ${extent}: nobody sends it.`,
      ...(at && { at }),
    }));
}

/** EVT304: the property reads only what never changes. EVT305: what the fence keeps out decides. */
function doubtful(source: ReportSource): readonly FindingReport[] {
  const { name, doubts = [] } = source;
  return doubts.map((doubt): FindingReport => {
    const { property } = doubt;
    if (doubt.kind === 'frozen') {
      const parts = doubt.parts.join(', ');
      const reads =
        parts === ''
          ? 'reads nothing of the state'
          : `reads only what never changes (${cut(parts, 80)})`;
      const message = `${property} of ${name} ${reads}; it says nothing about behaviour.`;
      return finding('EVT304', property, message, source);
    }
    const facts = lastStateFacts(doubt.trace, 80);
    const message = `${property} of ${name} is not reachable within the fence, but one step outside of it is true: ${facts}.`;
    return { ...finding('EVT305', 'within', message, source) };
  });
}

/** What stands for the code of an action: several actors of one kind have the same handlers. */
function codeOf(keyPath: string, { locate }: ReportSource): string {
  if (!isHandler(keyPath)) return keyPath;
  const at = locate?.(keyPath);
  return at
    ? `${at.file}:${at.line}:${at.column}`
    : keyPath.replace(/^(actors\..*?)\.\d+\./, '$1.');
}

/** A handler runs or does not; what is no function is enabled or not. */
function neverText(keyPath: string): string {
  return isHandler(keyPath) ? 'never runs' : 'is never enabled';
}

function finding(
  code: FindingReport['code'],
  keyPath: string,
  message: string,
  source: ReportSource,
): FindingReport {
  const place = source.locate?.(keyPath);
  return { code, keyPath, message, ...(place === undefined ? {} : { at: place }) };
}
