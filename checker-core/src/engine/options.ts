import type { Budget } from '../model/budget.ts';
import type { AnyProperties, MachineDefinition } from '../model/definition.ts';
import { ModelError, notZod4, refused } from './errors.ts';
import type { ExploreOptions } from './exploration.ts';

const bounds = ['statesMax', 'depthMax', 'timeMs', 'memoryBytes'] as const;
const sections = new Set([
  'init',
  'actions',
  'within',
  'terminal',
  'refines',
  'always',
  'sometimes',
  'alwaysStep',
  'eventually',
  'alwaysEventually',
  'leadsTo',
]);

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
  for (const section of Object.keys(behavior)) {
    if (!sections.has(section)) {
      throw new ModelError(
        refused(
          section,
          `${section} is no part of a machine. There are ${[...sections].join(', ')}.`,
        ),
      );
    }
  }
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

/** The types ask for a schema of zod 4; a project with another zod, or without types, may not. */
function assertSchema(keyPath: string, schema: unknown): void {
  const isSchema = typeof schema === 'object' && schema !== null && '_zod' in schema;
  if (!isSchema) throw new ModelError(notZod4(keyPath, schema));
}

/** Key paths of properties about infinite behaviours, which this version does not check. */
export function livenessOf(properties: AnyProperties): readonly string[] {
  return (['eventually', 'alwaysEventually', 'leadsTo'] as const).flatMap((section) =>
    Object.keys(properties[section] ?? {}).map((name) => `${section}.${name}`),
  );
}
