import type { Network } from '../../../model/network.ts';
import { type AnyEnvelope, type Medium, mediumFor } from '../../../network/medium.ts';
import { decode, encode, endOf } from '../../../values/canonical.ts';
import { deepFreeze } from '../../../values/freeze.ts';
import type { RowCodec } from '../shape/slot-values.ts';
import type { Operations } from './operations.ts';

/** A message that may be delivered or lost. */
export interface Message {
  readonly number: number;
  readonly text: string;
  readonly envelope: AnyEnvelope;
}

/** What happens to inboxes. They are changed as texts, which takes less time than as values. */
export class InboxOperations {
  readonly #operations: Operations;
  readonly #codec: RowCodec;
  readonly #medium: Medium<string>;
  readonly #messages = new Map<string, Message>();
  /** What can be delivered of each inbox of each slot. */
  readonly #deliverable: (readonly Message[])[][] = [];

  constructor(operations: Operations, codec: RowCodec, network: Network) {
    this.#operations = operations;
    this.#codec = codec;
    const queues = new Map<string, string>();
    this.#medium = mediumFor(network, {
      text: (envelope) => envelope,
      queue: (envelope) => {
        let queue = queues.get(envelope);
        if (queue === undefined) {
          const { from, to } = this.#message(envelope).envelope;
          queue = encode([to, from]);
          queues.set(envelope, queue);
        }
        return queue;
      },
    });
  }

  /** Whether delivered messages stay. */
  get keepsDelivered(): boolean {
    return this.#medium.keepsDelivered;
  }

  /** The messages of an inbox that can be delivered or lost next. */
  deliverable(slot: number, id: number): readonly Message[] {
    const known = this.#deliverable[slot] ?? [];
    this.#deliverable[slot] = known;
    let messages = known[id];
    if (!messages) {
      const texts = this.#medium.deliverable(partsOf(this.#codec.slot(slot).text(id)));
      messages = texts.map((text) => this.#message(text));
      known[id] = messages;
    }
    return messages;
  }

  /** Takes a message out of an inbox. */
  take(slot: number, { text: envelope }: Message): number {
    return this.#operations.add(slot, ['take', envelope], (text) =>
      textOf(this.#medium.remove(partsOf(text), envelope)),
    );
  }

  /** Puts messages into an inbox, in this order. */
  send(slot: number, envelopes: readonly AnyEnvelope[]): number {
    const texts = envelopes.map((envelope) => encode(envelope));
    return this.#operations.add(slot, ['send', texts], (text) => {
      let inbox = partsOf(text);
      for (const envelope of texts) inbox = this.#medium.add(inbox, envelope);
      return textOf(inbox);
    });
  }

  #message(text: string): Message {
    let message = this.#messages.get(text);
    if (!message) {
      // Inboxes hold nothing else.
      const envelope = deepFreeze(decode(text)) as AnyEnvelope;
      message = { number: this.#messages.size, text, envelope };
      this.#messages.set(text, message);
    }
    return message;
  }
}

/** The texts of the envelopes in the text of an inbox. */
function partsOf(inbox: string): readonly string[] {
  const parts: string[] = [];
  for (let from = 1; inbox[from] !== ']'; ) {
    const end = endOf(inbox, from);
    parts.push(inbox.slice(from, end));
    from = end;
  }
  return parts;
}

function textOf(parts: readonly string[]): string {
  return `[${parts.join('')}]`;
}
