/**
 * The contract between the copy of `everyturn` in which a model is defined and the copy that
 * explores it. They may be different versions: both need only agree on the shapes in this file.
 */
import type * as z from 'zod';
import type { Budget } from './budget.ts';
import type { Faults, Network } from './network.ts';
import type { SequentialSpec } from './sequential.ts';
import type { Fairness } from './turn.ts';

/** The brand under which every model carries its definition. */
export const definitionKey: unique symbol = Symbol.for('everyturn.model') as never;

/** The mark of a machine or a system that still lacks its behaviour: it cannot be checked yet. */
export const draftKey: unique symbol = Symbol.for('everyturn.draft') as never;

/** The version of the shapes in this file; raised when a reader of the old shape would err. */
export const definitionVersion = 1;

/** Under this key an instance carries its actor: declaration, behaviour and props. */
export const instanceKey: unique symbol = Symbol.for('everyturn.instance') as never;

/** A record of named functions, such as the invariants of a model. */
export type Named<F> = Readonly<Record<string, F>>;

/** A predicate whose state type has been forgotten. */
export type AnyPredicate = (state: unknown) => unknown;

/** An action whose types have been forgotten. */
export interface AnyAction {
  readonly params?: Named<z.ZodType>;
  readonly fair?: Fairness;
  readonly when?: (state: unknown, params: Named<unknown>) => unknown;
  readonly next: (state: unknown, params: Named<unknown>, turn: unknown) => unknown;
}

/** What must be true of a model, its types forgotten. */
export interface AnyProperties {
  readonly within?: AnyPredicate;
  readonly terminal?: AnyPredicate;
  readonly refines?: { readonly spec: unknown; readonly map: AnyPredicate };
  readonly always?: Named<AnyPredicate>;
  readonly sometimes?: Named<AnyPredicate>;
  readonly alwaysStep?: Named<(before: unknown, after: unknown) => unknown>;
  readonly eventually?: Named<AnyPredicate>;
  readonly alwaysEventually?: Named<AnyPredicate>;
  readonly leadsTo?: Named<{ readonly from: AnyPredicate; readonly to: AnyPredicate }>;
}

/** Everything a machine's second step declares, its types forgotten. */
export interface AnyBehavior extends AnyProperties {
  readonly init: (turn: unknown) => unknown;
  readonly actions: Named<AnyAction>;
}

/** A machine as the engines see it. */
export interface MachineDefinition {
  readonly version: number;
  readonly kind: 'machine';
  readonly state: z.ZodType;
  readonly symmetry: readonly z.ZodType[];
  readonly budget: Budget;
  readonly behavior: AnyBehavior;
  /** The call stack of `define`, from which a loader finds the model in its source. */
  readonly definedAt: string;
}

/** A turn of an actor: the second argument is a message for `on`, else the turn itself. */
export type AnyTurn = (state: unknown, ...rest: readonly unknown[]) => unknown;

/** An actor, its types forgotten. */
export interface AnyActor {
  readonly declaration: {
    readonly messages: Named<{ readonly kind: string; readonly '~fields': Named<z.ZodType> }>;
    readonly props?: z.ZodType;
    readonly durable?: z.ZodType;
    readonly volatile?: z.ZodType;
    readonly timers?: Named<unknown>;
  };
  readonly behavior: {
    readonly init: (props: unknown, turn: unknown) => unknown;
    readonly start?: AnyTurn;
    readonly recover?: AnyTurn;
    readonly on: Named<AnyTurn | undefined>;
    readonly onTimer?: Named<AnyTurn | undefined>;
  };
  readonly props: unknown;
}

/** An actor at an address. */
export interface AnyInstance {
  readonly address: string;
  readonly [instanceKey]: AnyActor;
}

/** Actors by role. */
export type AnyPlacement = Named<AnyInstance | readonly AnyInstance[]>;

/** Takes from one kind of message what it says about an operation. */
export interface AnyObservation {
  readonly kind: string;
  readonly extract: (message: unknown) => unknown;
}

/** Turns messages into a history, its types forgotten. */
export interface AnyRecorder {
  readonly spec: SequentialSpec<unknown, unknown>;
  readonly calls: Named<{ readonly invoke: AnyObservation; readonly response: AnyObservation }>;
}

/** Everything a system's second step declares, its types forgotten. */
export interface AnySystemProperties extends AnyProperties {
  readonly linearizable?: Named<AnyRecorder>;
  readonly sequentiallyConsistent?: Named<AnyRecorder>;
}

/** A system of actors as the engines see it. */
export interface SystemDefinition {
  readonly version: number;
  readonly kind: 'system';
  readonly declaration: {
    readonly actors: AnyPlacement;
    readonly network: Network;
    readonly faults?: Faults;
    readonly fair?: { readonly deliver?: Fairness; readonly timers?: Fairness };
    readonly budget?: Budget;
  };
  readonly properties: AnySystemProperties;
  readonly definedAt: string;
}

/** What stands under the brand. */
export type Definition = MachineDefinition | SystemDefinition;

/** The definition of a branded value, or undefined for any other value. */
export function definitionOf(value: unknown): Definition | undefined {
  if (typeof value !== 'object' || value === null || !(definitionKey in value)) return undefined;
  return value[definitionKey] as Definition;
}

/** The stack of the caller of `define`, as text. */
export function definitionSite(): string {
  return new Error('defined here').stack ?? '';
}
