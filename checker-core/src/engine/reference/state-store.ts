import { GrowingInts } from './growing-ints.ts';

/** The states that were kept, in the order in which they were found, and the steps between them. */
export class StateStore {
  readonly keys: string[] = [];
  readonly #indices = new Map<string, number>();
  readonly #parents = new GrowingInts();
  readonly #depths = new GrowingInts();
  /** For each expanded state, where its steps begin in `#steps`; one more at the end. */
  readonly #firstStep = new GrowingInts();
  /** Pairs of action and target. */
  readonly #steps = new GrowingInts();

  get count(): number {
    return this.keys.length;
  }

  key(index: number): string {
    return this.keys[index] ?? 'u';
  }

  /** The index of a state or one of the marks given to `mark`; undefined for a new state. */
  find(key: string): number | undefined {
    return this.#indices.get(key);
  }

  keep(key: string, parent: number): number {
    const index = this.keys.length;
    this.keys.push(key);
    this.#indices.set(key, index);
    this.#parents.push(parent);
    this.#depths.push(parent < 0 ? 0 : this.depth(parent) + 1);
    return index;
  }

  /** Remembers a state that is not kept, by a negative number. */
  mark(key: string, mark: number): void {
    this.#indices.set(key, mark);
  }

  parent(index: number): number {
    return this.#parents.at(index);
  }

  depth(index: number): number {
    return this.#depths.at(index);
  }

  beginSteps(): void {
    this.#firstStep.push(this.#steps.length);
  }

  addStep(action: number, target: number): void {
    this.#steps.push(action);
    this.#steps.push(target);
  }

  forEachStep(index: number, visit: (action: number, target: number) => void): void {
    if (index >= this.#firstStep.length) return;
    const end =
      index + 1 < this.#firstStep.length ? this.#firstStep.at(index + 1) : this.#steps.length;
    for (let at = this.#firstStep.at(index); at < end; at += 2) {
      visit(this.#steps.at(at), this.#steps.at(at + 1));
    }
  }
}
