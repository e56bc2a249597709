/**
 * The slots of a state: the leaves of its schema's shape. Objects, tuples, records over finite keys
 * and sets of finitely many primitive values are opened, so that each part is a slot of its own;
 * whatever else there is, is one slot.
 */
import type * as z from 'zod';
import { domain, UnboundedDomain } from '../../../model/domain.ts';
import { isRefined, shapeOf } from '../../../model/schema.ts';
import { encode } from '../../../values/canonical.ts';

/** A place in the shape of a state. */
export type Place = { readonly kind: 'leaf'; readonly slot: number } | RecordPlace | SetPlace;

/** An opened object, with its keys in canonical order, or an opened tuple, with its indices. */
export interface RecordPlace {
  readonly kind: 'object' | 'tuple';
  readonly fields: ReadonlyMap<string, Field>;
  readonly optionalKeys: ReadonlySet<string>;
  /** An object or array with all keys and no values. */
  readonly blank: object;
}

/** A key of an opened object. An optional one is a leaf whose slot also knows "absent". */
export interface Field {
  /** Place among the fields of its object or tuple. */
  readonly index: number;
  readonly place: Place;
  readonly optional: boolean;
}

/** An opened set: one slot of one bit for each element, in canonical order. */
export interface SetPlace {
  readonly kind: 'set';
  readonly elements: readonly unknown[];
  readonly slots: ReadonlyMap<unknown, number>;
  /** The groups of slots that are read at once when the whole set is observed. */
  readonly clusters: readonly number[];
}

/** One piece of the state. */
export interface Slot {
  readonly kind: 'value' | 'optional' | 'bit';
  readonly schema: z.ZodType;
  /** Bits that a small finite schema can need at most; 0 where nothing is known. */
  readonly bits: number;
}

/** Neighbouring one-bit slots that lie side by side in a row and can be read as one number. */
export interface Cluster {
  readonly slots: readonly number[];
}

/** A property of the objects that a slot holds, at which predicates can look alone. */
export interface View {
  readonly slot: number;
  readonly key: string;
}

/** The shape of a state and its slots. */
export interface Shape {
  readonly root: Place;
  readonly slots: readonly Slot[];
  readonly clusters: readonly Cluster[];
  readonly views: readonly View[];
  /** The schema sets conditions across slots, so that a state must be checked as a whole. */
  readonly isRefined: boolean;
}

const partsMax = 128;
const elementsMax = 64;
const clusterMax = 10;
const listedMax = 4_096;

/** Opens a state schema. */
export function openShape(schema: z.ZodType): Shape {
  const opening = new Opening();
  const root = opening.place(schema, true);
  const { slots, clusters } = opening;
  const isOpened = root.kind !== 'leaf';
  return { root, slots, clusters, views: [], isRefined: isOpened && hasRefinement(schema) };
}

function hasRefinement(schema: z.ZodType): boolean {
  const shape = shapeOf(schema);
  return isRefined(schema) || (shape.kind === 'wrapped' && hasRefinement(shape.inner));
}

class Opening {
  readonly slots: Slot[] = [];
  readonly clusters: Cluster[] = [];

  place(schema: z.ZodType, isRoot = false): Place {
    if (isRefined(schema) && !isRoot) return this.leaf(schema);
    const shape = shapeOf(schema);
    switch (shape.kind) {
      case 'wrapped':
        return isTransparent(schema) ? this.place(shape.inner, isRoot) : this.leaf(schema);
      case 'object':
        if (shape.loose) return this.leaf(schema);
        return this.object(schema, shape.fields, () => false);
      case 'record': {
        const keys = finiteKeys(shape.keys);
        if (!keys) return this.leaf(schema);
        const fields = keys.map((key) => [String(key), shape.values] as const);
        return this.object(schema, fields, () => shape.partial);
      }
      case 'tuple':
        if (shape.rest || shape.items.length > partsMax) return this.leaf(schema);
        return tuple(shape.items.map((item) => this.place(item)));
      case 'array': {
        const { sizeMin, sizeMax, element } = shape;
        if (sizeMin !== sizeMax || sizeMax > partsMax) return this.leaf(schema);
        return tuple(Array.from({ length: sizeMax }, () => this.place(element)));
      }
      case 'set':
        return this.#set(shape.element, shape.sizeMin, shape.sizeMax) ?? this.leaf(schema);
      default:
        return this.leaf(schema);
    }
  }

