/**
 * Which parts of a state can group states: read off its schema.
 *
 * A walk over the schema registers a field for each place with a scalar value (enum, literal,
 * boolean, number, text) and for the size of each collection. Members of a collection that cannot
 * be told apart by a person (the values of a record over ids, the elements of an array) become one
 * counted field for each scalar place in them: "2 working, 1 aborted". Where the collection has a
 * fixed set of members, each member's own fields can be asked for too.
 *
 * Places in different options of a union share a field when they share a path, so a discriminant
 * needs no special care: it is the literal that all options have at one key.
 */
import type * as z from 'zod';
import { shapeOf } from '../model/schema.ts';
import { printPath } from '../values/print.ts';
import { everyMember, type Field, type FieldRank, type PathStep } from './field.ts';

/** With this many fields, single members of collections are no longer offered. */
const fieldsMax = 100;

/** Ranges of more numbers are not compared number by number with what is seen. */
const numbersMax = 32;

/** Deeper places are not offered: the walk ends even if a recursive schema is new at each step. */
const nestingMax = 16;

/** The fields of a state schema, in declaration order. */
export function fieldsOf(schema: z.ZodType): readonly Field[] {
  const fields = new Map<string, Field>();
  collect(schema, { path: [], rank: 'first', within: [], also: [] }, fields);
  return [...fields.values()];
}

/** The fields with these names; undefined where none were named, or none is there any more. */
export function chosenFields(
  fields: readonly Field[],
  names: readonly string[] | undefined,
): readonly Field[] | undefined {
  const chosen = names?.flatMap((name) => fields.find((field) => field.name === name) ?? []);
  return chosen && (chosen.length > 0 || names?.length === 0) ? [...new Set(chosen)] : undefined;
}

/** Where the walk is. */
interface Place {
  readonly path: readonly PathStep[];
  /** The best rank that a field may have here. */
  readonly rank: FieldRank;
  /** The schemas in which the walk is; none is entered again. */
  readonly within: readonly z.core.$ZodType[];
  /** Values that can stand here besides those of the schema: those of `optional`, `nullable`. */
  readonly also: readonly unknown[];
  readonly isMember?: true;
}

type Fields = Map<string, Field>;
type Leaf = Pick<Field, 'kind' | 'values' | 'rank' | 'range'>;

function collect(type: z.core.$ZodType, at: Place, fields: Fields): void {
  if (at.within.length > nestingMax || at.within.includes(type)) return;
  // The engines refuse what zod 4 did not make; of a model without states a map is drawn as well.
  if (type?._zod === undefined) return;
  const place = { ...at, within: [...at.within, type] };
  // Zod's own union of its schemas by `def.type`; schemas of others fall into the default case.
  const schema = type as z.core.$ZodTypes;
  const def = schema._zod.def;
  switch (def.type) {
    case 'object':
      for (const [key, member] of Object.entries(def.shape)) {
        collect(member, inside(place, key), fields);
      }
      return;
    case 'union':
      for (const option of def.options) collect(option, place, fields);
      return;
    case 'intersection':
      collect(def.left, place, fields);
      collect(def.right, place, fields);
      return;
    case 'optional':
      collectOptional(def.innerType, undefined, place, fields);
      return;
    case 'nullable':
      collectOptional(def.innerType, null, place, fields);
      return;
    case 'default':
    case 'prefault':
    case 'catch':
    case 'nonoptional':
    case 'readonly':
      collect(def.innerType, place, fields);
      return;
    case 'lazy':
      collect((schema as z.core.$ZodLazy)._zod.innerType, place, fields);
      return;
    case 'pipe':
      collect(def.out, place, fields);
      return;
    case 'tuple':
    case 'array':
    case 'set':
    case 'map':
    case 'record':
      collectMembers(schema as Collection, place, fields);
      return;
    default:
      register(leafOf(schema), place, fields);
  }
}

function leafOf(schema: z.core.$ZodTypes): Leaf {
  const def = schema._zod.def;
  if (def.type === 'number') {
    const range = rangeOf(schema);
    return { kind: 'number', values: [], rank: 'few', ...(range && { range }) };
  }
  if (def.type === 'boolean') return { kind: 'value', values: [false, true], rank: 'first' };
  const values = schema._zod.values;
  return values === undefined
    ? { kind: 'value', values: [], rank: 'few' }
    : { kind: 'value', values: [...values], rank: 'first' };
}

/** The numbers of a schema, where they are few. */
function rangeOf(schema: z.core.$ZodTypes): Field['range'] {
  // Whatever is a schema of zod 4 is one for its shape.
  const shape = shapeOf(schema as unknown as z.ZodType);
  if (shape.kind !== 'integer' || !(shape.max - shape.min < numbersMax)) return undefined;
  return [shape.min, shape.max];
}

/** An optional scalar has one value more; an optional object is told by what is in it, if it can. */
function collectOptional(inner: z.core.$ZodType, none: unknown, at: Place, fields: Fields): void {
  const telling = () => [...fields.values()].filter((field) => field.values.length > 0).length;
  const before = telling();
  collect(inner, { ...at, also: [...at.also, none] }, fields);
  if (telling() === before && !fields.has(nameOf(at.path))) {
    register({ kind: 'value', values: [], rank: 'first' }, at, fields);
  }
}

type Collection =
  | z.core.$ZodTuple
  | z.core.$ZodArray
  | z.core.$ZodSet
  | z.core.$ZodMap
  | z.core.$ZodRecord;

