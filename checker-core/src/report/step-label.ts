import type { Envelope } from '../model/network.ts';
import type { TraceStep } from '../model/report.ts';
import { cut, printValue } from '../values/print.ts';
import { factLengthMax, printFact } from './change.ts';

/**
 * A step as text: `rmReceiveDecision(rm: 'rm2', choose: 'commit')`; of a system
 * `deliver(prepare, tm → rm1, choose: 'aborted')`.
 */
export function stepLabel(
  step: Pick<TraceStep<unknown>, 'by' | 'event' | 'params' | 'choices'>,
): string {
  const inside = [
    ...(step.event === undefined
      ? Object.entries(step.params).map(([name, value]) => `${name}: ${printFact(value)}`)
      : participants(step.params)),
    ...step.choices.map((choice) => `choose: ${printFact(choice)}`),
  ];
  const name = step.event ?? actionName(step.by);
  return inside.length === 0 ? name : `${name}(${inside.join(', ')})`;
}

/** Who takes part in a step of a system: `prepare, tm → rm1`, `giveUp, tm`, `tm`. */
function participants({ from, to, message, actor, timer }: TraceStep<unknown>['params']) {
  if (message !== undefined) return [`${kindOf(message)}, ${from} → ${to}`];
  return timer === undefined ? [`${actor}`] : [`${timer}, ${actor}`];
}

/** A message in flight: `prepare tm → rm1`, `vote { yes: true } rm1 → tm`. */
export function envelopeText({ from, to, message }: Envelope<unknown>): string {
  const { kind: _, ...fields } = message as Readonly<Record<string, unknown>>;
  const inside = Object.keys(fields).length === 0 ? '' : ` ${printValue(fields, 40)}`;
  return cut(`${kindOf(message)}${inside} ${from} → ${to}`, factLengthMax);
}

function kindOf(message: unknown): string {
  return String((message as { readonly kind: unknown }).kind);
}

/**
 * The name of an action without its group: `tmAbort` for `actions.tmAbort` and its functions, the
 * rest of the key path for the functions of an actor.
 */
export function actionName(keyPath: string): string {
  if (isHandler(keyPath)) return keyPath.slice('actors.'.length);
  return keyPath.startsWith('actions.') ? (keyPath.split('.')[1] ?? keyPath) : keyPath;
}

/** Whether it is a turn of an actor: a message or a timer makes it run, and no guard is asked. */
export function isHandler(keyPath: string): boolean {
  return keyPath.startsWith('actors.');
}
