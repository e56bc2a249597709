import type { Address } from './address.ts';
import type { MessageOf } from './messages.ts';
import type { Frozen } from './schema-values.ts';
import type { Choice } from './turn.ts';

/** What a turn of an actor can do besides changing its state. */
export interface Turn<Props, M, T> extends Choice {
  readonly self: Address;
  readonly props: Frozen<Props>;
  /** Sends a copy of the message as it is now. */
  send(to: Address, message: MessageOf<M>): void;
  broadcast(to: Iterable<Address>, message: MessageOf<M>): void;
  /** (Re)starts a timer. */
  setTimer(timer: keyof T): void;
  cancelTimer(timer: keyof T): void;
}

/** A turn that handles a message. */
export interface MessageTurn<Props, M, T> extends Turn<Props, M, T> {
  readonly sender: Address;
  /** Sends to the sender. */
  reply(message: MessageOf<M>): void;
}

/** The turn of an actor draft. For functions shared by turns. */
export type TurnOf<D> = D extends { readonly '~turn': infer T } ? T : never;
