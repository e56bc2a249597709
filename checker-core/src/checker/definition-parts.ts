/** The functions, properties and actions of a model by their key paths, in declaration order. */
import { SystemSteps } from '../engine/reference/system-steps.ts';
import type { NamedFunction } from '../load/function-locations.ts';
import type { AnyProperties, AnyRecorder, Definition, Named } from '../model/definition.ts';
import { castOf, type PlacedActor } from '../system/placed-actor.ts';

/** Kinds of properties that are records of named predicates. */
const namedKinds = ['always', 'sometimes', 'alwaysStep', 'eventually', 'alwaysEventually'] as const;
/** Kinds of properties that are records of named histories. */
const historyKinds = ['linearizable', 'sequentiallyConsistent'] as const;

/** Every function that the user wrote, with its key path. */
export function functionsOf(definition: Definition): readonly NamedFunction[] {
  const functions =
    definition.kind === 'machine'
      ? [...machineFunctions(definition.behavior), ...predicatesOf(definition.behavior)]
      : [
          ...castOf(definition).actors.flatMap(actorFunctions),
          ...predicatesOf(definition.properties),
          ...historyKinds.flatMap((kind) =>
            Object.entries(definition.properties[kind] ?? {}).flatMap(([name, recorder]) =>
              observationsOf(`${kind}.${name}`, recorder),
            ),
          ),
        ];
  return functions.filter(([, value]) => typeof value === 'function');
}

/** Key paths of the properties. */
export function propertiesOf(definition: Definition): readonly string[] {
  const isMachine = definition.kind === 'machine';
  const properties = isMachine ? definition.behavior : definition.properties;
  const keyPaths = (kind: string, declared: object | undefined) =>
    Object.keys(declared ?? {}).map((name) => `${kind}.${name}`);
  return [
    ...namedKinds.flatMap((kind) => keyPaths(kind, properties[kind])),
    ...keyPaths('leadsTo', properties.leadsTo),
    ...historyKinds.flatMap((kind) =>
      isMachine ? [] : keyPaths(kind, definition.properties[kind]),
    ),
    ...(properties.terminal === undefined ? [] : ['terminal']),
    ...(properties.refines === undefined ? [] : ['refines']),
  ];
}

/** Key paths of what takes steps. */
export function actionsOf(definition: Definition): readonly string[] {
  if (definition.kind === 'system') return new SystemSteps(definition).actions;
  return Object.keys(definition.behavior.actions).map((name) => `actions.${name}`);
}

type Behavior = Extract<Definition, { kind: 'machine' }>['behavior'];

function machineFunctions({ init, actions }: Behavior): readonly NamedFunction[] {
  const ofActions = Object.entries(actions).flatMap(([name, action]): readonly NamedFunction[] => [
    [`actions.${name}.when`, action.when],
    [`actions.${name}.next`, action.next],
  ]);
  return [['init', init], ...ofActions];
}

function predicatesOf(properties: AnyProperties): readonly NamedFunction[] {
  return [
    ['within', properties.within],
    ['terminal', properties.terminal],
    ['refines.map', properties.refines?.map],
    ...namedKinds.flatMap((kind) => named(kind, properties[kind])),
    ...Object.entries(properties.leadsTo ?? {}).flatMap(
      ([name, { from, to }]): readonly NamedFunction[] => [
        [`leadsTo.${name}.from`, from],
        [`leadsTo.${name}.to`, to],
      ],
    ),
  ];
}

function actorFunctions({ keyPath, behavior }: PlacedActor): readonly NamedFunction[] {
  return [
    [`${keyPath}.init`, behavior.init],
    [`${keyPath}.start`, behavior.start],
    [`${keyPath}.recover`, behavior.recover],
    ...named(`${keyPath}.on`, behavior.on),
    ...named(`${keyPath}.onTimer`, behavior.onTimer),
  ];
}

function observationsOf(keyPath: string, { calls }: AnyRecorder): readonly NamedFunction[] {
  return Object.entries(calls).flatMap(
    ([operation, { invoke, response }]): readonly NamedFunction[] => [
      [`${keyPath}.${operation}.invoke`, invoke.extract],
      [`${keyPath}.${operation}.response`, response.extract],
    ],
  );
}

function named(kind: string, functions: Named<unknown> | undefined): readonly NamedFunction[] {
  return Object.entries(functions ?? {}).map(([name, value]) => [`${kind}.${name}`, value]);
}