/** What a collection is made of. */
interface Members {
  /** Keys that all its values have; undefined when the members differ from value to value. */
  readonly keys: readonly PathStep[] | undefined;
  readonly schemas: readonly z.core.$ZodType[];
  readonly sizeName: 'length' | 'size';
  /** Whether its size differs from value to value. */
  readonly grows: boolean;
}

function membersOf(schema: Collection): Members {
  const def = schema._zod.def;
  switch (def.type) {
    case 'tuple': {
      const rest = def.rest === null ? [] : [def.rest];
      const schemas = [...new Set([...def.items, ...rest])];
      return { keys: [...def.items.keys()], schemas, sizeName: 'length', grows: rest.length > 0 };
    }
    case 'array': {
      const length = fixedLength(def.checks ?? []);
      const keys =
        length === undefined ? undefined : [...Array(Math.min(length, fieldsMax)).keys()];
      return { keys, schemas: [def.element], sizeName: 'length', grows: keys === undefined };
    }
    case 'set':
      return { keys: undefined, schemas: [def.valueType], sizeName: 'size', grows: true };
    case 'map':
    case 'record': {
      const keys = def.keyType._zod.values;
      const partial = def.type === 'map' || ('partial' in def && def.partial === true);
      return {
        keys: keys === undefined ? undefined : [...keys].filter((key) => typeof key !== 'symbol'),
        schemas: [def.valueType],
        sizeName: 'size',
        grows: keys === undefined || partial,
      };
    }
  }
}

function fixedLength(checks: readonly z.core.$ZodCheck<never>[]): number | undefined {
  for (const check of checks) {
    const def = check._zod.def;
    // The check's name tells its shape.
    if (def.check === 'length_equals') return (def as z.core.$ZodCheckLengthEqualsDef).length;
  }
  return undefined;
}

function collectMembers(schema: Collection, at: Place, fields: Fields): void {
  const { keys, schemas, sizeName, grows } = membersOf(schema);
  const [only] = schemas;
  const alike = only !== undefined && schemas.length === 1 && keys?.length !== 1;
  if (alike) {
    const rank = countedRank(schema, keys !== undefined);
    collect(only, { ...inside(at, everyMember), rank: worse(at.rank, rank) }, fields);
  }
  if (grows) register({ kind: 'size', values: [], rank: 'few' }, at, fields, `.${sizeName}`);
  // One by one inside a counted collection would be neither a multiset nor a member.
  if (keys === undefined || at.path.includes(everyMember)) return;
  const rank = alike ? 'asked' : at.rank;
  for (const key of keys) {
    if (rank === 'asked' && fields.size >= fieldsMax) return;
    const member = schema._zod.def.type === 'tuple' ? schema._zod.def.items[Number(key)] : only;
    const place = { ...inside(at, key), rank, ...(alike && { isMember: true as const }) };
    if (member !== undefined) collect(member, place, fields);
  }
}

/** A set of messages in flight has too many multisets to be shown unasked. */
function countedRank(schema: Collection, isFixed: boolean): FieldRank {
  if (schema._zod.def.type === 'set') return 'asked';
  return isFixed ? 'counted' : 'few';
}

function inside(at: Place, step: PathStep): Place {
  return { ...at, path: [...at.path, step], also: [] };
}

function register(leaf: Leaf, at: Place, fields: Fields, suffix = ''): void {
  const isCounted = at.path.includes(everyMember);
  // Multisets of texts, numbers or sizes are not classes that a person can keep in mind.
  if (isCounted && leaf.values.length === 0) return;
  const field: Field = {
    name: nameOf(at.path) + suffix,
    path: at.path,
    kind: isCounted ? 'counted' : leaf.kind,
    values: [...leaf.values, ...at.also],
    rank: worse(leaf.rank, at.rank),
    ...(leaf.range && { range: leaf.range }),
    ...(at.isMember && { isMember: at.isMember }),
  };
  const known = fields.get(field.name);
  if (known === undefined) fields.set(field.name, field);
  else if (samePlace(known, field)) fields.set(field.name, merged(known, field));
  else register(leaf, at, fields, `${suffix}′`);
}

/** As `printPath`, with `[*]` for every member; none where nothing follows: `rms`, `jobs[*].phase`. */
function nameOf(path: readonly PathStep[]): string {
  return printPath(path.map((step) => (step === everyMember ? '*' : step)))
    .replaceAll("['*']", '[*]')
    .replace(/(\[\*\])+$/, '');
}

function samePlace(a: Field, b: Field): boolean {
  const scalar = (field: Field) => (field.kind === 'number' ? 'value' : field.kind);
  return (
    scalar(a) === scalar(b) &&
    a.path.length === b.path.length &&
    a.path.every((step, index) => step === b.path[index])
  );
}

/** Two options of a union have a value at one place. */
function merged({ range: _, ...a }: Field, b: Field): Field {
  return {
    ...a,
    kind: b.kind === 'number' ? 'number' : a.kind,
    values: [...new Set([...a.values, ...b.values])],
    rank: worse(a.rank, b.rank),
  };
}

const ranks: readonly FieldRank[] = ['first', 'counted', 'few', 'asked'];

function worse(a: FieldRank, b: FieldRank): FieldRank {
  return ranks.indexOf(a) > ranks.indexOf(b) ? a : b;
}
