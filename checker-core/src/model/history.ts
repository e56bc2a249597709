import type { Message, MessageCreator } from './messages.ts';
import type { InputOf, OutputOf, SequentialSpec } from './sequential.ts';

/** Recognises one kind of message and extracts `T` from it. */
export interface Observation<T> {
  /** For types only; absent at run time. */
  readonly '~value': T;
}

/** Turns the messages of a system into a concurrent history. */
export interface HistoryRecorder {
  readonly '~recorder': true;
}

/** The messages that begin and end each operation of a reference object. */
export type Calls<Ops> = {
  readonly [K in keyof Ops]: {
    readonly invoke: Observation<InputOf<Ops[K]>>;
    readonly response: Observation<OutputOf<Ops[K]>>;
  };
};

/** Observes one kind of message. */
export function seen<K, F, T>(
  kind: MessageCreator<K, F>,
  extract: (message: Message<K, F>) => T,
): Observation<T> {
  const observation = { kind: kind.kind, extract };
  // The phantom field exists for inference only.
  return observation as unknown as Observation<T>;
}

/**
 * Records a concurrent history from the messages that cross the network, without touching the
 * actors. The caller of an operation is the sender of its invocation and the receiver of its
 * response.
 */
export function history<S, Ops>(spec: SequentialSpec<S, Ops>, calls: Calls<Ops>): HistoryRecorder {
  const recorder = { '~recorder': true as const, spec, calls };
  return recorder;
}
