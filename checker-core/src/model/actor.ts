import type * as z from 'zod';
import type { MessageTurn, Turn } from './actor-turn.ts';
import type { Address } from './address.ts';
import { instanceKey } from './definition.ts';
import type { Message, Messages } from './messages.ts';
import type { Frozen } from './schema-values.ts';
import type { Choice, TurnResult } from './turn.ts';

/** A timer of an actor. */
export interface TimerDelay {
  /** Milliseconds, or a range from which each delay is drawn. */
  readonly after: number | readonly [min: number, max: number];
}

/** What an actor is made of: data only. */
export interface ActorDeclaration<Pr, D, V, M, T> {
  readonly messages: Messages<M>;
  /** What is fixed for the life of the actor: peers, quorum sizes. */
  readonly props?: Pr;
  /** State that survives a crash. Written to storage before the turn's messages leave. */
  readonly durable?: D;
  /** State that a crash resets to its initial value. */
  readonly volatile?: V;
  /** Timers and their delays. A checker ignores delays: a set timer may fire at any moment. */
  readonly timers?: T;
}

/** How an actor behaves: functions only, each of them one atomic turn. */
export interface ActorBehavior<Pr, S, M, T> {
  readonly init: (props: Frozen<Pr>, turn: Choice) => S;
  /** Runs once, before the first message. */
  readonly start?: (state: S, turn: Turn<Pr, M, T>) => TurnResult;
  /** Runs after a crash, with durable state intact and volatile state reset. */
  readonly recover?: (state: S, turn: Turn<Pr, M, T>) => TurnResult;
  /** One turn per kind of message. Receiving any other kind is reported as a bug. */
  readonly on: {
    readonly [K in keyof M]?: (
      state: S,
      message: Message<K, M[K]>,
      turn: MessageTurn<Pr, M, T>,
    ) => TurnResult;
  };
  /** One turn per declared timer. */
  readonly onTimer?: {
    readonly [K in keyof T]: (state: S, turn: Turn<Pr, M, T>) => TurnResult;
  };
}

/** Durable and volatile fields, side by side. */
export type Merge<D, V> = D & V extends infer Both ? { [K in keyof Both]: Both[K] } : never;

/** An actor, ready to be placed at addresses. */
export interface Actor<Props, S, M> {
  /** Places an instance of this actor at an address. */
  at(address: Address, ...props: keyof Props extends never ? [] : [props: Props]): Instance<S, M>;
}

/** An actor at an address. */
export interface Instance<S, M> {
  readonly address: Address;
  /** For types only; absent at run time. */
  readonly '~state': S;
  /** For types only; absent at run time. */
  readonly '~messages': M;
}

/** A declared actor that still lacks its behaviour. */
export interface ActorDraft<Pr, S, M, T> {
  /** For types only; absent at run time. */
  readonly '~state': S;
  /** For types only; absent at run time. */
  readonly '~turn': Turn<Pr, M, T>;
  define(behavior: ActorBehavior<Pr, S, M, T>): Actor<Pr, S, M>;
}

/** Declares an actor: its alphabet, its properties, its state and its timers. */
export function actor<
  M,
  Pr extends z.ZodType = z.ZodType<{}>,
  D extends z.ZodType = z.ZodType<{}>,
  V extends z.ZodType = z.ZodType<{}>,
  T extends { readonly [timer: string]: TimerDelay } = {},
>(
  declaration: ActorDeclaration<Pr, D, V, M, T>,
): ActorDraft<z.output<Pr>, Merge<z.output<D>, z.output<V>>, M, T> {
  const define = (behavior: unknown) => ({
    at: (address: Address, props: unknown = {}) => ({
      address,
      [instanceKey]: { declaration, behavior, props },
    }),
  });
  // The phantom fields exist for inference only.
  return { define } as unknown as ActorDraft<z.output<Pr>, Merge<z.output<D>, z.output<V>>, M, T>;
}
