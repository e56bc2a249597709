/** A step from a value to a part of it: a key of an object, a map or an array, or every member. */
export type PathStep = string | number | bigint | boolean | null | undefined | typeof everyMember;

/** The step from a collection to each of its members. */
export const everyMember: unique symbol = Symbol('every member');

/**
 * How a field takes part in the default grouping: `first` while cells are few, then `counted`,
 * then `few` only where the map would say next to nothing without; `asked` never by itself.
 */
export type FieldRank = 'first' | 'counted' | 'few' | 'asked';

/** A part of the state by which states can be grouped. */
export interface Field {
  /** As a person writes it: `tm`, `order.status`, `rms`, `queue.length`. */
  readonly name: string;
  readonly path: readonly PathStep[];
  /**
   * `value`: states with the same value belong together. `number`: the same, in buckets where
   * there are many. `size`: a number, that of the collection's members. `counted`: the members
   * of a collection that stand at the path, as a multiset, because they are interchangeable.
   */
  readonly kind: 'value' | 'number' | 'size' | 'counted';
  /** The declared values in the order of declaration, where they are finite. */
  readonly values: readonly unknown[];
  readonly rank: FieldRank;
  /** Whether it is of one member of a collection whose members are counted together, too. */
  readonly isMember?: true;
  /** The least and the greatest of few declared numbers. */
  readonly range?: readonly [number, number];
}
