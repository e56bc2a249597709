/** Violations as diagnostics: on the name of the property and on the write that broke it. */
import { violationCode } from 'everyturn/internal/report/codes';
import type { BreakingWrite, PropertyReport } from 'everyturn/internal/report/model-report';
import { afterViolation, breakingWriteSentence } from 'everyturn/internal/report/sentences';
import type { ModelResult, Session } from '../checks/session.ts';
import { andMore, brokenHere, promisedHere } from '../errors.ts';
import { elementSpot, type Spot, statementSpot } from '../results/locate.ts';
import { type Draft, messageOf, Severity } from './draft.ts';
import { relatedSteps } from './steps.ts';

/** One write is blamed for at most this many properties by name. */
const blamesMax = 3;

/** All violated and unreachable properties of a model. */
export function violationDrafts(session: Session, result: ModelResult): Draft[] {
  const { report, early } = result;
  const verdicts = report ? Object.entries(report.verdicts) : [...early];
  const promises: Draft[] = [];
  const writes: Draft[] = [];
  for (const [keyPath, property] of verdicts) {
    if (property.kind !== 'violated' && property.kind !== 'unreachable') continue;
    const drafts = draftsOf(session, result, keyPath, property);
    promises.push(...drafts.slice(0, 1));
    writes.push(...drafts.slice(1));
  }
  return [...promises, ...withFewBlames(writes)];
}

function draftsOf(
  session: Session,
  result: ModelResult,
  keyPath: string,
  property: PropertyReport,
): Draft[] {
  const { basis, name: model, report } = result;
  const code = violationCode(keyPath);
  const promise = elementSpot(session, basis, model, keyPath, property.at);
  if (!promise) return [];
  const isByTurn = code === 'EVT103' || code === 'EVT105';
  const broken = isByTurn ? brokenByTurn(property) : property.brokenBy;
  const write = broken && breakingSpot(session, result, broken, property);
  const steps = relatedSteps(basis, property.trace);
  const shared = { severity: Severity.Error, code, basis };
  const data = { run: basis.run, model, property: keyPath };
  const after = property.kind === 'violated' && report ? afterViolation(report) : '';
  const drafts: Draft[] = [
    {
      ...shared,
      spot: promise,
      message: messageOf(property.sentence, after),
      related: [...(write ? [{ spot: write, message: brokenHere(keyPath) }] : []), ...steps],
      data: { ...data, role: 'promise' },
    },
  ];
  if (write && broken) {
    const blame = { ...broken, steps: property.trace?.steps.length ?? 0 };
    drafts.push({
      ...shared,
      spot: write,
      message: messageOf(breakingWriteSentence(keyPath, model, blame)),
      related: [{ spot: promise, message: promisedHere(keyPath) }, ...steps],
      data: { ...data, role: 'breakingWrite' },
    });
  }
  return drafts;
}

/** A deadlock, or an answer that comes too late, is no write's fault but that of the last turn. */
function brokenByTurn({ brokenBy }: PropertyReport): BreakingWrite | undefined {
  return brokenBy && { at: brokenBy.at, step: brokenBy.step };
}

/** The statement of the write; the name of the action or `init` where no write is to blame. */
function breakingSpot(
  session: Session,
  { basis, name }: ModelResult,
  { at, change, step }: BreakingWrite,
  { trace }: PropertyReport,
): Spot | undefined {
  if (change) return statementSpot(basis, at);
  const keyPath = trace?.steps[step - 1]?.by ?? 'init';
  return elementSpot(session, basis, name, keyPath, at);
}

function withFewBlames(writes: readonly Draft[]): Draft[] {
  const byPlace = new Map<string, Draft[]>();
  for (const draft of writes) {
    const place = `${draft.spot.source.file}:${JSON.stringify(draft.spot.range)}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), draft]);
  }
  return [...byPlace.values()].flatMap((drafts) => {
    const more = drafts.length - blamesMax;
    if (more <= 0) return drafts;
    const listed = drafts.slice(0, blamesMax);
    return listed.map((draft, index) =>
      index < blamesMax - 1
        ? draft
        : { ...draft, message: messageOf(draft.message, andMore(more)) },
    );
  });
}
