import type { Instance } from './actor.ts';
import type { Address } from './address.ts';
import type { Budget } from './budget.ts';
import {
  type AnyPlacement,
  type AnySystemProperties,
  definitionKey,
  definitionSite,
  definitionVersion,
  draftKey,
  type SystemDefinition,
} from './definition.ts';
import type { HistoryRecorder } from './history.ts';
import type { MessageOf } from './messages.ts';
import type { Envelope, Faults, Network } from './network.ts';
import type { Checkable, Predicate, Properties, Refinement } from './properties.ts';
import type { Fairness } from './turn.ts';

/** Actors by role: one instance, or several interchangeable ones. */
export type Placement = {
  readonly [role: string]: Instance<unknown, unknown> | readonly Instance<unknown, unknown>[];
};

/** The state of a draft, a machine, an actor instance or a system. For functions shared by turns. */
export type StateOf<I> = I extends { readonly '~state': infer S } ? S : never;

type StatesOf<I> = { readonly [K in keyof I]: StateOf<I[K]> };
type AlphabetOf<I> = I extends readonly (infer E)[]
  ? AlphabetOf<E>
  : I extends { readonly '~messages': infer M }
    ? M
    : never;

/**
 * What a system's properties see: the state of each actor by role, the messages in flight, and which
 * actors are crashed.
 */
export type World<R> = {
  readonly [K in keyof R]: R[K] extends readonly unknown[] ? StatesOf<R[K]> : StateOf<R[K]>;
} & {
  /** Each copy of a message once; messages of one sender to one receiver in the order of `fifo`. */
  readonly inFlight: readonly Envelope<MessageOf<AlphabetOf<R[keyof R]>>>[];
  readonly crashed: ReadonlySet<Address>;
};

/** What a system is made of: data only. */
export interface SystemDeclaration<R> {
  readonly actors: R;
  readonly network: Network;
  readonly faults?: Faults;
  /** Fairness of the environment. Absent means that it may stop delivering, or stop the clock. */
  readonly fair?: { readonly deliver?: Fairness; readonly timers?: Fairness };
  readonly budget?: Budget;
}

/** What must be true of a system. */
export interface SystemProperties<W, A> extends Properties<W> {
  readonly within?: Predicate<W>;
  readonly terminal?: Predicate<W>;
  readonly refines?: Refinement<W, A>;
  /** Recorded histories that must be linearizable. */
  readonly linearizable?: { readonly [name: string]: HistoryRecorder };
  /** Recorded histories that must be explained by some order that keeps each caller's own. */
  readonly sequentiallyConsistent?: { readonly [name: string]: HistoryRecorder };
}

/** A system of actors. */
export interface System<R> extends Checkable<World<R>> {
  readonly actors: R;
}

/** A declared system that still lacks its properties. */
export interface SystemDraft<R> {
  define<A = never>(properties: SystemProperties<World<R>, A>): System<R>;
}

/** Declares a system of actors, the network between them and the faults they must survive. */
export function system<const R extends Placement>(
  declaration: SystemDeclaration<R>,
): SystemDraft<R> {
  const define = (properties: unknown) => {
    const definition: SystemDefinition = {
      version: definitionVersion,
      kind: 'system',
      // Whoever explores a system looks at what instances carry, which their types do not tell.
      declaration: { ...declaration, actors: declaration.actors as unknown as AnyPlacement },
      properties: properties as AnySystemProperties,
      definedAt: definitionSite(),
    };
    return { actors: declaration.actors, [definitionKey]: definition };
  };
  // The phantom field of a system exists for inference only.
  return { define, [draftKey]: true } as unknown as SystemDraft<R>;
}
