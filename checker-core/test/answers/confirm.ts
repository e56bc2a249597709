import { isDeepStrictEqual } from 'node:util';
import type { Checkable, Trace } from 'everyturn';
import { behaviorOf, initialStates, step, successors } from './stepper.ts';

/**
 * Follows a reported trace through the model's own functions and looks whether its end, and only
 * its end, is what the verdict says. Throws if anything is not as reported.
 */
export function confirm(model: Checkable<unknown>, keyPath: string, trace: Trace<unknown>) {
  const states = follow(model, trace);
  const told = states.map((_, index) => isTold(model, keyPath, states.slice(0, index + 1)));
  const first = told.indexOf(true);
  if (first === -1) throw new Error(`${keyPath}: the end of the trace does not show it`);
  if (first < states.length - 1) throw new Error(`${keyPath}: step ${first} shows it already`);
}

/** The states of a trace, each computed from the one before. */
function follow(model: Checkable<unknown>, trace: Trace<unknown>): unknown[] {
  if (!initialStates(model).some((state) => isDeepStrictEqual(state, trace.init))) {
    throw new Error('the trace does not begin in an initial state');
  }
  const { actions } = behaviorOf(model);
  const states: unknown[] = [trace.init];
  for (const [index, { by, params, choices, state }] of trace.steps.entries()) {
    const action = actions[by.replace(/^actions\./, '')];
    if (action === undefined) throw new Error(`step ${index + 1}: there is no ${by}`);
    const after = step(action, states.at(-1), params, choices);
    if (!isDeepStrictEqual(after, state)) {
      throw new Error(`step ${index + 1}: ${by} does not lead to the reported state`);
    }
    states.push(after);
  }
  return states;
}

/** Whether the last of these states, with the step to it, decides the property. */
function isTold(model: Checkable<unknown>, keyPath: string, states: readonly unknown[]): boolean {
  const behavior = behaviorOf(model);
  const [section = '', name = ''] = keyPath.split('.');
  const [last, before] = [states.at(-1), states.at(-2)];
  switch (section) {
    case 'always':
      return behavior.always?.[name]?.(last) === false;
    case 'sometimes':
      return behavior.sometimes?.[name]?.(last) === true;
    case 'alwaysStep':
      return states.length > 1 && behavior.alwaysStep?.[name]?.(before, last) === false;
    case 'terminal':
      return behavior.terminal?.(last) === false && successors(model, last).length === 0;
    default:
      throw new Error(`no trace was expected for ${keyPath}`);
  }
}
