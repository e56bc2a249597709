import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { shapeOf } from '../../../model/schema.ts';
import { encode } from '../../../values/canonical.ts';
import { Symmetry } from '../../symmetry/permutations.ts';
import { openShape } from '../shape/shape.ts';
import { RowCodec } from '../shape/slot-values.ts';
import { Representatives } from './representatives.ts';

const Id = z.enum(['c', 'a', 'd', 'b']);
const Other = z.enum(['x', 'y', 'z']);
// Their keys stand in another order than they do: '10' and '11' come before '8' and '9'.
const Numbered = z.literal([8, 9, 10, 11]);
const Phase = z.enum(['working', 'prepared', 'committed', 'aborted']);
const Pair = z.object({ from: Id, to: Id });
const small = z.int().min(0).max(2);

const cases: Readonly<Record<string, readonly [z.ZodType, readonly z.ZodType[]]>> = {
  'parts in records and sets': [
    z.object({ prepared: z.set(Id), phases: z.record(Id, Phase), heard: z.set(Id), n: small }),
    [Id],
  ],
  'parts of several slots': [
    z.object({ parts: z.record(Id, z.object({ pc: small, held: z.set(Other), at: Phase })) }),
    [Id],
  ],
  'parts that may be absent': [
    z.object({
      a: z.partialRecord(Id, small),
      b: z.record(Id, z.object({ x: small.optional(), y: small })),
      who: Id.optional(),
    }),
    [Id],
  ],
  'keys in another order than values': [
    z.object({ a: z.record(Numbered, small), b: z.set(Numbered), c: z.record(Numbered, small) }),
    [Numbered],
  ],
  'a set of elements and of something else': [
    z.object({ a: z.set(z.nullable(Id)), b: z.record(Id, z.boolean()) }),
    [Id],
  ],
  'a record of elements and of something else': [
    z.object({ a: z.record(z.union([Id, z.literal('bb')]), z.boolean()), b: z.set(Id) }),
    [Id],
  ],
  'a leader': [
    z.object({ a: z.record(Id, z.boolean()), leader: Id.nullable(), z: z.record(Id, small) }),
    [Id],
  ],
  'a leader before everything else': [
    z.object({ a: z.tuple([Id.nullable(), Id]), b: z.record(Id, small), c: z.set(Id) }),
    [Id],
  ],
  'votes for elements': [
    z.object({ role: z.record(Id, z.boolean()), vote: z.record(Id, Id.nullable()) }),
    [Id],
  ],
  'sets of elements for each element': [
    z.object({ seen: z.record(Id, z.set(Id)), on: z.set(Id) }),
    [Id],
  ],
  'values in one piece': [
    z.object({ map: z.map(Id, small), queue: z.array(Id).max(3), two: z.set(Id).max(2) }),
    [Id],
  ],
  'messages in one piece': [z.object({ on: z.set(Id), sent: z.set(Pair) }), [Id]],
  'several schemas': [
    z.object({
      a: z.set(Other),
      grid: z.record(Id, z.record(Other, z.boolean())),
      owner: z.record(Other, Id.nullable()),
      p: z.record(Id, z.boolean()),
    }),
    [Id, Other],
  ],
  'several schemas, apart': [
    z.object({ a: z.record(Id, small), b: z.set(Other), c: z.record(Other, small), d: z.set(Id) }),
    [Id, Other],
  ],
  'elements that are read only': [
    z.object({ a: z.record(Id, small).readonly(), b: z.array(z.set(Id)).length(2) }),
    [Id],
  ],
  'no state but a set': [z.set(Id), [Id]],
  'no state but a value': [Id.nullable(), [Id]],
};

