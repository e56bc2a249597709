/**
 * Where interchangeable elements occur in a state. A block is a piece of the state that is compared
 * as a whole; blocks, and the terms in them, stand in the order of the canonical text. Slots that
 * differ only by the elements on the way to them, such as those of `rms.rm1` and `rms.rm2`, are a
 * family: a permutation moves values within families.
 */
import type * as z from 'zod';
import { type Shape as SchemaShape, shapeOf } from '../../../model/schema.ts';
import { encode } from '../../../values/canonical.ts';
import type { Symmetry } from '../../symmetry/permutations.ts';
import { contains } from '../../symmetry/permute.ts';
import type { Place, RecordPlace, SetPlace, Shape } from '../shape/shape.ts';
import type { Elements } from './elements.ts';

/** Slots of which one can take the value of another. */
export interface Family {
  readonly schema: z.ZodType;
  /** Whether its values may contain elements. */
  readonly mayMention: boolean;
  /** The slots by the elements on the way to them: see `codeOf`. */
  readonly slots: number[];
}

/** How a slot is reached. */
export interface Address {
  readonly family: Family;
  readonly elements: readonly number[];
}

/** What has one text: a value, whether an element is a member of a set, or a whole opened set. */
export type Term =
  | { readonly kind: 'value' | 'member'; readonly slot: number }
  | { readonly kind: 'set'; readonly slots: readonly number[]; readonly texts: readonly string[] };

/** A piece of the state that is compared as a whole. */
export interface Block {
  readonly terms: readonly Term[];
  /** The terms of each element, in the order of the text. */
  readonly parts: ReadonlyMap<number, readonly Term[]>;
  readonly slots: readonly number[];
  /** Slots whose values may contain elements. */
  readonly mentioning: readonly number[];
  /** No slot is reached through more than one element. */
  readonly isFlat: boolean;
}

/** The blocks of a state in which elements may occur. */
export interface Blocks {
  readonly blocks: readonly Block[];
  readonly addresses: readonly Address[];
  /** The slots that a permutation may change. */
  readonly moving: readonly number[];
}

/** Finds out where elements occur in the states of a shape. */
export function blocksOf(shape: Shape, symmetry: Symmetry, elements: Elements): Blocks {
  const walk = new Walk(shape, symmetry, elements);
  walk.place(shape.root, symmetry.schema, '', []);
  const { addresses, blocks } = walk;
  const moves = ({ family, elements: on }: Address) => on.length > 0 || family.mayMention;
  const moving = [...addresses.keys()].filter((slot) => moves(addresses[slot] as Address));
  return { blocks, addresses, moving };
}

/** The place of a slot in its family. */
export function codeOf(path: readonly number[], image: ArrayLike<number>, count: number): number {
  let code = 0;
  for (const element of path) code = code * count + (image[element] as number);
  return code;
}

class Walk {
  readonly blocks: Block[] = [];
  readonly addresses: Address[] = [];
  readonly #shape: Shape;
  readonly #elements: Elements;
  readonly #symmetric: ReadonlySet<z.ZodType>;
  readonly #identity: readonly number[];
  readonly #families = new Map<string, Family>();
  /** The terms of the block that is being built. */
  #terms: Term[] | undefined;

  constructor(shape: Shape, symmetry: Symmetry, elements: Elements) {
    this.#shape = shape;
    this.#elements = elements;
    this.#symmetric = new Set(symmetry.domains.keys());
    this.#identity = Array.from({ length: elements.count }, (_, element) => element);
  }

  place(place: Place, schema: z.ZodType, path: string, on: readonly number[]): void {
    if (place.kind === 'leaf') {
      const { slot } = place;
      const { mayMention } = this.#reach(slot, path, on);
      if (mayMention || this.#terms) this.#block(() => this.#terms?.push({ kind: 'value', slot }));
    } else if (place.kind === 'set') this.#set(place, unwrapped(schema), path, on);
    else this.#fields(place, unwrapped(schema), path, on);
  }

  #fields(place: RecordPlace, shape: SchemaShape, path: string, on: readonly number[]): void {
    const names = [...place.fields].map(([key, field]) => {
      const element = shape.kind === 'record' ? this.#elements.ofKey(shape.keys, key) : undefined;
      return { key, field, element };
    });
    const visitAll = () => {
      for (const { key, field, element } of names) {
        const step = element === undefined ? key : undefined;
        const next = this.#below(path, step, element);
        const part = partOf(shape, key, field.index);
        this.place(field.place, part, next, element === undefined ? on : [...on, element]);
      }
    };
    if (names.some(({ element }) => element !== undefined)) this.#block(visitAll);
    else visitAll();
  }

