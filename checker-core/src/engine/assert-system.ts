import type * as z from 'zod';
import {
  type AnyRecorder,
  type AnySystemProperties,
  instanceKey,
  type SystemDefinition,
} from '../model/definition.ts';
import { sequentialOf } from '../model/sequential.ts';
import { castOf, fieldNames, isTeam, type PlacedActor } from '../system/placed-actor.ts';
import { namesBesideRoles } from '../system/world.ts';
import { encode } from '../values/canonical.ts';
import { RefusedValue } from '../values/refused-value.ts';
import { assertSchema } from './assert-schema.ts';
import { ModelError, refused } from './errors.ts';
import { schemaIssue } from './reference/state-schema.ts';
import { assertSections } from './sections.ts';

/** Refuses what would be ignored silently, and what no exploration could make sense of. */
export function assertSystem(definition: SystemDefinition): void {
  const { declaration, properties } = definition;
  assertNetwork(declaration);
  for (const [role, placed] of Object.entries(declaration.actors ?? {})) {
    const instances = isTeam(placed) ? placed : [placed];
    if (instances.every((instance) => instance?.[instanceKey] !== undefined)) continue;
    const keyPath = `actors.${role}`;
    refuse(keyPath, `${keyPath} is no actor at an address. Place it: Actor.at(address, props).`);
  }
  const { actors } = castOf(definition);
  if (actors.length === 0) refuse('actors', 'actors is empty; a system has at least one actor.');
  for (const actor of actors) assertActor(actor);
  assertPlaces(Object.keys(declaration.actors), actors);
  assertFaults(declaration, actors);
  assertProperties(properties);
}

function assertNetwork({ network }: SystemDefinition['declaration']): void {
  const { order, lose, duplicate } = network ?? {};
  if (order !== 'any' && order !== 'fifo') {
    refuse('network', `network.order is ${order}; there are any and fifo.`);
  }
  for (const [name, amount] of Object.entries({ lose, duplicate })) {
    if (amount === 'any' || isCount(amount)) continue;
    refuse('network', `network.${name} is ${amount}; it is a whole number from 0, or any.`);
  }
  if (order === 'fifo' && duplicate === 'any') {
    const why = 'the first message of a queue would stand before all others for ever';
    refuse('network', `duplicate: 'any' goes with order: 'any' only: ${why}. Give it a number.`);
  }
}

function assertActor({ keyPath, declaration, behavior, props }: PlacedActor): void {
  for (const part of ['props', 'durable', 'volatile'] as const) {
    const schema = declaration[part];
    if (schema === undefined) continue;
    assertSchema(`${keyPath}.${part}`, schema);
    if (part === 'props' || fieldNames(schema)) continue;
    refuse(
      `${keyPath}.${part}`,
      `${keyPath}.${part} must be a z.object: its fields are the actor's.`,
    );
  }
  const volatile = fieldNames(declaration.volatile) ?? [];
  const both = [...volatile].find((name) => fieldNames(declaration.durable)?.has(name));
  if (both !== undefined) {
    refuse(
      `${keyPath}.volatile.${both}`,
      `${keyPath} has ${both} both as durable and as volatile.`,
    );
  }
  for (const timer of Object.keys(declaration.timers ?? {})) {
    if (typeof behavior.onTimer?.[timer] === 'function') continue;
    refuse(keyPath, `${keyPath} declares the timer ${timer}; add its turn, onTimer.${timer}.`);
  }
  if (typeof behavior.init !== 'function') {
    refuse(keyPath, `${keyPath}.init must be a function that returns the initial state.`);
  }
  for (const { kind, '~fields': fields } of Object.values(declaration.messages)) {
    for (const [field, schema] of Object.entries(fields)) {
      assertSchema(`${keyPath}.messages.${kind}.${field}`, schema);
    }
  }
  assertProps(keyPath, declaration.props, props);
}

function assertProps(keyPath: string, schema: z.ZodType | undefined, props: unknown): void {
  const issue = schema && schemaIssue(schema, props, textOf(keyPath, props));
  if (!issue) return;
  const place = issue.path === '' ? '' : ` at ${issue.path}`;
  refuse(keyPath, `The props of ${keyPath} do not fit their schema${place}: ${issue.what}.`);
}

function textOf(keyPath: string, props: unknown): string {
  try {
    return encode(props);
  } catch (error) {
    if (!(error instanceof RefusedValue)) throw error;
    return refuse(keyPath, `The props of ${keyPath} hold ${error.what} at ${error.path}.`);
  }
}

function assertPlaces(roles: readonly string[], actors: readonly PlacedActor[]): void {
  const taken = roles.find((role) => namesBesideRoles.some((name) => name === role));
  if (taken !== undefined) {
    refuse(
      `actors.${taken}`,
      `No role can be called ${taken}: properties see something else there.`,
    );
  }
  const known = new Map<string, string>();
  for (const { address, keyPath } of actors) {
    const other = known.get(address);
    if (other !== undefined) {
      refuse(keyPath, `${other} and ${keyPath} are at one address, ${address}. Give each its own.`);
    }
    known.set(address, keyPath);
  }
}

function assertFaults(
  { faults }: SystemDefinition['declaration'],
  actors: readonly PlacedActor[],
): void {
  if (!faults) return;
  if (!isCount(faults.crashes)) {
    refuse('faults', `faults.crashes is ${faults.crashes}; it is a whole number from 0.`);
  }
  const stranger = faults.of?.find((address) => actors.every((actor) => actor.address !== address));
  if (stranger !== undefined) {
    refuse('faults', `faults.of names ${stranger}, which is no address of the system.`);
  }
}

function assertProperties(properties: AnySystemProperties): void {
  assertSections('system', properties);
  for (const kind of ['linearizable', 'sequentiallyConsistent'] as const) {
    for (const [name, recorder] of Object.entries(properties[kind] ?? {})) {
      if (isRecorder(recorder)) continue;
      const made = 'history(object, { … }) of an object that sequential(…).define(…) returns';
      refuse(`${kind}.${name}`, `${kind}.${name} is no history. Give ${made}.`);
    }
  }
}

function isRecorder(recorder: AnyRecorder | undefined): boolean {
  const { spec, calls } = recorder ?? {};
  return typeof calls === 'object' && sequentialOf(spec) !== undefined;
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function refuse(keyPath: string, message: string): never {
  throw new ModelError(refused(keyPath, message));
}
