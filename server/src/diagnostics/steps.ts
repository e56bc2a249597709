import { printChange } from 'everyturn/internal/report/change';
import type { StepReport, TraceReport } from 'everyturn/internal/report/model-report';
import type { Basis } from '../checks/session.ts';
import { stepsLeftOut } from '../errors.ts';
import { type Spot, statementSpot } from '../results/locate.ts';
import type { RelatedDraft } from './draft.ts';

/** Of longer traces the first and the last steps are listed. */
const stepsMax = 38;
const firstSteps = 5;
const lastSteps = 32;

/** A trace as related information: each step at its statement, `2 tmAbort: tm 'init' → 'aborted'`. */
export function relatedSteps(basis: Basis, trace: TraceReport | undefined): RelatedDraft[] {
  const steps = (trace?.steps ?? []).flatMap((step, index) => {
    const spot = step.at && statementSpot(basis, step.at);
    return spot ? [{ spot, message: stepText(step, index + 1) }] : [];
  });
  if (steps.length <= stepsMax) return steps;
  const left = steps.slice(firstSteps, -lastSteps);
  // There are more than 38 steps, so something is left out.
  const spot: Spot = (left[0] as RelatedDraft).spot;
  const middle = { spot, message: stepsLeftOut(left.length) };
  return [...steps.slice(0, firstSteps), middle, ...steps.slice(-lastSteps)];
}

function stepText(step: StepReport, number: number): string {
  const changes = step.changes.map(printChange).join(', ');
  return `${number} ${step.label}${changes === '' ? '' : `: ${changes}`}`;
}