  /** Members of an outermost set are compared one by one: all images have equally many. */
  #set(place: SetPlace, shape: SchemaShape, path: string, on: readonly number[]): void {
    const { slots } = place;
    const element = shape.kind === 'set' ? shape.element : undefined;
    const found = [...slots].map(([value, slot]) => {
      const [own] = element ? this.#elements.mentioned(element, value) : [];
      const next = this.#below(path, own === undefined ? encode(value) : undefined, own);
      this.#reach(slot, next, own === undefined ? on : [...on, own]);
      return own;
    });
    const texts = [...slots.keys()].map((value) => encode(value));
    if (this.#terms) this.#terms.push({ kind: 'set', slots: [...slots.values()], texts });
    else if (found.some((own) => own !== undefined)) {
      const members = [...slots.values()].map((slot) => ({ kind: 'member', slot }) as const);
      this.#block(() => this.#terms?.push(...members));
    }
  }

  #below(path: string, key: string | undefined, element: number | undefined): string {
    const step =
      element === undefined ? JSON.stringify(key) : `*${this.#elements.domainOf(element).from}`;
    return `${path}/${step}`;
  }

  /** Notes how a slot is reached. */
  #reach(slot: number, path: string, on: readonly number[]): Family {
    let family = this.#families.get(path);
    if (!family) {
      const { schema, kind } = this.#shape.slots[slot] as Shape['slots'][number];
      const mayMention = kind !== 'bit' && contains(schema, this.#symmetric);
      family = { schema, mayMention, slots: [] };
      this.#families.set(path, family);
    }
    family.slots[codeOf(on, this.#identity, this.#elements.count)] = slot;
    this.addresses[slot] = { family, elements: on };
    return family;
  }

  /** Makes one block of all terms that `build` adds, or a part of the block around it. */
  #block(build: () => void): void {
    if (this.#terms) {
      build();
      return;
    }
    const terms: Term[] = [];
    this.#terms = terms;
    build();
    this.#terms = undefined;
    const slots = terms.flatMap((term) => (term.kind === 'set' ? term.slots : [term.slot]));
    const address = (slot: number) => this.addresses[slot] as Address;
    this.blocks.push({
      terms,
      parts: this.#parts(terms),
      slots,
      mentioning: slots.filter((slot) => address(slot).family.mayMention),
      isFlat: slots.every((slot) => address(slot).elements.length <= 1),
    });
  }

  #parts(terms: readonly Term[]): ReadonlyMap<number, readonly Term[]> {
    const parts = new Map<number, Term[]>();
    for (const term of terms) {
      const slot = term.kind === 'set' ? term.slots[0] : term.slot;
      const [element] = slot === undefined ? [] : (this.addresses[slot] as Address).elements;
      if (element === undefined) continue;
      const part = parts.get(element);
      if (part) part.push(term);
      else parts.set(element, [term]);
    }
    return parts;
  }
}

function unwrapped(schema: z.ZodType): SchemaShape {
  const shape = shapeOf(schema);
  return shape.kind === 'wrapped' ? unwrapped(shape.inner) : shape;
}

/** The schema of a field of an opened object or tuple. */
function partOf(shape: SchemaShape, key: string, index: number): z.ZodType {
  const part =
    shape.kind === 'object'
      ? shape.fields.find(([name]) => name === key)?.[1]
      : shape.kind === 'record'
        ? shape.values
        : shape.kind === 'tuple'
          ? shape.items[index]
          : shape.kind === 'array'
            ? shape.element
            : undefined;
  if (!part) throw new Error(`Internal error: ${key} is a part of no schema.`);
  return part;
}
