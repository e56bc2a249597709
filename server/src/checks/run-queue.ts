/** A place among those who wait for a turn to run. */
interface Waiting {
  readonly key: string;
  readonly start: () => void;
}

/** Lets a few runs go on at once; the others wait, the most urgent first. */
export class RunQueue {
  readonly #limit: number;
  readonly #urgency: (key: string) => number;
  readonly #running = new Set<string>();
  #waiting: Waiting[] = [];
  #isHeld = false;

  /** `urgency` is asked whenever there is room: the greatest goes first. */
  constructor(limit: number, urgency: (key: string) => number) {
    this.#limit = limit;
    this.#urgency = urgency;
  }

  /** Keys that wait, in no particular order. */
  get waiting(): readonly string[] {
    return this.#waiting.map(({ key }) => key);
  }

  /** Lets nobody start until `resume`. */
  hold(): void {
    this.#isHeld = true;
  }

  resume(): void {
    this.#isHeld = false;
    this.#fill();
  }

  /** Starts as soon as there is room. A key that waits already keeps one place, the newer one. */
  enter(key: string, start: () => void): void {
    this.#waiting = this.#waiting.filter((other) => other.key !== key);
    // A newer run of a file takes the room of the one that it replaces.
    if (this.#running.has(key)) start();
    else this.#waiting.push({ key, start });
    this.#fill();
  }

  /** Gives the room back, or the place in the queue. */
  leave(key: string): void {
    this.#waiting = this.#waiting.filter((other) => other.key !== key);
    this.#running.delete(key);
    this.#fill();
  }

  #fill(): void {
    while (!this.#isHeld && this.#running.size < this.#limit && this.#waiting.length > 0) {
      const next = this.#waiting.reduce((best, other) =>
        this.#urgency(other.key) > this.#urgency(best.key) ? other : best,
      );
      this.#waiting = this.#waiting.filter((other) => other !== next);
      this.#running.add(next.key);
      next.start();
    }
  }
}
