import type { Budget } from '../model/budget.ts';
import type { AnyProperties, MachineDefinition } from '../model/definition.ts';
import { assertSchema } from './assert-schema.ts';
import { ModelError, refused } from './errors.ts';
import type { ExploreOptions } from './exploration.ts';
import { assertSections } from './sections.ts';

const bounds = ['statesMax', 'depthMax', 'timeMs', 'memoryBytes'] as const;
/** The budget in force: the run's before the model's own before the default. */
export function budgetInForce(own: Budget, options: ExploreOptions): Budget {
  const budget: Record<string, number> = {};
  for (const given of [options.defaultBudget, own, options.budget]) {
    for (const [bound, value] of Object.entries(given ?? {})) {
      if (!bounds.some((known) => known === bound)) {
        throw new ModelError(
          refused('budget', `budget.${bound} is not a bound. There are ${bounds.join(', ')}.`),
        );
      }
      if (value === undefined) continue;
      if (typeof value !== 'number' || !(value >= 0)) {
        throw new ModelError(
          refused('budget', `budget.${bound} is ${String(value)}; a bound is a number from 0.`),
        );
      }
      budget[bound] = value;
    }
  }
  return budget;
}

/** Refuses a behaviour with parts that would be ignored silently, and schemas that nothing reads. */
export function assertBehavior({ state, symmetry, behavior }: MachineDefinition): void {
  assertSchema('state', state);
  for (const schema of symmetry) assertSchema('symmetry', schema);
  assertSections('machine', behavior);
  if (typeof behavior.init !== 'function') {
    throw new ModelError(
      refused('init', 'init must be a function that returns the initial state.'),
    );
  }
  for (const [name, action] of Object.entries(behavior.actions ?? {})) {
    if (typeof action?.next !== 'function') {
      throw new ModelError(
        refused(`actions.${name}`, `actions.${name} needs a function \`next\`.`),
      );
    }
    for (const [parameter, schema] of Object.entries(action.params ?? {})) {
      assertSchema(`actions.${name}.params.${parameter}`, schema);
    }
  }
}

/** Key paths of properties about infinite behaviours, which this version does not check. */
export function livenessOf(properties: AnyProperties): readonly string[] {
  return (['eventually', 'alwaysEventually', 'leadsTo'] as const).flatMap((section) =>
    Object.keys(properties[section] ?? {}).map((name) => `${section}.${name}`),
  );
}
