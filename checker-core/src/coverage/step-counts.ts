/**
 * Counts steps between cells by action. Pairs of cells are numbered as they come, so that memory
 * follows the pairs that occur and a count is one look-up in each of two arrays.
 */
export class StepCounts {
  readonly #cells: number;
  readonly #actions: number;
  /** By pair of cells: its number from 1; 0 for a pair without steps. */
  readonly #pairs: Int32Array;
  /** By number of a pair: the pair. */
  readonly #known: number[] = [];
  /** By number of a pair, then by action. */
  #counts: Uint32Array;

  constructor(cells: number, actions: number) {
    this.#cells = cells;
    this.#actions = actions;
    this.#pairs = new Int32Array(cells * cells);
    this.#counts = new Uint32Array(64 * actions);
  }

  /** Counts one step. */
  add(from: number, to: number, action: number): void {
    const pair = from * this.#cells + to;
    let number = this.#pairs[pair] ?? 0;
    if (number === 0) {
      number = this.#known.push(pair);
      this.#pairs[pair] = number;
      if (number * this.#actions > this.#counts.length) this.#grow();
    }
    const at = (number - 1) * this.#actions + action;
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
  }

  /** Calls `visit` for each pair of cells and action that has steps, in the order of the pairs. */
  forEach(visit: (from: number, to: number, action: number, count: number) => void): void {
    this.#known.forEach((pair, index) => {
      for (let action = 0; action < this.#actions; action++) {
        const count = this.#counts[index * this.#actions + action] ?? 0;
        if (count > 0) visit(Math.floor(pair / this.#cells), pair % this.#cells, action, count);
      }
    });
  }

  #grow(): void {
    const larger = new Uint32Array(this.#counts.length * 2);
    larger.set(this.#counts);
    this.#counts = larger;
  }
}
