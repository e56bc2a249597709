/**
 * The cells that a schema declares under a grouping, whether they were reached or not.
 *
 * A walk over the schema builds all combinations of values of the fields in use: an object is the
 * product of its members, a union the sum of its options, so that no combination is listed that no
 * option admits; the members of a collection are a multiset of the combinations of one member. Where
 * a value is not one of finitely many, or where there are too many combinations, nothing is told but
 * the reason: a ghost that nobody declared would be worse than none.
 *
 * Refinements (`refine`, `check`) are not looked at: what they refuse is listed as declared.
 */
import type * as z from 'zod';
import { isRefined, type Shape, shapeOf } from '../model/schema.ts';
import { type ClassText, countedText, valueText, Shape as WholeShape } from './class-text.ts';
import { exactMax } from './classify.ts';
import { everyMember, type Field, type PathStep } from './field.ts';

/** The declared cells, each as one class a field; or why they cannot be listed. */
export type DeclaredCells =
  | { readonly kind: 'listed'; readonly cells: readonly (readonly ClassText[])[] }
  | { readonly kind: 'untold'; readonly reason: string };

/** More combinations than this are not listed: nobody would read them. */
const combinationsMax = 20_000;

/** A number with more values than this is not listed. */
const numbersMax = 64;

/** Lists the cells that a schema declares under a grouping. */
export function declaredCells(schema: z.ZodType, fields: readonly Field[]): DeclaredCells {
  try {
    const combinations = new Walk(fields).combinations(schema, []);
    const numbers = fields.find(
      (field, place) =>
        (field.kind === 'number' || field.kind === 'size') &&
        new Set(combinations.map((values) => values.get(place))).size > exactMax,
    );
    if (numbers) throw new Untold(`${numbers.name} has too many values to list them one by one`);
    const cells = combinations.map((values) =>
      fields.map((field, place) => textOf(field, values.get(place))),
    );
    return { kind: 'listed', cells };
  } catch (error) {
    if (!(error instanceof Untold)) throw error;
    return { kind: 'untold', reason: error.message };
  }
}

class Untold extends Error {}

/** How often each value stands in a collection. */
class Counts {
  readonly counts: readonly (readonly [unknown, number])[];

  constructor(counts: readonly (readonly [unknown, number])[]) {
    this.counts = counts;
  }
}

function textOf(field: Field, value: unknown): ClassText {
  return value instanceof Counts ? countedText(field, value.counts) : valueText(field, value);
}

/** By place of a field in the grouping: its value, of those that are set so far. */
type Values = ReadonlyMap<number, unknown>;

const nothing: readonly Values[] = [new Map()];

/** Deeper than this, a recursive schema is given up. */
const nestingMax = 24;

class Walk {
  readonly #fields: readonly Field[];

  constructor(fields: readonly Field[]) {
    this.#fields = fields;
  }

