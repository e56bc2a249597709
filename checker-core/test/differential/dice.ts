import fc from 'fast-check';

const facesMax = 9_999;

/** A production of a grammar: how often it is taken beside the others, and what it writes. */
export type Production<T> = readonly [weight: number, write: () => T];

/**
 * Decisions read from a list of numbers. A list that is used up goes on with zeros, and zero always
 * means the simplest of what can be decided: so shorter lists and smaller numbers are simpler texts,
 * and fast-check can make a failing machine small without knowing any grammar.
 */
export class Dice {
  readonly #rolls: readonly number[];
  #at = 0;

  constructor(rolls: readonly number[]) {
    this.#rolls = rolls;
  }

  /** A number from 0 up to, and without, `count`. */
  below(count: number): number {
    const roll = this.#rolls[this.#at] ?? 0;
    this.#at += 1;
    return roll % count;
  }

  /** True in so many of a hundred cases; false is the simpler answer. */
  chance(percent: number): boolean {
    return this.below(100) >= 100 - percent;
  }

  /** One of the items; the first is the simplest. */
  pick<T>(items: readonly [T, ...T[]] | readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('There is nothing to pick from.');
    return item;
  }

  /** What one of the productions writes; the first is the simplest. */
  write<T>(productions: readonly Production<T>[]): T {
    let place = this.below(productions.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, write] of productions) {
      if (place < weight) return write();
      place -= weight;
    }
    throw new Error('There is no production to choose from.');
  }

  /** Some of the items, in their order, and at least the first. */
  some<T>(items: readonly T[]): readonly T[] {
    return items.filter((_, index) => index === 0 || this.below(2) === 1);
  }
}

/** Rolls for dice: at most so many. */
export function rolls(countMax: number): fc.Arbitrary<readonly number[]> {
  // Biased numbers would be small ones, and so the simplest machines again and again.
  return fc.noBias(
    fc.array(fc.nat(facesMax), {
      minLength: Math.ceil(countMax * 0.8),
      maxLength: countMax,
      size: 'max',
    }),
  );
}
