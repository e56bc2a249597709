import type { Failure } from '../../errors.ts';
import { FailedTurn } from '../../reference/actor-run.ts';
import type { TurnSurroundings } from '../fronts/front.ts';
import { knownOnly, UnknownValue } from './unknown-value.ts';

/**
 * A change of one slot that depends on its own value alone, from the number of a value to that of
 * another. Throws `FailedTurn` where it cannot be done, `UnknownValue` as `numberOf` does.
 */
export type Change = (value: number) => number;

/** All operations of a memo, each as a group of the tables: value by value its results are kept there. */
export class Operations {
  readonly #around: TurnSurroundings;
  readonly #changes = new Map<number, { readonly slot: number; readonly change: Change }>();
  readonly #numbers = new Map<string, number>();

  constructor(around: TurnSurroundings) {
    this.#around = around;
  }

  /** The number of an operation; `what` tells it from all others on its slot. */
  add(slot: number, what: string, change: Change): number {
    const name = `${slot} ${what}`;
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.#around.tables.addGroup(slot, 0, 0);
      this.#numbers.set(name, number);
      this.#changes.set(number, { slot, change });
    }
    return number;
  }

  /** The number of what an operation makes of a value, or why it cannot be done. */
  apply(operation: number, value: number): number | Failure | undefined {
    const { change } = this.#of(operation);
    try {
      return knownOnly(() => change(value));
    } catch (error) {
      if (error instanceof FailedTurn) return error.failure;
      throw error;
    }
  }

  /** Whether an operation changes the value of its slot, or why it cannot be done. */
  changes(operation: number, id: (slot: number) => number): boolean | Failure {
    const { slot, change } = this.#of(operation);
    const value = id(slot);
    try {
      return change(value) !== value;
    } catch (error) {
      if (error instanceof FailedTurn) return error.failure;
      throw error;
    }
  }

  #of(operation: number) {
    const found = this.#changes.get(operation);
    if (!found) throw new Error(`Internal error: there is no operation ${operation}.`);
    return found;
  }
}

/** The number of a value; throws `UnknownValue` where a new one may not be numbered. */
export function numberOf(
  { codec, mayNumber }: TurnSurroundings,
  slot: number,
  text: string,
): number {
  const values = codec.slot(slot);
  const known = values.find(text);
  if (known >= 0) return known;
  if (!mayNumber) throw new UnknownValue();
  return values.intern(text);
}
