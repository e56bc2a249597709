/**
 * Counts which values stand at each place of the state. Both engines count with the same tree of
 * places, read off the schema: one hands in whole states, the other the values of its slots, each with
 * the number of states in which it stands.
 */
import type * as z from 'zod';
import type { FieldCount } from '../../model/statistics.ts';
import { printPath } from '../../values/print.ts';
import { type PlaceKind, placeKindOf } from './place-kind.ts';
import { ValueCounts } from './value-counts.ts';

/** A place of the state, and the places below it. */
export class FieldCounts {
  readonly #kind: PlaceKind;
  /** What is no container, or not the container that the schema names. */
  readonly #values: ValueCounts;
  readonly #sizes = new ValueCounts('numbers');
  readonly #parts = new Map<string | number, FieldCounts>();
  /** The keys of a map, and the members of a collection, all together. */
  #keys: FieldCounts | undefined;
  #members: FieldCounts | undefined;

  constructor(schema: z.ZodType | undefined) {
    this.#kind = placeKindOf(schema);
    this.#values = new ValueCounts(this.#kind.listing);
  }

  /** Takes in that a value stands here in so many states. */
  add(value: unknown, times: number): void {
    const container = containerOf(value);
    const isOpen = container !== undefined && container === this.#kind.container;
    if (!isOpen) this.#values.add(value, times);
    else if (value instanceof Set) this.#addMembers([...value.entries()], false, times);
    else if (value instanceof Map) this.#addMembers([...value.entries()], true, times);
    else if (Array.isArray(value)) this.#addMembers([...value.entries()], false, times);
    else this.#addMembers(Object.entries(value as object), false, times);
  }

  /** The place of a part. */
  part(key: string | number): FieldCounts {
    const known = this.#parts.get(key);
    if (known) return known;
    const part = new FieldCounts(this.#kind.part?.(key));
    this.#parts.set(key, part);
    return part;
  }

  /** Takes in how many members a collection has here in so many states. */
  addSize(size: number, times: number): void {
    this.#sizes.add(size, times);
  }

  /** Takes in that a value is a member of the collection here in so many states. */
  addMember(member: unknown, times: number): void {
    this.#members ??= new FieldCounts(this.#kind.member);
    this.#members.add(member, times);
  }

  /** What was counted here and below, in the order of the places. */
  fields(path = ''): readonly FieldCount[] {
    const own = path === '' ? 'state' : path;
    return [
      ...this.#values.fields(own),
      ...this.#sizes.fields(`${own}.${this.#kind.sizeName}`),
      ...(this.#keys?.fields(`${own}.keys()[*]`) ?? []),
      ...(this.#members?.fields(`${own}[*]`) ?? []),
      ...[...this.#parts].sort(byKey).flatMap(([key, part]) => part.fields(below(path, key))),
    ];
  }

  #addMembers(
    members: readonly (readonly [unknown, unknown])[],
    countsKeys: boolean,
    times: number,
  ): void {
    if (this.#kind.sizeName) this.addSize(members.length, times);
    for (const [key, member] of members) {
      if (countsKeys) {
        this.#keys ??= new FieldCounts(this.#kind.keys);
        this.#keys.add(key, times);
      }
      const isPart = typeof key === 'string' || typeof key === 'number';
      if (isPart && this.#kind.part?.(key)) this.part(key).add(member, times);
      else this.addMember(member, times);
    }
  }
}

function containerOf(value: unknown): PlaceKind['container'] {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return 'array';
  if (value instanceof Set) return 'set';
  if (value instanceof Map) return 'map';
  return Object.getPrototypeOf(value) === Object.prototype ? 'record' : undefined;
}

function byKey([a]: readonly [unknown, unknown], [b]: readonly [unknown, unknown]): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : 1;
}

function below(path: string, key: string | number): string {
  return path === '' ? printPath([key]) : path + printPath(['state', key]).slice('state'.length);
}
