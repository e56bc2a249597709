/** What a run left open, and what makes its green marks doubtful. */
import type { ModelReport, UnknownReport } from 'everyturn/internal/report/model-report';
import type { ModelResult, Session } from '../checks/session.ts';
import {
  elementSpot,
  functionAt,
  modelSpot,
  ownElementSpot,
  type Spot,
} from '../results/locate.ts';
import { type Draft, messageOf, Severity } from './draft.ts';
import { unseenFunction } from './seen.ts';

/** Findings: what holds or is never done for a reason that nobody may have meant. */
export function findingDrafts(session: Session, result: ModelResult): Draft[] {
  const { basis, name: model, report } = result;
  return (report?.findings ?? []).flatMap(({ code, keyPath, message, at, ignored }) => {
    if (ignored) return [];
    const spot = elementSpot(session, basis, model, keyPath, at);
    if (!spot) return [];
    const severity = Severity.Warning;
    const data = { run: basis.run, model };
    const draft: Draft = {
      spot,
      severity,
      code,
      message: messageOf(message),
      related: [],
      data,
      basis,
    };
    const own = code === 'EVT301' ? functionAt(basis, model, keyPath) : undefined;
    return [own ? { ...draft, unseen: unseenFunction(own, true) } : draft];
  });
}

/** The bound that ended the exploration, and what was not seen because of it. */
export function unknownDrafts(session: Session, result: ModelResult): Draft[] {
  const { report } = result;
  if (!report) return [];
  const frontier = report.unknown.find(({ code, accepted }) => code === 'U1' && !accepted);
  return [
    ...(frontier ? frontierDraft(session, result, report, frontier) : []),
    ...notSeenDrafts(session, result, report),
  ];
}

/** On the model's own bound if it bit, as a warning; on the model's name for any other. */
function frontierDraft(
  session: Session,
  result: ModelResult,
  { stopped }: ModelReport,
  unknown: UnknownReport,
): Draft[] {
  const { basis, name: model } = result;
  const own = ownBoundSpot(session, result, stopped);
  const spot = own ?? modelSpot(session, basis, model);
  if (!spot) return [];
  const severity = own ? Severity.Warning : Severity.Information;
  const message = messageOf(unknown.reason, unknown.next);
  const data = { run: basis.run, model };
  return [{ spot, severity, code: 'EVT401', message, related: [], data, basis }];
}

/** The bound that ended a run, where the model itself declares it. */
export function ownBoundSpot(
  session: Session,
  { basis, name }: ModelResult,
  stopped: ModelReport['stopped'],
): Spot | undefined {
  return ownElementSpot(session, basis, name, `budget.${stopped}`);
}

function notSeenDrafts(session: Session, result: ModelResult, report: ModelReport): Draft[] {
  const { basis, name: model } = result;
  return Object.entries(report.verdicts).flatMap(([keyPath, property]) => {
    if (!keyPath.startsWith('sometimes.') || property.kind !== 'unknown') return [];
    const spot = elementSpot(session, basis, model, keyPath, property.at);
    if (!spot) return [];
    return [
      {
        spot,
        severity: Severity.Information,
        code: 'EVT410' as const,
        message: messageOf(property.sentence),
        related: [],
        data: { run: basis.run, model, property: keyPath, goal: { property: keyPath } },
        basis,
      },
    ];
  });
}

/** Comments that are meant to answer the report, and do not. */
export function directiveDrafts({ basis }: ModelResult): Draft[] {
  return (basis.directives ?? []).flatMap(({ code, message, at }) => {
    const source = basis.snapshot.source(at.file);
    if (!source) return [];
    const spot = { source, range: source.lineRange(at.line) };
    const data = { run: basis.run };
    const severity = Severity.Warning;
    return [{ spot, severity, code, message: messageOf(message), related: [], data, basis }];
  });
}
