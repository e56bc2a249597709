import type { InputOf, OutputOf, SequentialSpec } from '../model/sequential.ts';
import { callsOfEvents } from './calls-of-events.ts';
import type { HistoryEvent } from './history-event.ts';
import { judgeCalls } from './judge.ts';
import { ReferenceObject } from './reference-object.ts';

/** A call of a history in its place of a sequential order. */
export type LinearizedCall<Ops> = {
  readonly [K in keyof Ops]: {
    readonly caller: string;
    readonly operation: K;
    readonly input: InputOf<Ops[K]>;
    /** What the reference object returned, which is what a completed call was answered. */
    readonly output: OutputOf<Ops[K]>;
    /** A call that was never answered is in an order where it must have taken effect. */
    readonly completed: boolean;
  };
}[keyof Ops];

/** A call that had to come next, and was not answered as the reference object would. */
export type BlockedCall<Ops> = {
  readonly [K in keyof Ops]: {
    readonly caller: string;
    readonly operation: K;
    readonly input: InputOf<Ops[K]>;
    /** What the call was answered. */
    readonly output: OutputOf<Ops[K]>;
    /** What the reference object would have answered after the longest prefix. */
    readonly expected: OutputOf<Ops[K]>;
    readonly completed: true;
  };
}[keyof Ops];

/** An order that explains a history, or how far one gets without one. */
export type Linearization<Ops> =
  | {
      readonly linearizable: true;
      /** All completed calls, and those of the others that must have taken effect. */
      readonly order: readonly LinearizedCall<Ops>[];
    }
  | {
      readonly linearizable: false;
      /**
       * An order of as many completed calls as possible. If the reference object has keys, it is one
       * of the calls of one key.
       */
      readonly longestPrefix: readonly LinearizedCall<Ops>[];
      /** The calls of which one had to come next. Where there are several, they overlap. */
      readonly blocked: readonly BlockedCall<Ops>[];
    };

/**
 * Judges a history that was recorded elsewhere, such as by a test against a real deployment: is there
 * an order of its calls, each at some moment between its invocation and its response, in which the
 * reference object gives the same outputs? Throws `MalformedHistory` for events that are no history.
 */
export function linearize<S, Ops>(
  spec: SequentialSpec<S, Ops>,
  events: Iterable<HistoryEvent<Ops>>,
): Linearization<Ops> {
  const object = new ReferenceObject(spec);
  const judgement = judgeCalls(callsOfEvents([...events], object), object, 'linearizable');
  const { explained, ...told } = judgement;
  // Operations were looked up in the object, inputs were checked, outputs come from its functions:
  // all are of the types that the object declares.
  return { linearizable: explained, ...told } as unknown as Linearization<Ops>;
}