  combinations(schema: z.ZodType, path: readonly PathStep[]): readonly Values[] {
    if (!this.#isAbove(path)) return nothing;
    if (path.length > nestingMax) throw new Untold('the state is nested too deeply');
    const shape = shapeOf(schema);
    switch (shape.kind) {
      case 'wrapped':
        return this.#distinct([
          ...this.combinations(shape.inner, path),
          ...shape.also.flatMap((value) => this.#at(path, [value])),
        ]);
      case 'union':
        return this.#distinct(shape.options.flatMap((option) => this.combinations(option, path)));
      case 'object':
        return this.#product([
          this.#shape('object', path),
          ...shape.fields.map(([key, member]) => this.combinations(member, [...path, key])),
        ]);
      case 'tuple':
        return this.#tuple(shape, path);
      case 'array':
      case 'set':
      case 'map':
      case 'record':
        return this.#collection(shape, path);
      default:
        return this.#leaf(schema, path);
    }
  }

  /** The places of the fields that stand exactly here. */
  #places(path: readonly PathStep[], isSize = false): readonly number[] {
    return [...this.#fields.keys()].filter((place) => {
      const field = this.#fields[place];
      return (
        field !== undefined &&
        (field.kind === 'size') === isSize &&
        field.path.length === path.length &&
        isPrefix(path, field.path)
      );
    });
  }

  /** Whether a field in use stands here or deeper. */
  #isAbove(path: readonly PathStep[]): boolean {
    return this.#fields.some((field) => isPrefix(path, field.path));
  }

  #at(path: readonly PathStep[], values: readonly unknown[], isSize = false): readonly Values[] {
    const places = this.#places(path, isSize);
    if (places.length === 0) return nothing;
    return values.map((value) => new Map(places.map((place) => [place, value] as const)));
  }

  /** What has parts counts by its shape where it is looked at as a whole. */
  #shape(word: string, path: readonly PathStep[]): readonly Values[] {
    return this.#at(path, [new WholeShape(word)]);
  }

  #leaf(schema: z.ZodType, path: readonly PathStep[]): readonly Values[] {
    const values = scalarsOf(schema);
    if (values) return this.#at(path, values);
    throw new Untold(`${this.#nameBelow(path)} is not one of few declared values`);
  }

  #tuple({ items, rest }: Extract<Shape, { kind: 'tuple' }>, path: readonly PathStep[]) {
    if (rest || this.#isAbove([...path, everyMember])) {
      throw new Untold(`${this.#nameBelow(path)} is counted over members of several kinds`);
    }
    return this.#product([
      this.#shape('array', path),
      ...items.map((item, index) => this.combinations(item, [...path, index])),
    ]);
  }

  #collection(shape: Collection, path: readonly PathStep[]): readonly Values[] {
    const { member, keys, sizes, word } = membersOf(shape);
    const whole = this.#shape(word, path);
    const single = (keys ?? []).filter((key) => this.#isAbove([...path, key]));
    const isCounted = this.#isAbove([...path, everyMember]);
    const isSized = this.#places(path, true).length > 0;
    if (single.length > 0) {
      if (isCounted || isSized || !sizes || sizes[0] !== sizes[1]) {
        throw new Untold(`${this.#nameBelow(path)} has members that are also counted together`);
      }
      const each = single.map((key) => this.combinations(member, [...path, key]));
      return this.#product([whole, ...each]);
    }
    if (!isCounted && !isSized) return whole;
    if (!sizes) throw new Untold(`${this.#nameBelow(path)} has any number of members`);
    const isSet = shape.kind === 'set';
    if (isSet && isCounted && !scalarsOf(member)) {
      throw new Untold(`${this.#nameBelow(path)} is a set of values with parts`);
    }
    const members = isCounted ? this.#membersOf(member, path) : undefined;
    const all: Values[] = [];
    for (let size = sizes[0]; size <= sizes[1]; size++) {
      const sized = this.#at(path, [size], true);
      const counted = members ? this.#multisets(members, size, isSet) : nothing;
      all.push(...this.#product([whole, sized, counted]));
    }
    return this.#distinct(all);
  }

  /** The combinations of one member; what a member lacks counts as absent. */
  #membersOf(member: z.ZodType, path: readonly PathStep[]): readonly Values[] {
    const inside: readonly PathStep[] = [...path, everyMember];
    const places = [...this.#fields.keys()].filter((place) =>
      isPrefix(inside, this.#fields[place]?.path ?? []),
    );
    return this.combinations(member, inside).map(
      (values) => new Map(places.map((place) => [place, values.get(place)] as const)),
    );
  }

  /** All multisets (of sets: subsets) of so many members, counted field by field. */
  #multisets(members: readonly Values[], size: number, isSet: boolean): readonly Values[] {
    const chosen: number[] = [];
    const all: Values[] = [];
    const choose = (from: number, left: number) => {
      if (left === 0) {
        all.push(this.#counted(members, chosen));
        if (all.length > combinationsMax) throw tooMany();
        return;
      }
      for (let index = from; index < members.length; index++) {
        chosen.push(index);
        choose(isSet ? index + 1 : index, left - 1);
        chosen.pop();
      }
    };
    choose(0, size);
    return this.#distinct(all);
  }

  #counted(members: readonly Values[], chosen: readonly number[]): Values {
    const places = [...(members[0]?.keys() ?? [])];
    return new Map(
      places.map((place) => {
        const counts = new Map<unknown, number>();
        for (const index of chosen) {
          const value = members[index]?.get(place);
          if (value instanceof Counts) throw new Untold('collections are counted in collections');
          counts.set(value, (counts.get(value) ?? 0) + 1);
        }
        return [place, new Counts([...counts])] as const;
      }),
    );
  }

  #product(factors: readonly (readonly Values[])[]): readonly Values[] {
    let all: readonly Values[] = nothing;
    for (const factor of factors) {
      if (all.length * factor.length > combinationsMax) throw tooMany();
      if (factor === nothing) continue;
      all = all.flatMap((one) => factor.flatMap((other) => joined(one, other)));
    }
    return all;
  }

  #distinct(all: readonly Values[]): readonly Values[] {
    if (all.length > combinationsMax) throw tooMany();
    const known = new Map<string, Values>();
    for (const values of all) {
      const key = this.#fields
        .map((field, place) => (values.has(place) ? textOf(field, values.get(place)).key : ''))
        .join('\n');
      if (!known.has(key)) known.set(key, values);
    }
    return [...known.values()];
  }

  #nameBelow(path: readonly PathStep[]): string {
    return this.#fields.find((field) => isPrefix(path, field.path))?.name ?? 'a field';
  }
}

