/** What lenses, hovers and the status say: the report's own sentences, and when they are old. */
import type { Progress } from 'everyturn';
import type { GuardReport } from 'everyturn/internal/report/coverage-report';
import {
  actionLens,
  goesOnHeadline,
  modelLens,
  progressHeadline,
  propertyLens,
  schemaLens,
} from 'everyturn/internal/report/sentences';
import { fieldSummary } from 'everyturn/internal/report/value-lines';
import { type Extent, words } from 'everyturn/internal/report/words';
import type { ModelResult, Session } from '../checks/session.ts';
import { couldNotCheck } from '../errors.ts';
import type { Mark } from './marks.ts';

/** The line about a mark, from what is known of it; `saysWhy`: and where an action is blocked. */
export function markText(mark: Mark, session: Session, saysWhy = true): string {
  switch (mark.kind) {
    case 'unchecked':
      return (
        progressText(session, mark.model) ?? (session.trouble ? couldNotCheck : words.notChecked)
      );
    case 'model':
      return progressText(session, mark.model) ?? resultText(mark.result, session);
    case 'property':
      return propertyLens(mark.keyPath, mark.property, extentOf(mark.result, session));
    case 'action':
      return actionLens(
        mark.keyPath,
        mark.action,
        mark.report,
        mark.actors,
        saysWhy ? guardOf(mark) : undefined,
      );
    case 'schema':
      return schemaLens(mark.report);
    case 'field':
      return fieldSummary(mark.field);
  }
}

/** How the guard of an action was answered; actors of one kind have no one guard. */
export function guardOf(mark: Extract<Mark, { kind: 'action' }>): GuardReport | undefined {
  return mark.actors > 1 ? undefined : mark.report.coverage?.guards[mark.keyPath];
}

/** The same for a result of an earlier text. */
export function staleText(text: string): string {
  return `${words.stale} · ${text}`;
}

/** Whether a run is on the way that was asked for; not one that goes on in idle time. */
export function isAtWork({ phase, background }: Session): boolean {
  return phase !== 'idle' && !background;
}

/** What is added to the results of a model with which a run goes on in idle time. */
export function goesOnText({ background, progress }: Session, model: string): string {
  const now = background && progress.get(model);
  return now ? ` · ${goesOnHeadline(now)}` : '';
}

/** How far a run is with a model; undefined when it is not at it. */
export function progressText(session: Session, model: string): string | undefined {
  if (!isAtWork(session)) return undefined;
  const progress = session.progress.get(model);
  if (progress) return progressHeadline(progress);
  return session.results.has(model) ? undefined : `${words.checking}…`;
}

function resultText({ report }: ModelResult, session: Session): string {
  if (report) return `${modelLens(report)}${goesOnText(session, report.name)}`;
  return session.trouble ? couldNotCheck : `${words.checking}…`;
}

/** How far the exploration behind a result went; of one that has not finished, how far it is. */
export function extentOf({ report, name }: ModelResult, session: Session): Extent {
  return report ?? extentSoFar(session.progress.get(name));
}

function extentSoFar(progress: Progress | undefined): Extent {
  const { states = 0, depth = 0, frontier = 0 } = progress ?? {};
  const reached = { distinctStates: states, diameter: depth, frontier };
  return { exhausted: false, ...reached, fenced: 0, symmetry: false };
}
