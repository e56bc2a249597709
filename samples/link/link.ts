/**
 * A link that delivers every message once and in order, on a network that does neither. The code that
 * goes into a service; `link.model.ts` checks it.
 *
 * The sender numbers what it sends, and sends it again until it is acknowledged. The receiver takes a
 * message only if it is the next one.
 */
import { Address, actor, messages } from 'everyturn';
import * as z from 'zod';

const Seq = z.int().min(1);
const Text = z.enum(['first', 'second']);

export const Link = messages({
  data: { seq: Seq, text: Text },
  ack: { seq: Seq },
});

export const Sender = actor({
  messages: Link,
  props: z.object({ to: Address, texts: z.array(Text) }),
  /** What is not acknowledged, by number. */
  durable: z.object({ pending: z.map(Seq, Text) }),
  timers: { again: { after: 500 } },
}).define({
  init: ({ texts }) => ({ pending: new Map(texts.map((text, i) => [i + 1, text])) }),
  start: (s, turn) => {
    for (const [seq, text] of s.pending) turn.send(turn.props.to, Link.data({ seq, text }));
    turn.setTimer('again');
  },
  on: {
    ack: (s, { seq }) => {
      s.pending.delete(seq);
    },
  },
  onTimer: {
    again: (s, turn) => {
      for (const [seq, text] of s.pending) turn.send(turn.props.to, Link.data({ seq, text }));
      turn.setTimer('again');
    },
  },
});

/** What every receiver is made of, whatever it takes. */
export const receiver = actor({
  messages: Link,
  durable: z.object({
    /** The number of the last message that was taken. */
    last: z.int().min(0),
    taken: z.array(Text),
  }),
});

export const Receiver = receiver.define({
  init: () => ({ last: 0, taken: [] }),
  on: {
    data: (s, { seq, text }, turn) => {
      if (seq > s.last + 1) return;
      turn.reply(Link.ack({ seq }));
      if (seq <= s.last) return;
      s.last = seq;
      s.taken.push(text);
    },
  },
});
