import { assertDefinition } from '../engine/assert-definition.ts';
import { ModelError } from '../engine/errors.ts';
import type { Outcome } from '../engine/reference/steps.ts';
import { ask } from '../engine/reference/user-functions.ts';
import { type AnyPredicate, definitionOf, type Named } from '../model/definition.ts';
import type { Checkable } from '../model/properties.ts';
import type { Frozen } from '../model/schema-values.ts';
import { decode, encode } from '../values/canonical.ts';
import { printValue } from '../values/print.ts';
import type { ReplayStep } from './replay-step.ts';
import { type Replayable, replayableOf } from './replayable.ts';

/** Where the recorded steps led. */
export interface Replayed<S> {
  readonly states: readonly Frozen<S>[];
  /** Key paths of the properties that are false at the end, or were broken on the way. */
  readonly violated: readonly string[];
  /** The index of the first step that is not enabled any more. */
  readonly blockedAt?: number;
  /** A sentence that says why that step is not enabled. */
  readonly reason?: string;
}

/** Takes the given steps through the user's code, without any search. */
export function replay<S>(
  subject: Checkable<S>,
  steps: readonly ReplayStep[],
  options: { readonly mustReplay?: boolean } = {},
): Replayed<S> {
  const definition = definitionOf(subject);
  if (definition === undefined) {
    throw new TypeError(
      'replay needs a model: the result of machine({ … }).define({ … }) or system({ … }).define({ … }).',
    );
  }
  assertDefinition(definition);
  const replayed = new Replay(replayableOf(definition)).run(steps);
  const { blockedAt, reason } = replayed;
  if (options.mustReplay && blockedAt !== undefined) {
    const by = steps[blockedAt]?.[0] ?? 'init';
    throw new Error(
      `Step ${blockedAt + 1} (${by}) is not enabled any more. ${reason} Record the trace again, or leave out mustReplay to allow this.`,
    );
  }
  // The states are those of the subject, whose type its definition has forgotten.
  return replayed as Replayed<S>;
}

/** One way through a model, and what it breaks. */
class Replay {
  readonly #of: Replayable;
  readonly #states: unknown[] = [];
  readonly #violated = new Set<string>();
  /** The last state: its canonical text, and what properties read of it. */
  #key = '';
  #reading: unknown;

  constructor(of: Replayable) {
    this.#of = of;
  }

  run(steps: readonly ReplayStep[]): Replayed<unknown> {
    const blocked = this.#takeAll(steps);
    if (this.#states.length > 0) this.#checkEnd();
    // What a model shows is frozen.
    const states = this.#states as Replayed<unknown>['states'];
    return { states, violated: [...this.#violated], ...blocked };
  }

  /** The step that could not be taken, if any. */
  #takeAll(steps: readonly ReplayStep[]): Pick<Replayed<unknown>, 'blockedAt' | 'reason'> {
    const { model } = this.#of;
    const [first] = steps;
    const begin = first?.[0] === 'init' ? first : undefined;
    const why = this.#enter(this.#initial(begin));
    if (why !== undefined) return { blockedAt: 0, reason: why };
    for (let index = begin ? 1 : 0; index < steps.length; index++) {
      const step = steps[index];
      if (!step) continue;
      const named = model
        .successors(this.#key)
        .filter((outcome) => this.#of.isNamed(step, outcome));
      const reason = this.#enter(
        chosen(step, named) ??
          (named.length > 0 ? otherChoices(named) : this.#of.whyNot(step, this.#key)),
      );
      if (reason !== undefined) return { blockedAt: index, reason };
    }
    return {};
  }

  #initial(begin: ReplayStep | undefined): Outcome | string {
    const outcomes = this.#of.model.initial();
    if (begin) return chosen(begin, outcomes) ?? otherChoices(outcomes);
    if (outcomes.length > 1) {
      throw new Error("init chooses; begin the steps with ['init', {}, { choose: [...] }].");
    }
    return outcomes[0] ?? 'init chooses from nothing.';
  }

  /** Goes to the state of a step; where there is none, or the model fences it off, says why. */
  #enter(step: Outcome | string): string | undefined {
    if (typeof step === 'string') return step;
    const { by, key, failure } = step;
    if (failure) throw new ModelError(failure);
    if (key === undefined) throw new Error('Internal error: a step leads nowhere.');
    const { model } = this.#of;
    const reading = model.read(key);
    const refusal = model.refusal(key, reading);
    if (refusal) throw new ModelError(refusal(by === 'init' ? by : `${by}.next`));
    const { within, always, alwaysStep, linearizable, sequentiallyConsistent } = model.properties;
    if (within && !answer('within', () => within(reading))) {
      return `It leads to a state outside the fence: within is false.`;
    }
    this.#check('always', always, (invariant) => invariant(reading));
    if (this.#states.length > 0) {
      const before = this.#reading;
      this.#check('alwaysStep', alwaysStep, (invariant) => invariant(before, reading));
    }
    this.#check('linearizable', linearizable, (explains) => explains(reading));
    this.#check('sequentiallyConsistent', sequentiallyConsistent, (explains) => explains(reading));
    this.#states.push(model.show(key));
    this.#key = key;
    this.#reading = reading;
    return undefined;
  }

  #check<F>(kind: string, properties: Named<F> | undefined, holds: (property: F) => unknown) {
    for (const [name, property] of Object.entries(properties ?? {})) {
      const keyPath = `${kind}.${name}`;
      if (!answer(keyPath, () => holds(property))) this.#violated.add(keyPath);
    }
  }

  /** A state without steps that may not be an end is a deadlock. */
  #checkEnd() {
    const { model } = this.#of;
    const terminal: AnyPredicate | undefined = model.properties.terminal;
    if (terminal === undefined || model.successors(this.#key).length > 0) return;
    if (!answer('terminal', () => terminal(this.#reading))) this.#violated.add('terminal');
  }
}

/** The step among those of one name in which this was chosen, or the failure of its turn. */
function chosen(
  [, , { choose = [] } = {}]: ReplayStep,
  named: readonly Outcome[],
): Outcome | undefined {
  const choices = choose.map((choice) => encode(choice));
  return named.find(
    (outcome) =>
      outcome.choices.every((choice, index) => choice === choices[index]) &&
      (outcome.failure !== undefined || outcome.choices.length === choices.length),
  );
}

function otherChoices(named: readonly Outcome[]): string {
  const shown = named.slice(0, 5).map(({ choices }) =>
    printValue(
      choices.map((choice) => decode(choice)),
      60,
    ),
  );
  const more = named.length > 5 ? `, and ${named.length - 5} more` : '';
  return `It is enabled with other choices: ${shown.join(', ')}${more}.`;
}

function answer(keyPath: string, predicate: () => unknown): boolean {
  const result = ask(keyPath, predicate);
  if (typeof result !== 'boolean') throw new ModelError(result);
  return result;
}
