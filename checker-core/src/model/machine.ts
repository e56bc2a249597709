import type * as z from 'zod';
import type { Budget } from './budget.ts';
import {
  type AnyBehavior,
  definitionKey,
  definitionSite,
  definitionVersion,
  draftKey,
  type MachineDefinition,
} from './definition.ts';
import type { Checkable, Predicate, Properties, Refinement } from './properties.ts';
import type { Fields, Frozen, ValuesOf } from './schema-values.ts';
import type { Choice, Fairness, TurnResult } from './turn.ts';

/** A named, guarded change of the state, tried with every combination of its parameters. */
export interface Action<S, P> {
  /** Parameters, each over a finite schema. The checker tries every combination. */
  readonly params?: P & Fields;
  /** Whether a behaviour may neglect this action for ever. Applies to each combination of parameters. */
  readonly fair?: Fairness;
  /** Guard. Absent means always enabled. */
  readonly when?: (state: Frozen<S>, params: ValuesOf<P>) => boolean;
  /** Effect: changes the draft in place, atomically. */
  readonly next: (state: S, params: ValuesOf<P>, turn: Choice) => TurnResult;
}

/** What a machine is made of: data only. */
export interface MachineDeclaration<S extends z.ZodType> {
  /** The state. A finite schema makes for a finite state space. */
  readonly state: S;
  /** Schemas whose values are interchangeable. */
  readonly symmetry?: readonly z.ZodType[];
  /**
   * The model's own bounds, where its state space is not finite or too large for every save.
   * Options of a run may change them.
   */
  readonly budget?: Budget;
}

/** How a machine behaves, and what must be true of it. */
export interface MachineBehavior<S, P, A> extends Properties<S> {
  /** The initial state, or one of several when it chooses. */
  readonly init: (turn: Choice) => S;
  readonly actions: { readonly [K in keyof P]: Action<S, P[K]> };
  /** Fences the exploration: a state outside is neither kept, nor checked, nor expanded. */
  readonly within?: Predicate<S>;
  /** Where behaviours may end. When given, any other state without steps is a deadlock. */
  readonly terminal?: Predicate<S>;
  readonly refines?: Refinement<S, A>;
}

/** A state machine, ready to be checked. */
export interface Machine<S, P> extends Checkable<S> {
  /** For types only; absent at run time. */
  readonly actions: { readonly [K in keyof P]: { readonly params: ValuesOf<P[K]> } };
}

/** A declared machine that still lacks its behaviour. */
export interface MachineDraft<S> {
  /** For types only; absent at run time. */
  readonly '~state': S;
  define<P, A = never>(behavior: MachineBehavior<S, P, A>): Machine<S, P>;
}

/** Declares a state machine over a schema. */
export function machine<S extends z.ZodType>(
  declaration: MachineDeclaration<S>,
): MachineDraft<z.output<S>> {
  const define = (behavior: unknown) => {
    const definition: MachineDefinition = {
      version: definitionVersion,
      kind: 'machine',
      state: declaration.state,
      symmetry: declaration.symmetry ?? [],
      budget: declaration.budget ?? {},
      // The engines know the behaviour only by its shape; `define` has checked its types.
      behavior: behavior as AnyBehavior,
      definedAt: definitionSite(),
    };
    return { [definitionKey]: definition };
  };
  // The phantom fields exist for inference only.
  return { define, [draftKey]: true } as unknown as MachineDraft<z.output<S>>;
}
