/**
 * Pseudo-random numbers for one run of a simulation: mulberry32 by Tommy Ettinger, 32 bits of state
 * that go through every value once. Each run of a seed begins elsewhere, so a run can be repeated
 * without those before it. Good enough to pick steps; nothing here is a secret.
 */
export class RandomNumbers {
  #state: number;

  constructor(seed: number, run: number) {
    this.#state = scrambled(seed ^ scrambled(run + 1));
  }

  /** A whole number from 0, less than `count`. */
  below(count: number): number {
    return Math.floor((this.#next() / 2 ** 32) * count);
  }

  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }
}

/** The last mixing of MurmurHash3: a change of any bit changes half of the others. */
function scrambled(number: number): number {
  let h = number | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
