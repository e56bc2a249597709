import type * as z from 'zod';

/** A record of schemas: the fields of a message, the parameters of an action. */
export type Fields = { readonly [field: string]: z.ZodType };

/** The value type of a record of schemas. Nothing declared means no values. */
export type ValuesOf<F> = F extends Fields ? { readonly [K in keyof F]: z.output<F[K]> } : {};

/** A state as a predicate sees it: deeply read-only. */
export type Frozen<T> = T extends string | number | boolean | bigint | symbol | null | undefined
  ? T
  : T extends (...args: never[]) => unknown
    ? T
    : T extends ReadonlyMap<infer K, infer V>
      ? ReadonlyMap<Frozen<K>, Frozen<V>>
      : T extends ReadonlySet<infer V>
        ? ReadonlySet<Frozen<V>>
        : { readonly [K in keyof T]: Frozen<T[K]> };
