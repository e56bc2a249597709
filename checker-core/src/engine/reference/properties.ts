import type { MachineDefinition } from '../../model/definition.ts';
import type { Failure } from '../errors.ts';
import { ask } from './user-functions.ts';

/** What a property turned out to be: first occurrence, kept for ever. */
export interface Settled {
  readonly property: string;
  readonly kind: 'violated' | 'seen';
  /** The state in which it was decided; for a step property, the state before. */
  readonly state: number;
  /** For a step property: whether this step breaks it. */
  readonly breaks?: (before: unknown, after: unknown) => boolean;
}

/** Judges states and steps by the properties that are not settled yet. */
export class Judge {
  readonly settled = new Map<string, Settled>();
  readonly #definition: MachineDefinition;
  readonly #onTurn: ((keyPath: string) => void) | undefined;
  readonly #onSettled: (settled: Settled) => void;
  readonly #onFailure: (failure: Failure, state: number) => void;
  readonly #statePredicates: [string, 'violated' | 'seen', (state: unknown) => unknown][];
  readonly #stepPredicates: [string, (before: unknown, after: unknown) => unknown][];

  constructor(
    definition: MachineDefinition,
    onTurn: ((keyPath: string) => void) | undefined,
    onSettled: (settled: Settled) => void,
    onFailure: (failure: Failure, state: number) => void,
  ) {
    this.#definition = definition;
    this.#onTurn = onTurn;
    this.#onSettled = onSettled;
    this.#onFailure = onFailure;
    const { always = {}, sometimes = {}, alwaysStep = {} } = definition.behavior;
    this.#statePredicates = [
      ...Object.entries(always).map(
        ([name, ask]) => [`always.${name}`, 'violated', ask] as [string, 'violated', typeof ask],
      ),
      ...Object.entries(sometimes).map(
        ([name, ask]) => [`sometimes.${name}`, 'seen', ask] as [string, 'seen', typeof ask],
      ),
    ];
    this.#stepPredicates = Object.entries(alwaysStep).map(([name, ask]) => [
      `alwaysStep.${name}`,
      ask,
    ]);
  }

  state(frozen: unknown, index: number): void {
    for (const [property, kind, predicate] of this.#statePredicates) {
      if (this.settled.has(property)) continue;
      this.#onTurn?.(property);
      const answer = ask(property, () => predicate(frozen));
      if (typeof answer !== 'boolean') this.#onFailure(answer, index);
      else if (answer === (kind === 'seen')) this.#settle({ property, kind, state: index });
    }
  }

  step(before: unknown, after: () => unknown, index: number): void {
    for (const [property, predicate] of this.#stepPredicates) {
      if (this.settled.has(property)) continue;
      this.#onTurn?.(property);
      const answer = ask(property, () => predicate(before, after()));
      if (typeof answer !== 'boolean') this.#onFailure(answer, index);
      else if (!answer) {
        const breaks = (from: unknown, to: unknown) => predicate(from, to) === false;
        this.#settle({ property, kind: 'violated', state: index, breaks });
      }
    }
  }

  /** A state without steps: an end, or a deadlock. */
  end(frozen: unknown, index: number): void {
    const { terminal } = this.#definition.behavior;
    if (!terminal || this.settled.has('terminal')) return;
    this.#onTurn?.('terminal');
    const answer = ask('terminal', () => terminal(frozen));
    if (typeof answer !== 'boolean') this.#onFailure(answer, index);
    else if (!answer) this.#settle({ property: 'terminal', kind: 'violated', state: index });
  }

  /** All answers for one state, for comparing symmetric states. */
  answers(frozen: unknown): readonly (readonly [string, unknown])[] {
    return this.#statePredicates.map(([property, , predicate]) => {
      const answer = ask(property, () => predicate(frozen));
      return [property, typeof answer === 'boolean' ? answer : 'fails'];
    });
  }

  #settle(settled: Settled): void {
    this.settled.set(settled.property, settled);
    this.#onSettled(settled);
  }
}
