import { isDeepStrictEqual } from 'node:util';
import type { Checkable, Trace } from 'everyturn';
import { type AnyProperties, definitionOf } from 'everyturn/internal/model/definition';
import { followSystem } from './follow-system.ts';
import { replayTrace } from './replay-trace.ts';
import { behaviorOf, initialStates, step, successors } from './stepper.ts';

/**
 * Follows a reported trace through the model's own functions and looks whether its end, and only
 * its end, is what the verdict says. Throws if anything is not as reported.
 */
export function confirm(model: Checkable<unknown>, keyPath: string, trace: Trace<unknown>) {
  const definition = definitionOf(model);
  if (definition?.kind === 'system') followSystem(definition, trace);
  replayTrace(model, keyPath, trace);
  const states =
    definition?.kind === 'system'
      ? [trace.init, ...trace.steps.map(({ state }) => state)]
      : follow(model, trace);
  const told = states.map((_, index) =>
    isTold(model, keyPath, states.slice(0, index + 1), states.at(-1)),
  );
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
function isTold(
  model: Checkable<unknown>,
  keyPath: string,
  states: readonly unknown[],
  end: unknown,
): boolean {
  const behavior = propertiesOf(model);
  const [section = '', name = ''] = keyPath.split('.');
  const [last, before] = [states.at(-1), states.at(-2)];
  switch (section) {
    case 'always':
      return behavior.always?.[name]?.(last) === false;
    case 'sometimes':
      return behavior.sometimes?.[name]?.(last) === true;
    case 'alwaysStep':
      return states.length > 1 && behavior.alwaysStep?.[name]?.(before, last) === false;
    case 'linearizable':
    case 'sequentiallyConsistent':
      // Histories are judged elsewhere, by tests of their own: only the length is compared.
      return states.at(-1) === end;
    case 'terminal':
      return behavior.terminal?.(last) === false && hasEnded(model, last, last === end);
    default:
      throw new Error(`no trace was expected for ${keyPath}`);
  }
}

/** Of a system only the last state is known to have no steps: its states are seen in part. */
function hasEnded(model: Checkable<unknown>, state: unknown, isLast: boolean): boolean {
  return definitionOf(model)?.kind === 'system' ? isLast : successors(model, state).length === 0;
}

function propertiesOf(model: Checkable<unknown>): AnyProperties {
  const definition = definitionOf(model);
  return definition?.kind === 'system' ? definition.properties : behaviorOf(model);
}
