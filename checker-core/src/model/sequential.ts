import type * as z from 'zod';
import type { Fields, ValuesOf } from './schema-values.ts';

/** The signature of one operation. */
export interface Operation {
  readonly input?: Fields;
  readonly output: z.ZodType;
}

/** What an operation is called with. */
export type InputOf<Op> = Op extends { readonly input: infer I } ? ValuesOf<I> : {};

/** What an operation returns. */
export type OutputOf<Op> = Op extends { readonly output: infer O extends z.ZodType }
  ? z.output<O>
  : never;

/** What a sequential object is made of: data only. */
export interface SequentialDeclaration<S extends z.ZodType, Ops> {
  readonly state: S;
  readonly operations: Ops;
}

/** How a sequential object behaves. */
export interface SequentialBehavior<S, Ops> {
  readonly init: () => S;
  /** Performs an operation on the draft of the reference object and returns its result. */
  readonly apply: {
    readonly [K in keyof Ops]: (state: S, input: InputOf<Ops[K]>) => OutputOf<Ops[K]>;
  };
  /**
   * The part of the object that each operation touches, such as the key of a store. Operations on
   * different parts must not affect each other; histories are then judged part by part, much faster.
   * A key is any data.
   */
  readonly key?: {
    readonly [K in keyof Ops]: (input: InputOf<Ops[K]>) => unknown;
  };
}

/** A reference object, against which concurrent histories are judged. */
export interface SequentialSpec<S, Ops> {
  /** For types only; absent at run time. */
  readonly '~state': S;
  /** For types only; absent at run time. */
  readonly '~operations': Ops;
}

/** A declared reference object that still lacks its behaviour. */
export interface SequentialDraft<S, Ops> {
  define(behavior: SequentialBehavior<S, Ops>): SequentialSpec<S, Ops>;
}

/** Under this key a reference object carries its declaration and behaviour. */
const sequentialKey: unique symbol = Symbol.for('everyturn.sequential') as never;

/** The declaration and the behaviour of a reference object, whatever its types. */
export interface AnySequential {
  readonly declaration: {
    readonly state: z.ZodType;
    readonly operations: { readonly [operation: string]: { readonly input?: Fields } };
  };
  readonly behavior: {
    readonly init: () => unknown;
    readonly apply: {
      readonly [operation: string]: (state: unknown, input: unknown) => unknown;
    };
    readonly key?: { readonly [operation: string]: (input: unknown) => unknown };
  };
}

/** What a reference object was made of; nothing for what is none. */
export function sequentialOf(spec: unknown): AnySequential | undefined {
  if (typeof spec !== 'object' || spec === null) return undefined;
  // Only `sequential` and `objects.only` store something under this key.
  return (spec as { readonly [sequentialKey]?: AnySequential })[sequentialKey];
}

/** A reference object with this declaration and behaviour; the caller knows that the types fit. */
export function specOf<S, Ops>(parts: AnySequential): SequentialSpec<S, Ops> {
  // The phantom fields exist for inference only.
  return { [sequentialKey]: parts } as unknown as SequentialSpec<S, Ops>;
}

/** Declares a reference object: what its operations would return, were they executed one at a time. */
export function sequential<
  S extends z.ZodType,
  const Ops extends { readonly [name: string]: Operation },
>(declaration: SequentialDeclaration<S, Ops>): SequentialDraft<z.output<S>, Ops> {
  // The types of both steps were compared where they are declared; at run time only values matter.
  const define = (behavior: unknown) =>
    specOf({ declaration, behavior } as unknown as AnySequential);
  return { define } as unknown as SequentialDraft<z.output<S>, Ops>;
}