describe.each(Object.entries(cases))('%s', (_, [schema, symmetric]) => {
  const symmetry = new Symmetry(schema, symmetric);
  const shape = openShape(schema);
  const codec = new RowCodec(shape);
  // So few bytes that images are forgotten all the time.
  const representatives = new Representatives(symmetry, shape, codec, 2_000);
  const states = valuesOf(schema).map((state) => encode(state));

  test('the representative is the least image of all', () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(representatives.representative(state)).toBe(symmetry.representative(state));
      }),
      { numRuns: 150 },
    );
  });

  test('slot by slot it is the same', () => {
    fc.assert(
      fc.property(states, (state) => {
        const texts: string[] = [];
        const fits = codec.split(state, (slot, text) => {
          texts[slot] = text;
        });
        expect(fits).toBe(true);
        const images = [...texts];
        representatives.represent(
          (slot) => texts[slot] as string,
          (slot, text) => {
            images[slot] = text;
          },
        );
        const ids = images.map((text, slot) => codec.slot(slot).intern(text));
        const image = codec.text({ id: (slot) => ids[slot] as number });
        expect(image).toBe(representatives.representative(state));
      }),
      { numRuns: 150 },
    );
  });
});

describe('the limit of permutations', () => {
  const Many = z.enum(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']);
  const of = (schema: z.ZodType) => {
    const shape = openShape(schema);
    return new Representatives(new Symmetry(schema, [Many]), shape, new RowCodec(shape));
  };

  test('does not matter where elements are only sorted', () => {
    const classes = of(z.object({ set: z.set(Many), record: z.record(Many, z.boolean()) }));
    const state = (on: string, members: string[]) => {
      const record = Object.fromEntries(Many.options.map((id) => [id, id === on]));
      return encode({ set: new Set(members), record });
    };
    const representative = state('j', ['a', 'j']);
    expect(classes.representative(state('b', ['b', 'c']))).toBe(representative);
    expect(classes.representative(state('e', ['j', 'e']))).toBe(representative);
    expect(classes.representative(state('f', ['j', 'e']))).toBe(state('j', ['a', 'b']));
  });

  test('is refused where values may mention elements', () => {
    expect(() => of(z.object({ leader: Many }))).toThrow('3,628,800 permutations; at most 5,040');
  });
});

/** Random values of a schema. */
function valuesOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  const shape = shapeOf(schema);
  switch (shape.kind) {
    case 'listed':
      return fc.constantFrom(...shape.values);
    case 'integer':
      return fc.integer({ min: shape.min, max: shape.max });
    case 'wrapped':
      return fc.oneof(valuesOf(shape.inner), ...shape.also.map((also) => fc.constant(also)));
    case 'union':
      return fc.oneof(...shape.options.map(valuesOf));
    case 'object': {
      const isRequired = ([, field]: (typeof shape.fields)[number]) =>
        field._zod.optin !== 'optional';
      return fc.record(
        Object.fromEntries(shape.fields.map(([key, field]) => [key, valuesOf(field)])),
        { requiredKeys: shape.fields.filter(isRequired).map(([key]) => key) },
      );
    }
    case 'tuple':
      return fc.tuple(...shape.items.map(valuesOf));
    case 'array':
      return fc.array(valuesOf(shape.element), lengths(shape));
    case 'set':
      return uniqueOf(shape.element, lengths(shape)).map((items) => new Set(items));
    case 'map':
      return uniqueOf(shape.keys, lengths(shape)).chain((keys) =>
        fc
          .tuple(...keys.map(() => valuesOf(shape.values)))
          .map((values) => new Map(keys.map((key, i) => [key, values[i]]))),
      );
    case 'record': {
      const keys = keysOf(shape.keys);
      return fc.record(Object.fromEntries(keys.map((key) => [key, valuesOf(shape.values)])), {
        requiredKeys: shape.partial ? [] : keys,
      });
    }
    default:
      throw new Error(`There are no random values of ${shape.kind}.`);
  }
}

function uniqueOf(schema: z.ZodType, size: ReturnType<typeof lengths>) {
  return fc.uniqueArray(valuesOf(schema), { ...size, selector: (value) => encode(value) });
}

function keysOf(schema: z.ZodType): string[] {
  const shape = shapeOf(schema);
  if (shape.kind === 'union') return shape.options.flatMap(keysOf);
  return shape.kind === 'listed' ? shape.values.map(String) : [];
}

function lengths({ sizeMin, sizeMax }: { readonly sizeMin: number; readonly sizeMax: number }) {
  return { minLength: sizeMin, maxLength: Math.min(sizeMax, 5) };
}
