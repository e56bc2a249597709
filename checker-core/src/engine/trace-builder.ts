import type { Envelope } from '../model/network.ts';
import type { Trace, TraceStep } from '../model/report.ts';
import { decode } from '../values/canonical.ts';
import { deepFreeze } from '../values/freeze.ts';
import type { Explorable } from './explorable.ts';
import type { StateTrace } from './exploration.ts';
import type { Outcome } from './reference/steps.ts';

/** The states that a search has kept, by number in the order in which they were found. */
export interface KeptStates {
  /** The canonical text of a state. */
  key(index: number): string;
  /** The state from which it was found first, or -1 for an initial one. */
  parent(index: number): number;
  /** The number of a kept state; undefined or negative for any other. */
  find(key: string): number | undefined;
}

/** A trace under construction, with the concrete state at its end. */
export interface Walk {
  readonly init: string;
  readonly steps: readonly Outcome[];
  readonly key: string;
}

/**
 * Finds traces by walking the parents to an initial state and replaying forward through the user's
 * code: at each state the first successor, in semantic order, that is the next state or stands in
 * its class. Traces are therefore concrete and replayable, with symmetry too.
 */
export class TraceBuilder {
  readonly #model: Explorable;
  readonly #store: KeptStates;
  readonly #classOf: (key: string) => string;

  constructor(model: Explorable, store: KeptStates, classOf: (key: string) => string) {
    this.#model = model;
    this.#store = store;
    this.#classOf = classOf;
  }

  /** The states on the way to a state, initial one first. */
  ancestry(index: number): number[] {
    const chain: number[] = [];
    for (let at = index; at >= 0; at = this.#store.parent(at)) chain.push(at);
    return chain.reverse();
  }

  /** The trace to a state, and the numbers of its states. */
  toState(index: number): StateTrace {
    const walk = this.to(index);
    const states = this.ancestry(index).slice(0, walk.steps.length + 1);
    return { trace: this.traceOf(walk), states };
  }

  /** The way to a state; as far as it could be replayed, when a turn is not deterministic. */
  to(index: number): Walk {
    const [first = 0, ...rest] = this.ancestry(index);
    const wanted = this.#store.key(first);
    const start = this.#model
      .initial()
      .find(({ key }) => key !== undefined && this.#classOf(key) === wanted);
    let walk: Walk = { init: start?.key ?? wanted, steps: [], key: start?.key ?? 'u' };
    for (const next of rest) {
      const target = this.#store.key(next);
      const longer = this.#extend(walk, ({ key }) => this.#classOf(key) === target);
      if (!longer) return walk;
      walk = longer;
    }
    return walk;
  }

  /** One step more: the first into this state, or class, that the predicate picks. */
  extend(
    walk: Walk,
    target: string,
    picks: (before: unknown, after: unknown) => boolean,
  ): Walk | undefined {
    const before = this.#model.read(walk.key);
    return this.#extend(
      walk,
      ({ key }) => this.#classOf(key) === target && picks(before, this.#model.read(key)),
    );
  }

  /** Why a property is false at the end of a walk, where the walk alone does not tell it. */
  why(property: string, { key }: Walk): string | undefined {
    return this.#model.why?.(property, key);
  }

  /** The trace of a walk, its states frozen. */
  traceOf(walk: Walk): Trace<unknown> {
    return {
      // What a model shows is what its schema describes; the type was forgotten with the definition's.
      init: this.#model.show(walk.init) as Trace<unknown>['init'],
      steps: walk.steps.map((step) => this.traceStep(step, step.key ?? 'u')),
    };
  }

  /** One step as it is reported; a failed one shows the state it began from. */
  traceStep(outcome: Outcome, key: string): TraceStep<unknown> {
    const { by, event, sent, params, choices } = outcome;
    return {
      by,
      ...(event && { event }),
      params,
      choices: choices.map((choice) => deepFreeze(decode(choice))),
      // Envelopes hold addresses, whose brand is a type only.
      ...(event && sent && { sent: sent as readonly Envelope<unknown>[] }),
      state: this.#model.show(key) as TraceStep<unknown>['state'],
    };
  }

  #extend(walk: Walk, fits: (outcome: { readonly key: string }) => boolean): Walk | undefined {
    for (const outcome of this.#model.successors(walk.key)) {
      const { key } = outcome;
      if (key !== undefined && fits({ key })) {
        return { init: walk.init, steps: [...walk.steps, outcome], key };
      }
    }
    return undefined;
  }
}
