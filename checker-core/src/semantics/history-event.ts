import type { InputOf, OutputOf, SequentialSpec } from '../model/sequential.ts';

/** When an event of a history happened. */
export interface EventTime {
  /**
   * The time of the event, in any unit, by one clock. Without times, events happen in the order in
   * which they are given. Either all events have one or none.
   */
  readonly time?: number;
}

/** A call begins. Operations without input need none. */
export type InvocationEvent<K, Op> = EventTime & {
  readonly caller: string;
  readonly invoke: K;
} & (keyof InputOf<Op> extends never
    ? { readonly input?: InputOf<Op> }
    : { readonly input: InputOf<Op> });

/** A call is answered. */
export interface ResponseEvent<K, Op> extends EventTime {
  readonly caller: string;
  readonly response: K;
  readonly output: OutputOf<Op>;
}

/** One event of a history recorded elsewhere, such as by a test against a real deployment. */
export type HistoryEvent<Ops> = {
  readonly [K in keyof Ops]: InvocationEvent<K, Ops[K]> | ResponseEvent<K, Ops[K]>;
}[keyof Ops];

/** The events of a reference object: `const events: EventOf<typeof Register>[] = []`. */
export type EventOf<Spec> =
  Spec extends SequentialSpec<infer _, infer Ops> ? HistoryEvent<Ops> : never;
