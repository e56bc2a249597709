/** How a run that was cut can go on: the bound that ended it, raised. */
import type { Budget } from '../model/budget.ts';
import { formatDuration } from './bounds.ts';
import { estimateOf } from './estimate.ts';
import type { ModelReport } from './model-report.ts';
import { formatCount, statesOf } from './words.ts';

/** A budget under which the same states can be gone on with. */
export interface Raise {
  /** Completes the word "Extend": `to depth 10`, `for 20 s more`, with the estimate if there is one. */
  readonly text: string;
  /** How many states that may be, where it can be told: `estimate: 171–520 states`. */
  readonly estimate?: string;
  readonly budget: Budget;
}

/** What is known of a run that matters for going on with it. */
export type CutRun = Pick<ModelReport, 'exhausted' | 'stopped' | 'budget' | 'symmetry'> &
  Partial<Pick<ModelReport, 'statistics'>>;

const factors = [2, 10] as const;

/**
 * The ways to raise the bound that ended a run, the smallest first; none where that would not help:
 * after an error, and for memory, since the room of a run is fixed when it begins.
 */
export function raisesOf(run: CutRun): readonly Raise[] {
  const { exhausted, stopped, budget } = run;
  if (exhausted) return [];
  if (stopped === 'stopped') return [{ text: 'from where it was stopped', budget }];
  if (stopped !== 'depthMax' && stopped !== 'statesMax' && stopped !== 'timeMs') return [];
  const { [stopped]: bound, ...others } = budget;
  const none = raiseTo(withoutBound[stopped], others, estimated(run, stopped));
  if (bound === undefined) return [none];
  const values = [...new Set(factors.map((factor) => Math.max(bound, 1) * factor))];
  const raised = values.map((value) =>
    raiseTo(
      textOf(stopped, value, run),
      { ...budget, [stopped]: value },
      estimated(run, stopped, value),
    ),
  );
  return [...raised, none];
}

function raiseTo(text: string, budget: Budget, estimate: string | undefined): Raise {
  return estimate === undefined
    ? { text, budget }
    : { text: `${text} (${estimate})`, estimate, budget };
}

type Raised = 'depthMax' | 'statesMax' | 'timeMs';

/** Of a depth only: other bounds say themselves what it costs to raise them. */
function estimated(run: CutRun, bound: Raised, value = Infinity): string | undefined {
  const levels = run.statistics?.levels ?? [];
  const range = bound === 'depthMax' ? estimateOf(levels, value) : undefined;
  if (!range) return undefined;
  const [least, greatest] = range;
  return `estimate: ${formatCount(least)}–${statesOf(greatest, run)}`;
}

const withoutBound: Readonly<Record<Raised, string>> = {
  depthMax: 'to any depth',
  statesMax: 'to any number of states',
  timeMs: 'for as long as it takes',
};

function textOf(bound: Raised, value: number, run: CutRun): string {
  switch (bound) {
    case 'depthMax':
      return `to depth ${formatCount(value)}`;
    case 'statesMax':
      return `to ${statesOf(value, run)}`;
    case 'timeMs':
      return `for ${formatDuration(value)} more`;
  }
}
