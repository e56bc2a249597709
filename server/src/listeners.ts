/** Tells listeners; one that fails is reported and does not keep the others from hearing. */
export class Listeners<A extends readonly unknown[]> {
  readonly #listeners: ((...args: A) => void)[] = [];
  readonly #onFailure: (error: unknown) => void;

  constructor(onFailure: (error: unknown) => void) {
    this.#onFailure = onFailure;
  }

  readonly add = (listener: (...args: A) => void): void => {
    this.#listeners.push(listener);
  };

  readonly tell = (...args: A): void => {
    for (const listener of this.#listeners) {
      try {
        listener(...args);
      } catch (error) {
        this.#onFailure(error);
      }
    }
  };
}
