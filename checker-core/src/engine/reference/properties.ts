import type { AnyPredicate, Named } from '../../model/definition.ts';
import type { ReadProperties } from '../explorable.ts';
import type { Findings } from '../findings.ts';
import { askProperty, type Hearers } from './user-functions.ts';

/** Key path, what an answer settles, and the question. */
type StatePredicate = readonly [string, 'violated' | 'seen', AnyPredicate];

/** Judges states and steps by the properties that are not settled yet. */
export class Judge {
  readonly #terminal: AnyPredicate | undefined;
  readonly #hearers: Hearers;
  readonly #findings: Findings;
  readonly #statePredicates: readonly StatePredicate[];
  readonly #stepPredicates: [string, (before: unknown, after: unknown) => unknown][];

  constructor(properties: ReadProperties, hearers: Hearers, findings: Findings) {
    this.#terminal = properties.terminal;
    this.#hearers = hearers;
    this.#findings = findings;
    const { always, sometimes, alwaysStep = {} } = properties;
    const { linearizable, sequentiallyConsistent } = properties;
    this.#statePredicates = [
      ...named('always', 'violated', always),
      ...named('sometimes', 'seen', sometimes),
      ...named('linearizable', 'violated', linearizable),
      ...named('sequentiallyConsistent', 'violated', sequentiallyConsistent),
    ];
    this.#stepPredicates = Object.entries(alwaysStep).map(([name, ask]) => [
      `alwaysStep.${name}`,
      ask,
    ]);
  }

  state(frozen: unknown, index: number): void {
    for (const [property, kind, predicate] of this.#statePredicates) {
      if (this.#findings.settled.has(property)) continue;
      const answer = askProperty(property, () => predicate(frozen), this.#hearers);
      if (typeof answer !== 'boolean') this.#findings.failIn(answer, index);
      else if (answer === (kind === 'seen'))
        this.#findings.settle({ property, kind, state: index });
    }
  }

  /** `key` is the canonical text of the state after, or of its class. */
  step(before: unknown, after: () => unknown, index: number, key: string): void {
    for (const [property, predicate] of this.#stepPredicates) {
      if (this.#findings.settled.has(property)) continue;
      const answer = askProperty(property, () => predicate(before, after()), this.#hearers);
      if (typeof answer !== 'boolean') this.#findings.failIn(answer, index);
      else if (!answer) {
        const breaks = (from: unknown, to: unknown) =>
          askProperty(property, () => predicate(from, to), this.#hearers) === false;
        const step = { after: key, breaks };
        this.#findings.settle({ property, kind: 'violated', state: index, step });
      }
    }
  }

  /** A state without steps: an end, or a deadlock. */
  end(frozen: unknown, index: number): void {
    const terminal = this.#terminal;
    if (!terminal || this.#findings.settled.has('terminal')) return;
    const answer = askProperty('terminal', () => terminal(frozen), this.#hearers);
    if (typeof answer !== 'boolean') this.#findings.failIn(answer, index);
    else if (!answer)
      this.#findings.settle({ property: 'terminal', kind: 'violated', state: index });
  }

  /** All answers for one state, for comparing symmetric states. */
  answers(frozen: unknown): readonly (readonly [string, unknown])[] {
    return this.#statePredicates.map(([property, , predicate]) => {
      const answer = askProperty(property, () => predicate(frozen), this.#hearers);
      return [property, typeof answer === 'boolean' ? answer : 'fails'];
    });
  }
}

function named(
  section: string,
  kind: 'violated' | 'seen',
  predicates: Named<AnyPredicate> = {},
): readonly StatePredicate[] {
  return Object.entries(predicates).map(([name, ask]) => [`${section}.${name}`, kind, ask]);
}
