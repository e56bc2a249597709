import { Address, actor, addresses, messages, system } from 'everyturn';
import * as z from 'zod';

const Msg = messages({ item: { n: z.int() }, ack: {} });

/** Sends the numbers from 1 to 3, each when the one before is acknowledged. */
export const Sender = actor({
  messages: Msg,
  props: z.object({ to: Address }),
  durable: z.object({ next: z.int().min(1).max(4) }),
  timers: { resend: { after: 100 } },
}).define({
  init: () => ({ next: 1 }),
  start: (s, turn) => {
    turn.send(turn.props.to, Msg.item({ n: s.next }));
    turn.setTimer('resend');
  },
  on: {
    ack: (s, _, turn) => {
      if (s.next === 4) return;
      s.next += 1;
      if (s.next < 4) turn.reply(Msg.item({ n: s.next }));
      else turn.cancelTimer('resend');
    },
  },
  onTimer: {
    resend: (s, turn) => {
      turn.send(turn.props.to, Msg.item({ n: s.next }));
    },
  },
});

export const Receiver = actor({
  messages: Msg,
  durable: z.object({ got: z.array(z.int()) }),
}).define({
  init: () => ({ got: [] }),
  on: {
    item: (s, { n }, turn) => {
      s.got.push(n);
      turn.reply(Msg.ack());
    },
  },
});

const [s1, r1] = addresses('s1', 'r1');

export const link = system({
  actors: { senders: [Sender.at(s1, { to: r1 })], receiver: Receiver.at(r1) },
  network: { order: 'fifo', lose: 1, duplicate: 0 },
}).define({
  always: {
    each: ({ receiver }) => receiver.got.every((n, i) => n === i + 1),
  },
  sometimes: {
    all: ({ receiver }) => receiver.got.join() === '1,2,3',
  },
});
