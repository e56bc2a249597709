/** How the values of a schema are taken apart when they are counted. */
import type * as z from 'zod';
import { domain, UnboundedDomain } from '../../model/domain.ts';
import { shapeOf } from '../../model/schema.ts';

/** Parts of a collection with more members than this are counted all together. */
const partsMax = 128;

/** What may stand at a place, besides values that are not taken apart. */
export interface PlaceKind {
  /** How values that are not taken apart are listed. */
  readonly listing: 'all' | 'numbers' | 'some';
  /** The kind of container that is taken apart. */
  readonly container?: 'array' | 'record' | 'set' | 'map';
  /** The schema of a part that has a place of its own; undefined for one that has none. */
  readonly part?: (key: string | number) => z.ZodType | undefined;
  /** What the size of a container that has one is called. */
  readonly sizeName?: 'length' | 'size';
  /** The schema of members without a place of their own. */
  readonly member?: z.ZodType;
  /** The schema of the keys of a map. */
  readonly keys?: z.ZodType;
}

/** What may stand where a schema is declared; without one nothing is taken apart. */
export function placeKindOf(schema: z.ZodType | undefined): PlaceKind {
  if (!schema) return { listing: 'some' };
  const shape = shapeOf(schema);
  switch (shape.kind) {
    case 'wrapped':
      return placeKindOf(shape.inner);
    case 'listed':
      return { listing: 'all' };
    case 'integer':
      return { listing: 'numbers' };
    case 'object': {
      const fields = new Map<string | number, z.ZodType>(shape.fields);
      return { listing: 'some', container: 'record', part: (key) => fields.get(key) };
    }
    case 'tuple': {
      const part = (key: string | number) => shape.items[Number(key)];
      const tuple = { listing: 'some', container: 'array', part } as const;
      return shape.rest ? { ...tuple, sizeName: 'length', member: shape.rest } : tuple;
    }
    case 'array':
      return arrayKind(shape.element, shape.sizeMin === shape.sizeMax ? shape.sizeMax : undefined);
    case 'record':
      return recordKind(shape.keys, shape.values);
    case 'set':
      return { listing: 'some', container: 'set', sizeName: 'size', member: shape.element };
    case 'map': {
      const { keys, values } = shape;
      return { listing: 'some', container: 'map', sizeName: 'size', member: values, keys };
    }
    default:
      return { listing: schema._zod.def.type === 'number' ? 'numbers' : 'some' };
  }
}

function arrayKind(element: z.ZodType, size: number | undefined): PlaceKind {
  const array = { listing: 'some', container: 'array' } as const;
  if (size !== undefined && size <= partsMax) return { ...array, part: () => element };
  return { ...array, sizeName: 'length', member: element };
}

function recordKind(keys: z.ZodType, values: z.ZodType): PlaceKind {
  const record = { listing: 'some', container: 'record' } as const;
  if (isShort(keys)) return { ...record, part: () => values };
  return { ...record, sizeName: 'size', member: values };
}

function isShort(keys: z.ZodType): boolean {
  const shape = shapeOf(keys);
  if (shape.kind === 'integer' && !(shape.max - shape.min < partsMax)) return false;
  try {
    return domain(keys).length <= partsMax;
  } catch (error) {
    if (error instanceof UnboundedDomain) return false;
    throw error;
  }
}
