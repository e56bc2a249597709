/** What servers and clients of a register say to each other, and the clients. */
import { Address, actor, history, messages, objects, seen } from 'everyturn';
import * as z from 'zod';

/** What a register holds; null before the first write. */
export const Value = z.enum(['A', 'B']).nullable();
export const RequestId = z.int().min(1).max(4);

export const requests = {
  put: { id: RequestId, value: Value },
  putOk: { id: RequestId },
  get: { id: RequestId },
  getOk: { id: RequestId, value: Value },
};

const Request = messages(requests);

/** Writes once, then reads, each with an id that nobody else uses. */
export const Client = actor({
  messages: Request,
  props: z.object({
    writeTo: Address,
    readFrom: Address,
    value: Value,
    ids: z.tuple([RequestId, RequestId]),
  }),
  volatile: z.object({ awaits: RequestId.nullable(), read: Value }),
}).define({
  init: ({ ids }) => ({ awaits: ids[0], read: null }),
  start: (_, turn) => {
    const { writeTo, value, ids } = turn.props;
    turn.send(writeTo, Request.put({ id: ids[0], value }));
  },
  on: {
    putOk: (s, { id }, turn) => {
      if (id !== s.awaits) return;
      s.awaits = turn.props.ids[1];
      turn.send(turn.props.readFrom, Request.get({ id: s.awaits }));
    },
    getOk: (s, { id, value }) => {
      if (id !== s.awaits) return;
      s.awaits = null;
      s.read = value;
    },
  },
});

/** Writes once. */
export const Writer = actor({
  messages: Request,
  props: z.object({ writeTo: Address, value: Value }),
  volatile: z.object({ isDone: z.boolean() }),
}).define({
  init: () => ({ isDone: false }),
  start: (_, turn) => {
    turn.send(turn.props.writeTo, Request.put({ id: 1, value: turn.props.value }));
  },
  on: {
    putOk: (s) => {
      s.isDone = true;
    },
  },
});

/** Reads twice, from one server after the other. */
export const Reader = actor({
  messages: Request,
  props: z.object({ first: Address, second: Address }),
  volatile: z.object({ reads: z.array(Value).max(2) }),
}).define({
  init: () => ({ reads: [] }),
  start: (_, turn) => {
    turn.send(turn.props.first, Request.get({ id: 2 }));
  },
  on: {
    getOk: (s, { value }, turn) => {
      s.reads.push(value);
      if (s.reads.length === 1) turn.send(turn.props.second, Request.get({ id: 3 }));
    },
  },
});

/** Reads and writes as the clients see them: one register must explain them. */
export const oneRegister = history(objects.register(Value, null), {
  write: {
    invoke: seen(Request.put, ({ value }) => ({ value })),
    response: seen(Request.putOk, () => 'ok' as const),
  },
  read: {
    invoke: seen(Request.get, () => ({})),
    response: seen(Request.getOk, ({ value }) => value),
  },
});