  leaf(schema: z.ZodType, kind: 'value' | 'optional' = 'value'): Place {
    const slot = this.slots.length;
    this.slots.push({ kind, schema, bits: bitsOf(schema, kind === 'optional' ? 1 : 0) });
    return { kind: 'leaf', slot };
  }

  object(
    schema: z.ZodType,
    fields: readonly (readonly [string, z.ZodType])[],
    isPartial: () => boolean,
  ): Place {
    if (fields.length > partsMax || fields.some(([key]) => key === '__proto__')) {
      return this.leaf(schema);
    }
    const sorted = [...fields].sort(([a], [b]) => (a < b ? -1 : 1));
    const places = sorted.map(([key, field], index) => {
      const optional = isPartial() || field._zod.optin === 'optional';
      const place = optional ? this.leaf(field, 'optional') : this.place(field);
      return [key, { index, place, optional }] as const;
    });
    const isOptional = ([, { optional }]: (typeof places)[number]) => optional;
    return {
      kind: 'object',
      fields: new Map(places),
      optionalKeys: new Set(places.filter(isOptional).map(([key]) => key)),
      blank: Object.fromEntries(places.map(([key]) => [key, undefined])),
    };
  }

  /** Sets with a bounded size stay closed: whether one fits depends on all its elements. */
  #set(element: z.ZodType, sizeMin: number, sizeMax: number): SetPlace | undefined {
    const values = sizeMin === 0 && sizeMax === Number.POSITIVE_INFINITY && finiteKeys(element);
    if (!values || values.length > elementsMax) return undefined;
    const texts = new Map(values.map((value) => [value, encode(value)]));
    const byText = (a: unknown, b: unknown) =>
      (texts.get(a) as string) < (texts.get(b) as string) ? -1 : 1;
    const elements = [...texts.keys()].sort(byText);
    const slots = elements.map((value) => {
      this.slots.push({ kind: 'bit', schema: element, bits: 1 });
      return [value, this.slots.length - 1] as const;
    });
    const clusters: number[] = [];
    for (let from = 0; from < slots.length; from += clusterMax) {
      clusters.push(this.clusters.length);
      this.clusters.push({ slots: slots.slice(from, from + clusterMax).map(([, slot]) => slot) });
    }
    return { kind: 'set', elements, slots: new Map(slots), clusters };
  }
}

function tuple(items: readonly Place[]): RecordPlace {
  const fields = items.map(
    (place, index) => [String(index), { index, place, optional: false }] as const,
  );
  return {
    kind: 'tuple',
    fields: new Map(fields),
    optionalKeys: new Set(),
    blank: items.map(() => undefined),
  };
}

/** Whether a wrapper admits exactly the values of what it wraps, and reads them at once. */
function isTransparent(schema: z.ZodType): boolean {
  return schema._zod.def.type === 'readonly';
}

function finiteKeys(schema: z.ZodType): readonly unknown[] | undefined {
  const values = finite(schema, partsMax);
  return values?.every((value) => typeof value === 'string' || typeof value === 'number')
    ? values
    : undefined;
}

function finite(schema: z.ZodType, most: number): readonly unknown[] | undefined {
  const shape = shapeOf(schema);
  if (shape.kind === 'integer' && !(shape.max - shape.min <= listedMax)) return undefined;
  try {
    const values = domain(schema);
    return values.length <= most ? values : undefined;
  } catch (error) {
    if (error instanceof UnboundedDomain) return undefined;
    throw error;
  }
}

/** Bits for every value of a small schema that is no container. */
function bitsOf(schema: z.ZodType, more: number): number {
  const { kind } = shapeOf(schema);
  if (kind !== 'listed' && kind !== 'integer') return 0;
  const values = finite(schema, 16);
  return values ? bitsFor(values.length + more) : 0;
}

/** Bits that numbers below `count` need. */
export function bitsFor(count: number): number {
  return count <= 1 ? 0 : 32 - Math.clz32(count - 1);
}
