import type { Network } from '../../../model/network.ts';
import { type Medium, mediumFor } from '../../../network/medium.ts';
import { partsOf } from '../../../values/canonical.ts';
import type { TurnSurroundings } from '../fronts/front.ts';
import type { Message, Messages } from './messages.ts';
import { numberOf, type Operations } from './operations.ts';

type Inbox = readonly Message[];

/** What happens to inboxes, which are known by the messages in them. */
export class InboxOperations {
  readonly #operations: Operations;
  readonly #around: TurnSurroundings;
  readonly #messages: Messages;
  readonly #medium: Medium<Message>;
  /** The inboxes of each slot, by the numbers of their values. */
  readonly #inboxes: Inbox[][] = [];
  readonly #numbers: Map<string, number>[] = [];

  constructor(
    operations: Operations,
    around: TurnSurroundings,
    messages: Messages,
    network: Network,
  ) {
    this.#operations = operations;
    this.#around = around;
    this.#messages = messages;
    this.#medium = mediumFor<Message>(network, {
      text: ({ text }) => text,
      queue: ({ queue }) => queue,
    });
  }

  /** Whether delivered messages stay. */
  get keepsDelivered(): boolean {
    return this.#medium.keepsDelivered;
  }

  /** The messages of an inbox that can be delivered or lost next. */
  deliverable(slot: number, id: number): Inbox {
    return this.#medium.deliverable(this.#inbox(slot, id));
  }

  /** Takes a message out of an inbox. */
  take(slot: number, message: Message): number {
    return this.#operations.add(slot, `take ${message.number}`, (id) =>
      this.#number(slot, this.#medium.remove(this.#inbox(slot, id), message)),
    );
  }

  /** Puts messages into an inbox, in this order. */
  send(slot: number, messages: Inbox): number {
    const numbers = messages.map(({ number }) => number);
    return this.#operations.add(slot, `send ${numbers}`, (id) => {
      let inbox = this.#inbox(slot, id);
      for (const message of messages) inbox = this.#medium.add(inbox, message);
      return this.#number(slot, inbox);
    });
  }

  #inbox(slot: number, id: number): Inbox {
    const inboxes = this.#of(slot);
    const inbox = inboxes[id] ?? this.#read(slot, id);
    inboxes[id] = inbox;
    return inbox;
  }

  #read(slot: number, id: number): Inbox {
    const texts = partsOf(this.#around.codec.slot(slot).text(id));
    return texts.map((text) => this.#messages.withText(text));
  }

  /** The number of an inbox: known by the numbers of its messages, its text is seldom written. */
  #number(slot: number, inbox: Inbox): number {
    const numbers = this.#numbers[slot] ?? new Map<string, number>();
    this.#numbers[slot] = numbers;
    const name = inbox.map(({ number }) => number).join();
    let id = numbers.get(name);
    if (id === undefined) {
      id = numberOf(this.#around, slot, `[${inbox.map(({ text }) => text).join('')}]`);
      numbers.set(name, id);
      this.#of(slot)[id] ??= inbox;
    }
    return id;
  }

  #of(slot: number): Inbox[] {
    const inboxes = this.#inboxes[slot] ?? [];
    this.#inboxes[slot] = inboxes;
    return inboxes;
  }
}