function tooMany(): Untold {
  return new Untold(`there are more than ${combinationsMax} combinations`);
}

/** Both together; none where they contradict each other, as parts of an intersection may. */
function joined(one: Values, other: Values): readonly Values[] {
  for (const [place, value] of other) {
    if (one.has(place) && !Object.is(one.get(place), value)) return [];
  }
  return [new Map([...one, ...other])];
}

function isPrefix(path: readonly PathStep[], of: readonly PathStep[]): boolean {
  return path.length <= of.length && path.every((step, index) => step === of[index]);
}

/** The values of a scalar that has few. */
function scalarsOf(schema: z.ZodType): readonly unknown[] | undefined {
  const values = unrefined(shapeOf(schema));
  return isRefined(schema) ? values?.filter((value) => schema.safeParse(value).success) : values;
}

function unrefined(shape: Shape): readonly unknown[] | undefined {
  if (shape.kind === 'listed') return shape.values;
  if (shape.kind !== 'integer' || !(shape.max - shape.min < numbersMax * shape.step)) return;
  const least = Math.ceil(shape.min / shape.step) * shape.step;
  const count = Math.floor((shape.max - least) / shape.step) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, step) => least + step * shape.step);
}

type Collection = Extract<Shape, { kind: 'array' | 'set' | 'map' | 'record' }>;

interface Members {
  readonly member: z.ZodType;
  /** Where its keys are known. */
  readonly keys: readonly (string | number)[] | undefined;
  /** The least and the greatest number of members, where that is bounded. */
  readonly sizes: readonly [number, number] | undefined;
  readonly word: string;
}

function membersOf(shape: Collection): Members {
  switch (shape.kind) {
    case 'array': {
      const { element, sizeMin, sizeMax } = shape;
      const sizes = Number.isFinite(sizeMax) ? ([sizeMin, sizeMax] as const) : undefined;
      const keys = sizeMin === sizeMax ? [...Array(sizeMax).keys()] : undefined;
      return { member: element, keys, sizes, word: 'array' };
    }
    case 'set': {
      const { element, sizeMin, sizeMax } = shape;
      const most = Math.min(sizeMax, scalarsOf(element)?.length ?? sizeMax);
      const sizes = Number.isFinite(most) ? ([sizeMin, most] as const) : undefined;
      return { member: element, keys: undefined, sizes, word: 'set' };
    }
    case 'map':
    case 'record': {
      // Keys of records and of most maps are scalars.
      const keys = scalarsOf(shape.keys) as Members['keys'];
      const { sizeMin, sizeMax } =
        shape.kind === 'map' ? shape : { sizeMin: 0, sizeMax: Number.POSITIVE_INFINITY };
      const isWhole = shape.kind === 'record' && !shape.partial;
      const sizes =
        keys && ([isWhole ? keys.length : sizeMin, Math.min(sizeMax, keys.length)] as const);
      return { member: shape.values, keys, sizes, word: shape.kind === 'map' ? 'map' : 'object' };
    }
  }
}
