import { internedMax } from './interned.ts';

/**
 * Numbers the multisets over small non-negative integers. A multiset is built by adding one value
 * after the other; every sum is remembered, so that only the first of its kind costs more than a
 * look-up in an array. The order of the additions does not matter.
 */
export class Multisets {
  /** Whether there were too many; those beyond count as the empty one. */
  isOverfull = false;
  /** By multiset, then by value: how often the value is in it. */
  readonly #counts: (readonly number[])[] = [[]];
  /** By multiset, then by value: the multiset with that value added. */
  readonly #sums: number[][] = [[]];
  readonly #ids = new Map<string, number>([['', 0]]);

  /** The multiset with one more of a value; the empty one is 0. */
  plus(multiset: number, value: number): number {
    const known = this.#sums[multiset]?.[value];
    if (known !== undefined) return known;
    const counts = [...(this.#counts[multiset] ?? [])];
    while (counts.length <= value) counts.push(0);
    counts[value] = (counts[value] ?? 0) + 1;
    const sum = this.#id(counts);
    const sums = this.#sums[multiset];
    if (sums !== undefined) sums[value] = sum;
    return sum;
  }

  /** How often each value is in a multiset, by value. */
  counts(multiset: number): readonly number[] {
    return this.#counts[multiset] ?? [];
  }

  #id(counts: readonly number[]): number {
    const key = counts.join();
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    if (this.#counts.length === internedMax) {
      this.isOverfull = true;
      return 0;
    }
    this.#ids.set(key, this.#counts.length);
    this.#sums.push([]);
    return this.#counts.push(counts) - 1;
  }
}
