/** Does something soon after it was first asked for, once for all who asked meanwhile. */
export class Gatherer {
  readonly #delayMs: number;
  readonly #act: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(delayMs: number, act: () => void) {
    this.#delayMs = delayMs;
    this.#act = act;
  }

  ask(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#act();
    }, this.#delayMs);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
