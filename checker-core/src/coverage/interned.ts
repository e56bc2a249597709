/** More things than this are not told apart: no grouping by them could be drawn. */
export const internedMax = 65_535;

/** Numbers things in the order in which they come, so that they fit into small arrays. */
export class Interned<T> {
  readonly things: T[] = [];
  /** Whether there were more than allowed; those beyond count as the first. */
  isOverfull = false;
  readonly #ids = new Map<T, number>();
  readonly #most: number;

  constructor(most = internedMax) {
    this.#most = most;
  }

  id(thing: T): number {
    const known = this.#ids.get(thing);
    if (known !== undefined) return known;
    if (this.things.length === this.#most) {
      this.isOverfull = true;
      return 0;
    }
    this.#ids.set(thing, this.things.length);
    return this.things.push(thing) - 1;
  }
}
