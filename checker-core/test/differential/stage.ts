import type { Field, FieldType, NameType } from './field-type.ts';

/** What the actors of one system have in common. */
export interface Stage {
  /** The addresses of its actors, as an enumeration. */
  readonly place: NameType;
  readonly kinds: readonly MessageKind[];
  /** Pairs of kinds that begin and end calls; empty where no history is recorded. */
  readonly calls: readonly Call[];
}

/** A kind of message. */
export interface MessageKind {
  readonly name: string;
  readonly fields: readonly Field[];
}

/** Which messages begin and end an operation. */
export interface Call {
  readonly invoke: MessageKind;
  readonly response: MessageKind;
}

/** What the turns of an actor have in common. */
export interface Writing {
  readonly stage: Stage;
  readonly state: FieldType;
  readonly timers: readonly string[];
}
