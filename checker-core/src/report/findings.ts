/**
 * Findings: marks that look green and may mean nothing, such as an action that is never enabled.
 * They are negative claims, so they are made of an exhausted exploration only.
 */
import type { FindingReport } from './model-report.ts';
import type { ReportSource } from './report-source.ts';
import { actionName } from './step-label.ts';
import { statesOf, withinTheFence } from './words.ts';

/** The findings of a model, actions first, in declaration order. */
export function findingsOf(source: ReportSource): readonly FindingReport[] {
  return source.report.exhausted ? [...neverEnabled(source), ...neverEvaluated(source)] : [];
}

/** EVT301: no explored state enables the action. */
function neverEnabled(source: ReportSource): readonly FindingReport[] {
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
        `${actionName(keyPath)} of ${name} ${neverText(keyPath)} in ${extent}.`,
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

/** What stands for the code of an action: several actors of one kind have the same handlers. */
function codeOf(keyPath: string, { locate }: ReportSource): string {
  if (!keyPath.startsWith('actors.')) return keyPath;
  const at = locate?.(keyPath);
  return at
    ? `${at.file}:${at.line}:${at.column}`
    : keyPath.replace(/^(actors\..*?)\.\d+\./, '$1.');
}

/** A handler runs or does not; what is no function is enabled or not. */
function neverText(keyPath: string): string {
  return keyPath.startsWith('actors.') ? 'never runs' : 'is never enabled';
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
