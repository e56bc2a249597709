/**
 * What a network does with messages, as pure functions on inboxes.
 *
 * An inbox holds the messages in flight to one receiver. It is a list in a canonical order, so that
 * inboxes that behave alike are equal by value: sorted where the network has no order, else one
 * sender after the other and each sender's messages in the order in which they were sent. What
 * happens to an inbox depends on nothing else of the system.
 */
import type { Network } from '../model/network.ts';
import { encode } from '../values/canonical.ts';

/** A message on its way, its type forgotten. */
export interface AnyEnvelope {
  readonly from: string;
  readonly to: string;
  readonly message: unknown;
}

/** The messages in flight to one receiver, in canonical order. */
export type Inbox = readonly AnyEnvelope[];

/** How a medium tells envelopes apart, in whatever form they are kept. */
export interface Identity<E> {
  /** The canonical text of an envelope. */
  text(envelope: E): string;
  /** The queue in which it stands where there is an order: its receiver and its sender. */
  queue(envelope: E): string;
}

/** A kind of network. */
export interface Medium<E = AnyEnvelope> {
  /** The inbox after one more message was sent. */
  add(inbox: readonly E[], envelope: E): readonly E[];
  /** The inbox after one copy of a message that could be delivered is gone. */
  remove(inbox: readonly E[], envelope: E): readonly E[];
  /** What can be delivered or lost next: equal messages once, by canonical value. */
  deliverable(inbox: readonly E[]): readonly E[];
  /** Whether a delivered message can be delivered again for ever. */
  readonly keepsDelivered: boolean;
  /** Whether a delivery that changes nothing uncovers another message, and so is a step. */
  readonly uncovers: boolean;
}

/** The medium of a declared network, for envelopes as values. */
export function mediumOf(network: Network): Medium {
  return mediumFor<AnyEnvelope>(network, {
    text: (envelope) => encode(envelope),
    queue: ({ from, to }) => encode([to, from]),
  });
}

/** The medium of a declared network, for envelopes in another form. */
export function mediumFor<E>({ order, duplicate }: Network, identity: Identity<E>): Medium<E> {
  if (order === 'fifo') return queues(identity);
  return duplicate === 'any' ? set(identity) : multiset(identity);
}

/** No order: a message is there as often as it was sent and not yet delivered. */
function multiset<E>({ text }: Identity<E>): Medium<E> {
  return {
    add: (inbox, envelope) => insert(inbox, envelope, text),
    remove: (inbox, envelope) => removeFirst(inbox, envelope, text),
    deliverable: (inbox) =>
      inbox.filter((envelope, i) => i === 0 || !isSame(envelope, inbox[i - 1], text)),
    keepsDelivered: false,
    uncovers: false,
  };
}

/** No order, and each message that was sent stays for ever. */
function set<E>({ text }: Identity<E>): Medium<E> {
  return {
    add: (inbox, envelope) =>
      inbox.some((other) => isSame(other, envelope, text)) ? inbox : insert(inbox, envelope, text),
    remove: (inbox, envelope) => removeFirst(inbox, envelope, text),
    deliverable: (inbox) => inbox,
    keepsDelivered: true,
    uncovers: false,
  };
}

/** A queue from each sender: only its first message can be delivered. */
function queues<E>({ text, queue }: Identity<E>): Medium<E> {
  return {
    add(inbox, envelope) {
      const own = queue(envelope);
      const after = inbox.findIndex((other) => queue(other) > own);
      const at = after < 0 ? inbox.length : after;
      return [...inbox.slice(0, at), envelope, ...inbox.slice(at)];
    },
    remove: (inbox, envelope) => removeFirst(inbox, envelope, text),
    deliverable: (inbox) =>
      inbox.filter((envelope, i) => i === 0 || queue(envelope) !== queue(inbox[i - 1] as E)),
    keepsDelivered: false,
    uncovers: true,
  };
}

function insert<E>(inbox: readonly E[], envelope: E, text: (envelope: E) => string): readonly E[] {
  if (inbox.length === 0) return [envelope];
  const own = text(envelope);
  const after = inbox.findIndex((other) => text(other) > own);
  const at = after < 0 ? inbox.length : after;
  return [...inbox.slice(0, at), envelope, ...inbox.slice(at)];
}

function removeFirst<E>(
  inbox: readonly E[],
  envelope: E,
  text: (envelope: E) => string,
): readonly E[] {
  const at = inbox.findIndex((other) => isSame(other, envelope, text));
  if (at < 0) throw new Error('Internal error: a message that is not in flight was taken.');
  return [...inbox.slice(0, at), ...inbox.slice(at + 1)];
}

function isSame<E>(one: E, other: E | undefined, text: (envelope: E) => string): boolean {
  return one === other || (other !== undefined && text(one) === text(other));
}
