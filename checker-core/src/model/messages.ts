import type { Fields, ValuesOf } from './schema-values.ts';

/** A message of one kind: its fields beside its kind. */
export type Message<K, F> = { readonly kind: K } & ValuesOf<F>;

/** Any message of an alphabet. */
export type MessageOf<M> = { [K in keyof M]: Message<K, M[K]> }[keyof M];

/** Builds one kind of message. Takes no argument when the message has no fields. */
export interface MessageCreator<K, F> {
  (...args: keyof F extends never ? [] : [fields: ValuesOf<F>]): Message<K, F>;
  readonly kind: K;
  /** The schemas of the fields. */
  readonly '~fields': F;
}

/** A message alphabet: one creator per kind. */
export type Messages<M> = { readonly [K in keyof M]: MessageCreator<K, M[K]> };

/** Declares a message alphabet: the fields of each kind of message. */
export function messages<const M extends { readonly [kind: string]: Fields }>(
  alphabet: M,
): Messages<M> {
  const creators = Object.entries(alphabet).map(([kind, fields]) => [kind, creator(kind, fields)]);
  // One creator for each key of the alphabet, which `fromEntries` forgets.
  return Object.fromEntries(creators) as Messages<M>;
}

function creator(kind: string, fields: Fields) {
  const create = (values?: object) => Object.freeze({ ...values, kind });
  return Object.assign(create, { kind, '~fields': fields });
}
