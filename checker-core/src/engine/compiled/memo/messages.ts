import type { AnyEnvelope } from '../../../network/medium.ts';
import { decode, encode, encodedObject } from '../../../values/canonical.ts';
import { deepFreeze } from '../../../values/freeze.ts';

/** A message on its way, as there is one object for all that are equal. */
export interface Message {
  readonly number: number;
  /** The canonical text of the envelope. */
  readonly text: string;
  readonly envelope: AnyEnvelope;
  /** The queue in which it stands where there is an order: its receiver and its sender. */
  readonly queue: string;
}

/** All messages that a system was seen to send. */
export class Messages {
  readonly #byText = new Map<string, Message>();
  readonly #textOf: (message: unknown) => string;

  /** `textOf` gives the canonical text of what is sent, which it may remember. */
  constructor(textOf: (message: unknown) => string) {
    this.#textOf = textOf;
  }

  of({ from, to, message }: AnyEnvelope): Message {
    const text = encodedObject([
      ['from', encode(from)],
      ['message', this.#textOf(message)],
      ['to', encode(to)],
    ]);
    return this.withText(text);
  }

  withText(text: string): Message {
    let message = this.#byText.get(text);
    if (!message) {
      // Inboxes hold nothing else.
      const envelope = deepFreeze(decode(text)) as AnyEnvelope;
      const queue = encode([envelope.to, envelope.from]);
      message = { number: this.#byText.size, text, envelope, queue };
      this.#byText.set(text, message);
    }
    return message;
  }
}
