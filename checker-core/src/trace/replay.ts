import { ModelError, outsideSchema } from '../engine/errors.ts';
import { schemaIssue } from '../engine/reference/state-schema.ts';
import { type Outcome, Stepper } from '../engine/reference/steps.ts';
import { ask } from '../engine/reference/user-functions.ts';
import {
  type AnyPredicate,
  definitionOf,
  type MachineDefinition,
  type Named,
} from '../model/definition.ts';
import type { Checkable } from '../model/properties.ts';
import type { Frozen } from '../model/schema-values.ts';
import { decode, encode } from '../values/canonical.ts';
import { deepFreeze } from '../values/freeze.ts';

/**
 * One step of a recorded trace: the key path of the function that takes it, its parameters, its
 * choices in order. A model whose `init` chooses is begun with a step by `init`.
 */
export type ReplayStep = readonly [
  by: string,
  params?: Readonly<Record<string, unknown>>,
  options?: { readonly choose?: readonly unknown[] },
];

/** Where the recorded steps led. */
export interface Replayed<S> {
  readonly states: readonly Frozen<S>[];
  /** Key paths of the properties that are false at the end, or were broken on the way. */
  readonly violated: readonly string[];
  /** The index of the first step that is not enabled any more. */
  readonly blockedAt?: number;
}

/** Takes the given steps through the user's code, without any search. */
export function replay<S>(
  subject: Checkable<S>,
  steps: readonly ReplayStep[],
  options: { readonly mustReplay?: boolean } = {},
): Replayed<S> {
  const { states, violated, blockedAt } = new Replay(machineOf(subject)).run(steps);
  if (options.mustReplay && blockedAt !== undefined) {
    const by = steps[blockedAt]?.[0] ?? 'init';
    throw new Error(
      `Step ${blockedAt + 1} (${by}) is not enabled any more. Record the trace again, or leave out mustReplay to allow this.`,
    );
  }
  // The states are those of the subject, whose type its definition has forgotten.
  const typed = states as readonly Frozen<S>[];
  return { states: typed, violated, ...(blockedAt !== undefined && { blockedAt }) };
}

function machineOf(subject: unknown): MachineDefinition {
  const definition = definitionOf(subject);
  if (definition === undefined) {
    throw new TypeError('replay needs a model: the result of machine({ ... }).define({ ... }).');
  }
  if (definition.kind === 'system') {
    throw new TypeError('This version replays machines; systems of actors cannot be replayed yet.');
  }
  return definition;
}

interface Progress {
  readonly states: readonly unknown[];
  readonly violated: readonly string[];
  readonly blockedAt: number | undefined;
}

/** One way through a machine, and what it breaks. */
class Replay {
  readonly #definition: MachineDefinition;
  readonly #stepper: Stepper;
  readonly #states: unknown[] = [];
  readonly #violated = new Set<string>();
  #key = '';

  constructor(definition: MachineDefinition) {
    this.#definition = definition;
    this.#stepper = new Stepper(definition);
  }

  run(steps: readonly ReplayStep[]): Progress {
    const blockedAt = this.#takeAll(steps);
    if (this.#states.length > 0) this.#checkEnd();
    return { states: this.#states, violated: [...this.#violated], blockedAt };
  }

  /** The index of the step that could not be taken, if any. */
  #takeAll(steps: readonly ReplayStep[]): number | undefined {
    const [first] = steps;
    const begin = first?.[0] === 'init' ? first : undefined;
    if (!this.#enter(this.#initial(begin))) return 0;
    for (let index = begin ? 1 : 0; index < steps.length; index++) {
      const step = steps[index];
      if (step && !this.#enter(recorded(step, this.#stepper.successors(this.#key)))) return index;
    }
    return undefined;
  }

  #initial(begin: ReplayStep | undefined): Outcome | undefined {
    const outcomes = this.#stepper.initial();
    if (begin) return recorded(begin, outcomes);
    if (outcomes.length > 1) {
      throw new Error("init chooses; begin the steps with ['init', {}, { choose: [...] }].");
    }
    return outcomes[0];
  }

  /** Goes to the state of a step, unless there is none or the model fences it off. */
  #enter(step: Outcome | undefined): boolean {
    if (step?.failure) throw new ModelError(step.failure);
    if (step?.key === undefined) return false;
    const state = deepFreeze(decode(step.key));
    this.#requireSchema(step.by, state, step.key);
    const { within, always, alwaysStep } = this.#definition.behavior;
    if (within && !answer('within', () => within(state))) return false;
    this.#check('always', always, (invariant) => invariant(state));
    if (this.#states.length > 0) {
      const before = this.#states.at(-1);
      this.#check('alwaysStep', alwaysStep, (invariant) => invariant(before, state));
    }
    this.#states.push(state);
    this.#key = step.key;
    return true;
  }

  #requireSchema(by: string, state: unknown, key: string) {
    const issue = schemaIssue(this.#definition.state, state, key);
    if (issue === undefined) return;
    const keyPath = by === 'init' ? by : `${by}.next`;
    throw new ModelError(outsideSchema(keyPath, issue.path, issue.what));
  }

  #check<F>(kind: string, properties: Named<F> | undefined, holds: (property: F) => unknown) {
    for (const [name, property] of Object.entries(properties ?? {})) {
      const keyPath = `${kind}.${name}`;
      if (!answer(keyPath, () => holds(property))) this.#violated.add(keyPath);
    }
  }

  /** A state without steps that may not be an end is a deadlock. */
  #checkEnd() {
    const terminal: AnyPredicate | undefined = this.#definition.behavior.terminal;
    if (terminal === undefined || this.#stepper.successors(this.#key).length > 0) return;
    const end = this.#states.at(-1);
    if (!answer('terminal', () => terminal(end))) this.#violated.add('terminal');
  }
}

/** The step among those of a state that was recorded, or the failure of its turn. */
function recorded(step: ReplayStep, outcomes: readonly Outcome[]): Outcome | undefined {
  const [by, params = {}, { choose = [] } = {}] = step;
  const wanted = encode(params);
  const choices = choose.map((choice) => encode(choice));
  return outcomes.find(
    (outcome) =>
      outcome.by === by &&
      encode(outcome.params) === wanted &&
      outcome.choices.every((choice, index) => choice === choices[index]) &&
      (outcome.failure !== undefined || outcome.choices.length === choices.length),
  );
}

function answer(keyPath: string, predicate: () => unknown): boolean {
  const result = ask(keyPath, predicate);
  if (typeof result !== 'boolean') throw new ModelError(result);
  return result;
}
