/**
 * A sender, a receiver, and a network that loses what it likes and keeps no order. What comes twice was
 * sent twice.
 *
 * What it shows: a fence. The sender can send again without an end, so that there are more and more
 * messages on their way. `within` says how many are enough; the report says that everything else is
 * true within this fence.
 *
 * What to try: move the fence to five messages. Then open `link-gap.ts`.
 */
import { addresses, system } from 'everyturn';
import { Receiver, Sender } from './link.ts';

const [sender, receiver] = addresses('sender', 'receiver');

/** A link with a receiver of this kind. */
export const linkWith = (AnyReceiver: typeof Receiver) =>
  system({
    actors: {
      sender: Sender.at(sender, { to: receiver, texts: ['first', 'second'] }),
      receiver: AnyReceiver.at(receiver),
    },
    network: { order: 'any', lose: 'any', duplicate: 0 },
  }).define({
    within: (w) => w.inFlight.length < 4,
    always: {
      inOrder: (w) => ['', 'first', 'first,second'].includes(w.receiver.taken.join()),
      // What was acknowledged has arrived.
      nothingIsLost: (w) => w.sender.pending.size + w.receiver.taken.length >= 2,
    },
    sometimes: {
      allAcknowledged: (w) => w.sender.pending.size === 0,
    },
  });

export const link = linkWith(Receiver);
