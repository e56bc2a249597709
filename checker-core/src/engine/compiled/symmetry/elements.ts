import type * as z from 'zod';
import type { Permutation, Symmetry } from '../../symmetry/permutations.ts';
import { permute, permuteKey, type Renaming } from '../../symmetry/permute.ts';
import { at } from '../store/numbers.ts';

/** The interchangeable values of one schema, numbered from `from` on. */
export interface Interchangeable {
  readonly schema: z.ZodType;
  readonly values: readonly unknown[];
  readonly from: number;
}

/** All interchangeable values of a model, numbered through. */
export class Elements {
  readonly domains: readonly Interchangeable[];
  readonly count: number;
  readonly #domainOf: readonly Interchangeable[];
  readonly #identity: Renaming;
  readonly #mentioned = new Set<number>();

  constructor(symmetry: Symmetry) {
    let from = 0;
    this.domains = [...symmetry.domains].map(([schema, values]) => {
      from += values.length;
      return { schema, values, from: from - values.length };
    });
    this.count = from;
    this.#domainOf = this.domains.flatMap((domain) => domain.values.map(() => domain));
    this.#identity = this.#renaming((element) => {
      this.#mentioned.add(element);
      return element;
    });
  }

  /** The elements that occur in a value, in the order in which they are met. */
  mentioned(schema: z.ZodType, value: unknown): readonly number[] {
    this.#mentioned.clear();
    permute(schema, value, this.#identity);
    return [...this.#mentioned];
  }

  /** The element that a key of a record stands for; undefined for any other key. */
  ofKey(keys: z.ZodType, key: string): number | undefined {
    this.#mentioned.clear();
    permuteKey(keys, key, this.#identity);
    return [...this.#mentioned][0];
  }

  /** A copy of a value in which each element stands for the one at its position. */
  renamed(schema: z.ZodType, value: unknown, positions: Int32Array): unknown {
    return permute(
      schema,
      value,
      this.#renaming((element) => at(positions, element)),
    );
  }

  /** The permutation that moves each element to its position. */
  permutation(positions: Int32Array): Permutation {
    return new Map(
      this.domains.map(({ schema, values, from }) => [
        schema,
        new Map(values.map((value, i) => [value, values[at(positions, from + i) - from]])),
      ]),
    );
  }

  /** The domain that an element belongs to. */
  domainOf(element: number): Interchangeable {
    return this.#domainOf[element] as Interchangeable;
  }

  #renaming(image: (element: number) => number): Renaming {
    return new Map(
      this.domains.map(({ schema, values, from }) => {
        const numbers = new Map(values.map((value, i) => [value, from + i]));
        const rename = (value: unknown) => {
          const element = numbers.get(value);
          return element === undefined ? value : values[image(element) - from];
        };
        return [schema, rename];
      }),
    );
  }
}
