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

/** A kind of network. */
export interface Medium {
  /** The inbox after one more message was sent. */
  add(inbox: Inbox, envelope: AnyEnvelope): Inbox;
  /** The inbox after one copy of a message that could be delivered is gone. */
  remove(inbox: Inbox, envelope: AnyEnvelope): Inbox;
  /** What can be delivered or lost next: equal messages once, by canonical value. */
  deliverable(inbox: Inbox): readonly AnyEnvelope[];
  /** Whether a delivered message can be delivered again for ever. */
  readonly keepsDelivered: boolean;
  /** Whether a delivery that changes nothing uncovers another message, and so is a step. */
  readonly uncovers: boolean;
}

/** The medium of a declared network. */
export function mediumOf({ order, duplicate }: Network): Medium {
  if (order === 'fifo') return queues;
  return duplicate === 'any' ? set : multiset;
}

/** No order: a message is there as often as it was sent and not yet delivered. */
const multiset: Medium = {
  add: insert,
  remove: removeFirst,
  deliverable: (inbox) => inbox.filter((envelope, i) => i === 0 || !isSame(envelope, inbox[i - 1])),
  keepsDelivered: false,
  uncovers: false,
};

/** No order, and each message that was sent stays for ever. */
const set: Medium = {
  add: (inbox, envelope) =>
    inbox.some((other) => isSame(other, envelope)) ? inbox : insert(inbox, envelope),
  remove: removeFirst,
  deliverable: (inbox) => inbox,
  keepsDelivered: true,
  uncovers: false,
};

/** A queue from each sender: only its first message can be delivered. */
const queues: Medium = {
  add(inbox, envelope) {
    const after = inbox.findIndex((other) => compareQueues(other, envelope) > 0);
    const at = after < 0 ? inbox.length : after;
    return [...inbox.slice(0, at), envelope, ...inbox.slice(at)];
  },
  remove: removeFirst,
  deliverable: (inbox) =>
    inbox.filter((envelope, i) => i === 0 || compareQueues(envelope, inbox[i - 1]) !== 0),
  keepsDelivered: false,
  uncovers: true,
};

function insert(inbox: Inbox, envelope: AnyEnvelope): Inbox {
  const text = encode(envelope);
  const after = inbox.findIndex((other) => encode(other) > text);
  const at = after < 0 ? inbox.length : after;
  return [...inbox.slice(0, at), envelope, ...inbox.slice(at)];
}

function removeFirst(inbox: Inbox, envelope: AnyEnvelope): Inbox {
  const at = inbox.findIndex((other) => isSame(other, envelope));
  if (at < 0) throw new Error('Internal error: a message that is not in flight was taken.');
  return [...inbox.slice(0, at), ...inbox.slice(at + 1)];
}

function isSame(one: AnyEnvelope, other: AnyEnvelope | undefined): boolean {
  return one === other || encode(one) === encode(other);
}

/** By sender; by receiver first where messages to several receivers are kept together. */
function compareQueues(one: AnyEnvelope, other: AnyEnvelope | undefined): number {
  const [a, b] = [one, other].map((envelope) => encode([envelope?.to, envelope?.from]));
  if (a === undefined || b === undefined || a === b) return 0;
  return a < b ? -1 : 1;
}
