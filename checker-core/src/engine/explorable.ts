import type * as z from 'zod';
import type { AnyPredicate, AnyProperties, Named } from '../model/definition.ts';
import type { Failure } from './errors.ts';
import type { ActionInstance, Outcome } from './reference/steps.ts';

/** The properties of a model as predicates over what `read` gives. */
export interface ReadProperties extends AnyProperties {
  readonly linearizable?: Named<AnyPredicate>;
  readonly sequentiallyConsistent?: Named<AnyPredicate>;
}

/** A model as it is explored: machines and systems alike. States are canonical texts. */
export interface Explorable {
  /** Key paths of what takes steps; `Outcome.action` is a place in this list. */
  readonly actions: readonly string[];
  readonly properties: ReadProperties;
  /** Of a machine: each action with each combination of its parameters, in the order of the steps. */
  readonly instances?: readonly ActionInstance[];
  /** The texts of functions that read states, as far as they tell which parts they read. */
  readonly readers: readonly string[];
  /** The schema of what `show` gives. */
  readonly schema: z.ZodType;
  /** Every result of the beginning, one for each sequence of choices. */
  initial(): readonly Outcome[];
  /**
   * All steps of a state, in semantic order. `onIdle` hears of each turn that ran and is no step, by
   * its place in `actions`.
   */
  successors(key: string, reading?: unknown, onIdle?: (action: number) => void): readonly Outcome[];
  /** Of a machine: the clause that makes the guard of an instance false. */
  falseClause?(
    instance: ActionInstance,
    reading: unknown,
    clauseOf: (guard: unknown) => number | undefined,
  ): number | undefined;
  /** The state as properties read it, frozen. */
  read(key: string): unknown;
  /** The state as traces show it, frozen. */
  show(key: string): unknown;
  /** The schema of what `counted` gives. */
  readonly countedSchema: z.ZodType;
  /** What statistics count of a state. */
  counted(key: string): unknown;
  /** Why a property is false of a state, where neither the state nor the trace tells it. */
  why?(property: string, key: string): string | undefined;
  /** Why a state must not be kept, told to each function that leads there. */
  refusal(key: string, reading: unknown): ((keyPath: string) => Failure) | undefined;
}
