import { Address, actor, addresses, messages, system } from 'everyturn';
import * as z from 'zod';

const Mail = messages({ letter: { page: z.int().min(0).max(2) }, parcel: {}, receipt: {} });

const Writer = actor({
  props: z.object({ to: Address }),
  durable: z.object({ phase: z.enum(['idle', 'wrote', 'done', 'lost']) }),
  messages: Mail,
}).define({
  init: () => ({ phase: 'idle' }),
  start: (s, turn) => {
    s.phase = 'wrote';
    turn.send(turn.props.to, Mail.letter({ page: 1 }));
  },
  on: {
    letter: () => {},
    parcel: (s) => {
      s.phase = 'lost';
    },
    receipt: (s) => {
      s.phase = 'done';
    },
  },
});

const Reader = actor({
  props: z.object({ to: Address }),
  durable: z.object({ read: z.int().min(0).max(2) }),
  messages: Mail,
}).define({
  init: () => ({ read: 0 }),
  on: {
    letter: (s, { page }, turn) => {
      if (page > 1) s.read = 2;
      s.read = page;
      turn.send(turn.props.to, Mail.receipt());
    },
    parcel: () => {},
    receipt: () => {},
  },
});

const [writer, reader] = addresses('writer', 'reader');

/** Two actors, one of which waits for something that nobody sends. */
export const mail = system({
  actors: { writer: Writer.at(writer, { to: reader }), reader: Reader.at(reader, { to: writer }) },
  network: { order: 'any', lose: 0, duplicate: 0 },
}).define({ always: { isRead: (s) => s.writer.phase !== 'done' || s.reader.read > 0 } });
