import type { ActionInstance } from '../../reference/steps.ts';

/**
 * One action with its parameters and the choices made so far, by their places. A branch that comes
 * to another choice splits into one branch for each option.
 */
export class Branch {
  readonly instance: number;
  readonly definition: ActionInstance;
  readonly script: readonly number[];
  readonly #options: Branch[] = [];

  constructor(instance: number, definition: ActionInstance, script: readonly number[] = []) {
    this.instance = instance;
    this.definition = definition;
    this.script = script;
  }

  /** The branch that chooses this option next. */
  option(place: number): Branch {
    let branch = this.#options[place];
    if (!branch) {
      branch = new Branch(this.instance, this.definition, [...this.script, place]);
      this.#options[place] = branch;
    }
    return branch;
  }
}
