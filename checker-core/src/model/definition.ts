/**
 * The contract between the copy of `everyturn` in which a model is defined and the copy that
 * explores it. They may be different versions: both need only agree on the shapes in this file.
 */
import type * as z from 'zod';
import type { Budget } from './budget.ts';
import type { Fairness } from './turn.ts';

/** The brand under which every model carries its definition. */
export const definitionKey: unique symbol = Symbol.for('everyturn.model') as never;

/** The version of the shapes in this file; raised when a reader of the old shape would err. */
export const definitionVersion = 1;

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

/** Everything a machine's second step declares, its types forgotten. */
export interface AnyBehavior {
  readonly init: (turn: unknown) => unknown;
  readonly actions: Named<AnyAction>;
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

/** A system of actors. Its shape is settled together with the engine that explores it. */
export interface SystemDefinition {
  readonly version: number;
  readonly kind: 'system';
  readonly declaration: unknown;
  readonly properties: unknown;
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
