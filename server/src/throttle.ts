/** Does something at once, and then at most once in each interval while it is asked for again. */
export class Throttle {
  readonly #intervalMs: number;
  readonly #act: () => void;
  #timer: NodeJS.Timeout | undefined;
  #isAsked = false;

  constructor(intervalMs: number, act: () => void) {
    this.#intervalMs = intervalMs;
    this.#act = act;
  }

  ask(): void {
    this.#isAsked = true;
    if (this.#timer === undefined) this.#run();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isAsked = false;
  }

  #run(): void {
    if (!this.#isAsked) {
      this.#timer = undefined;
      return;
    }
    this.#isAsked = false;
    this.#timer = setTimeout(() => this.#run(), this.#intervalMs);
    this.#act();
  }
}
