import type { Dice, Production } from './dice.ts';

/** An enumeration of names; values of a symmetric one must never be told apart. */
export interface NameType {
  readonly kind: 'name';
  readonly name: string;
  readonly values: readonly string[];
  readonly symmetric: boolean;
}

/** A field of an object. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly optional: boolean;
}

/** One alternative of a discriminated union. */
export interface Variant {
  readonly tag: string;
  readonly fields: readonly Field[];
}

/** What a part of a random state is. */
export type FieldType =
  | { readonly kind: 'boolean' }
  /** From 0 to `max`; the schema of an open one does not say so. */
  | { readonly kind: 'integer'; readonly max: number; readonly open: boolean }
  | NameType
  /** At most two characters, which the schema does not say. */
  | { readonly kind: 'string' }
  /** Fractions, negative numbers and negative zero. */
  | { readonly kind: 'number' }
  | { readonly kind: 'tuple'; readonly items: readonly FieldType[] }
  | { readonly kind: 'array'; readonly item: FieldType; readonly max: number }
  | { readonly kind: 'object'; readonly fields: readonly Field[] }
  | {
      readonly kind: 'record';
      readonly keys: NameType;
      readonly value: FieldType;
      readonly partial: boolean;
    }
  | { readonly kind: 'set'; readonly element: FieldType }
  | { readonly kind: 'map'; readonly keys: NameType; readonly value: FieldType }
  | { readonly kind: 'nullable'; readonly inner: FieldType }
  | { readonly kind: 'union'; readonly variants: readonly Variant[] };

const color = { kind: 'name', name: 'Color', values: ['red', 'green', 'blue'], symmetric: false };
const side = { kind: 'name', name: 'Side', values: ['left', 'right'], symmetric: false };
// Keys that look like integers are listed first, and not in the order of their texts.
const digit = { kind: 'name', name: 'Digit', values: ['b', '10', '2'], symmetric: false };

/** Enumerations whose values may be told apart. */
export const plainNames = [color, side, digit] as readonly NameType[];

/** The values that fractions and the like are taken from. */
export const oddNumbers = ['0', '-0', '0.5', '-1', '1e21'] as const;

/** The values that strings are taken from. */
export const shortStrings = ["''", "'a'", "'b'", "'ab'", "'\\u0000'"] as const;

/** The schema of a type as source text. */
export function schemaText(type: FieldType): string {
  switch (type.kind) {
    case 'boolean':
      return 'z.boolean()';
    case 'integer':
      return type.open ? 'z.int()' : `z.int().min(0).max(${type.max})`;
    case 'name':
      return type.name;
    case 'string':
      return 'z.string()';
    case 'number':
      return 'z.number()';
    case 'tuple':
      return `z.tuple([${type.items.map(schemaText).join(', ')}])`;
    case 'array':
      return `z.array(${schemaText(type.item)})`;
    case 'object':
      return `z.object({ ${fieldsText(type.fields)} })`;
    case 'record': {
      const kind = type.partial ? 'partialRecord' : 'record';
      return `z.${kind}(${type.keys.name}, ${schemaText(type.value)})`;
    }
    case 'set':
      return `z.set(${schemaText(type.element)})`;
    case 'map':
      return `z.map(${type.keys.name}, ${schemaText(type.value)})`;
    case 'nullable':
      return `z.nullable(${schemaText(type.inner)})`;
    case 'union': {
      const variants = type.variants.map(
        ({ tag, fields }) => `z.object({ kind: z.literal('${tag}'), ${fieldsText(fields)} })`,
      );
      return `z.discriminatedUnion('kind', [${variants.join(', ')}])`;
    }
  }
}

function fieldsText(fields: readonly Field[]): string {
  const texts = fields.map(({ name, type, optional }) => {
    return `${name}: ${schemaText(type)}${optional ? '.optional()' : ''}`;
  });
  return texts.join(', ');
}

/** Whether values of the type contain values of a symmetric enumeration. */
export function mentionsSymmetric(type: FieldType): boolean {
  switch (type.kind) {
    case 'name':
      return type.symmetric;
    case 'tuple':
      return type.items.some(mentionsSymmetric);
    case 'array':
      return mentionsSymmetric(type.item);
    case 'object':
      return type.fields.some((field) => mentionsSymmetric(field.type));
    case 'record':
    case 'map':
      return type.keys.symmetric || mentionsSymmetric(type.value);
    case 'set':
      return mentionsSymmetric(type.element);
    case 'nullable':
      return mentionsSymmetric(type.inner);
    case 'union':
      return type.variants.some(({ fields }) =>
        fields.some((field) => mentionsSymmetric(field.type)),
      );
    default:
      return false;
  }
}

