/** The functions, properties and actions of a machine by their key paths, in declaration order. */

import type { NamedFunction } from '../load/function-locations.ts';
import type { MachineDefinition, Named } from '../model/definition.ts';

/** Kinds of properties that are records of named predicates. */
const namedKinds = ['always', 'sometimes', 'alwaysStep', 'eventually', 'alwaysEventually'] as const;

/** Every function that the user wrote, with its key path. */
export function functionsOf({ behavior }: MachineDefinition): readonly NamedFunction[] {
  const functions: NamedFunction[] = [['init', behavior.init]];
  for (const [name, action] of Object.entries(behavior.actions)) {
    functions.push([`actions.${name}.when`, action.when], [`actions.${name}.next`, action.next]);
  }
  functions.push(['within', behavior.within], ['terminal', behavior.terminal]);
  functions.push(['refines.map', behavior.refines?.map]);
  for (const kind of namedKinds) functions.push(...named(kind, behavior[kind]));
  for (const [name, property] of Object.entries(behavior.leadsTo ?? {})) {
    functions.push([`leadsTo.${name}.from`, property.from], [`leadsTo.${name}.to`, property.to]);
  }
  return functions.filter(([, value]) => typeof value === 'function');
}

/** Key paths of the properties. */
export function propertiesOf({ behavior }: MachineDefinition): readonly string[] {
  return [
    ...namedKinds.flatMap((kind) => named(kind, behavior[kind]).map(([keyPath]) => keyPath)),
    ...Object.keys(behavior.leadsTo ?? {}).map((name) => `leadsTo.${name}`),
    ...(behavior.terminal === undefined ? [] : ['terminal']),
    ...(behavior.refines === undefined ? [] : ['refines']),
  ];
}

/** Key paths of the actions. */
export function actionsOf({ behavior }: MachineDefinition): readonly string[] {
  return Object.keys(behavior.actions).map((name) => `actions.${name}`);
}

function named(kind: string, functions: Named<unknown> | undefined): readonly NamedFunction[] {
  return Object.entries(functions ?? {}).map(([name, value]) => [`${kind}.${name}`, value]);
}
