/** Which run goes on in idle time: one that a budget of the settings has cut, in ever longer slices. */
import type { Budget } from 'everyturn';
import type { Settings } from '../protocol/index.ts';
import { runOptions } from './run-options.ts';
import type { Session } from './session.ts';

/** More of the states of a model. */
export interface Slice {
  readonly model: string;
  readonly budget: Budget & { readonly timeMs: number };
}

/**
 * The next slice of a session; none once its models are exhausted, somebody has cancelled, or what
 * bites is the memory or a bound that was meant.
 */
export function nextSlice(session: Session, settings: Settings): Slice | undefined {
  const { process, heldRun, cancelled, trouble, cannotGoOn } = session;
  if (!process || heldRun === undefined || cancelled || trouble || cannotGoOn) return undefined;
  const defaults = runOptions(settings).defaultBudget ?? {};
  for (const { name: model, report, basis } of session.results.values()) {
    if (!report || report.exhausted || report.errors.length > 0) continue;
    if (basis.snapshot !== session.lastSnapshot) continue;
    const { statesMax, timeMs, ...others } = report.budget;
    const slice = session.slices.get(model);
    const first = settings.budget.timeMs;
    if (report.stopped === 'statesMax' && statesMax === defaults.statesMax) {
      return { model, budget: { ...others, timeMs: first } };
    }
    if (report.stopped === 'timeMs' && timeMs === (slice ?? defaults.timeMs)) {
      return { model, budget: { ...others, timeMs: 2 * (slice ?? first) } };
    }
  }
  return undefined;
}