/** Whether a value of one type can stand where the other is wanted. */
export function isSame(left: FieldType, right: FieldType): boolean {
  return schemaText(left) === schemaText(right);
}

/** A random type; `depth` is how many containers may stand within each other. */
export function randomType(dice: Dice, depth: number): FieldType {
  const inner = () => randomType(dice, depth - 1);
  const flat: readonly Production<FieldType>[] = [
    [5, () => ({ kind: 'integer', max: 1 + dice.below(3), open: dice.chance(30) })],
    [3, () => ({ kind: 'boolean' })],
    [3, () => dice.pick(plainNames)],
    [1, () => ({ kind: 'string' })],
    [1, () => ({ kind: 'number' })],
  ];
  if (depth <= 0) return dice.write(flat);
  return dice.write<FieldType>([
    ...flat,
    [3, () => ({ kind: 'tuple', items: times(1 + dice.below(3), inner) })],
    [1, () => ({ kind: 'tuple', items: times(3, () => ({ kind: 'boolean' })) })],
    [3, () => ({ kind: 'array', item: inner(), max: 2 + dice.below(2) })],
    [4, () => ({ kind: 'object', fields: randomFields(dice, inner) })],
    [3, () => ({ kind: 'record', keys: dice.pick(plainNames), value: inner(), partial: false })],
    [2, () => ({ kind: 'record', keys: dice.pick(plainNames), value: inner(), partial: true })],
    [4, () => ({ kind: 'set', element: dice.pick(plainNames) })],
    [2, () => ({ kind: 'set', element: { kind: 'integer', max: 2, open: dice.chance(50) } })],
    [2, () => ({ kind: 'map', keys: dice.pick(plainNames), value: inner() })],
    [2, () => ({ kind: 'nullable', inner: inner() })],
    [2, () => randomUnion(dice, inner)],
  ]);
}

/** A type in which the names of a symmetric enumeration occur; `all` are those that there are. */
export function symmetricType(dice: Dice, keys: NameType, all: readonly NameType[]): FieldType {
  const other = dice.pick(all);
  const value = () => randomType(dice, dice.below(2));
  const record = (of: FieldType, partial = false): FieldType => {
    return { kind: 'record', keys, value: of, partial };
  };
  const who: Field = { name: 'who', type: keys, optional: true };
  return dice.write<FieldType>([
    [4, () => record(value())],
    [3, () => ({ kind: 'set', element: keys })],
    [2, () => ({ kind: 'nullable', inner: keys })],
    [2, () => ({ kind: 'map', keys, value: value() })],
    [1, () => record(value(), true)],
    [1, () => record({ kind: 'set', element: other })],
    [1, () => record({ kind: 'nullable', inner: other })],
    [1, () => record({ kind: 'record', keys: other, value: { kind: 'boolean' }, partial: false })],
    [1, () => ({ kind: 'map', keys, value: { kind: 'set', element: other } })],
    [1, () => ({ kind: 'array', item: keys, max: 2 })],
    [1, () => ({ kind: 'array', item: { kind: 'object', fields: [who] }, max: 2 })],
    [
      1,
      () => ({ kind: 'object', fields: [who, { name: 'what', type: value(), optional: false }] }),
    ],
  ]);
}

function randomFields(dice: Dice, inner: () => FieldType): readonly Field[] {
  return times(1 + dice.below(3), (index) => ({
    name: ['x', 'y', 'z'][index] ?? 'w',
    optional: dice.chance(30),
    type: inner(),
  }));
}

function randomUnion(dice: Dice, inner: () => FieldType): FieldType {
  return {
    kind: 'union',
    variants: [
      { tag: 'none', fields: [] },
      { tag: 'some', fields: [{ name: 'item', type: inner(), optional: false }] },
      ...(dice.chance(50)
        ? [{ tag: 'more', fields: [{ name: 'extra', type: inner(), optional: dice.chance(50) }] }]
        : []),
    ],
  };
}

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
