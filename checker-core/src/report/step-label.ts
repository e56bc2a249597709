import type { TraceStep } from '../model/report.ts';
import { printFact } from './change.ts';

/** A step as text: `rmReceiveDecision(rm: 'rm2', choose: 'commit')`. */
export function stepLabel(step: Pick<TraceStep<unknown>, 'by' | 'params' | 'choices'>): string {
  const inside = [
    ...Object.entries(step.params).map(([name, value]) => `${name}: ${printFact(value)}`),
    ...step.choices.map((choice) => `choose: ${printFact(choice)}`),
  ];
  const name = actionName(step.by);
  return inside.length === 0 ? name : `${name}(${inside.join(', ')})`;
}

/** The name of an action without its group: `tmAbort` for `actions.tmAbort` and its functions. */
export function actionName(keyPath: string): string {
  return keyPath.startsWith('actions.') ? (keyPath.split('.')[1] ?? keyPath) : keyPath;
}
