/** A link that should make a lossy network look like one in order, and loses messages: 4.3. */
import {
  Address,
  actor,
  addresses,
  messages,
  type Network,
  type StateOf,
  system,
  type TurnOf,
} from 'everyturn';
import * as z from 'zod';

const Seq = z.int().min(1);
const Payload = z.int();

const Link = messages({ data: { seq: Seq, payload: Payload }, ack: { seq: Seq } });

const peer = actor({
  messages: Link,
  props: z.object({
    to: Address,
    payloads: z.array(Payload),
    /** Takes a message only after the one before it. */
    leavesNoGap: z.boolean(),
  }),
  durable: z.object({
    next: Seq,
    /** Sent, and not known to be received; in the order of their numbers. */
    pending: z.array(z.object({ seq: Seq, to: Address, payload: Payload })),
    /** The highest number that was delivered, by sender. */
    last: z.map(Address, Seq),
    delivered: z.array(z.object({ from: Address, payload: Payload })),
  }),
  timers: { net: { after: 1_000 } },
});

function sendReliably(s: StateOf<typeof peer>, payload: number, turn: TurnOf<typeof peer>) {
  const { to } = turn.props;
  turn.send(to, Link.data({ seq: s.next, payload }));
  s.pending.push({ seq: s.next, to, payload });
  s.next += 1;
}

const Peer = peer.define({
  init: () => ({ next: 1, pending: [], last: new Map(), delivered: [] }),
  start: (s, turn) => {
    turn.setTimer('net');
    for (const payload of turn.props.payloads) sendReliably(s, payload, turn);
  },
  on: {
    data: (s, { seq, payload }, turn) => {
      const last = s.last.get(turn.sender) ?? 0;
      if (turn.props.leavesNoGap && seq > last + 1) return;
      turn.reply(Link.ack({ seq }));
      if (seq <= last) return;
      s.last.set(turn.sender, seq);
      s.delivered.push({ from: turn.sender, payload });
    },
    ack: (s, { seq }) => {
      s.pending = s.pending.filter((sent) => sent.seq !== seq);
    },
  },
  onTimer: {
    net: (s, turn) => {
      turn.setTimer('net');
      for (const { seq, to, payload } of s.pending) turn.send(to, Link.data({ seq, payload }));
    },
  },
});

/** A sender that sends 42, then 43. */
export const reliableLink = (network: Network, { leavesNoGap = false } = {}) => {
  const [a, b] = addresses('sender', 'receiver');
  return system({
    actors: {
      sender: Peer.at(a, { to: b, payloads: [42, 43], leavesNoGap }),
      receiver: Peer.at(b, { to: a, payloads: [], leavesNoGap }),
    },
    network,
  }).define({
    within: (w) => w.inFlight.length < 4,
    always: {
      nothingTwice: ({ receiver: { delivered } }) =>
        new Set(delivered.map(({ payload }) => payload)).size === delivered.length,
      inOrder: ({ receiver: { delivered } }) =>
        delivered.every(({ payload }, i) => payload > (delivered[i - 1]?.payload ?? 0)),
      acked: ({ sender, receiver }) => sender.pending.length > 0 || receiver.delivered.length === 2,
    },
    sometimes: {
      allDelivered: ({ receiver: { delivered } }) =>
        delivered.map(({ payload }) => payload).join() === '42,43',
    },
  });
};
