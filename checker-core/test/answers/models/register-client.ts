/** The clients of 4.4 of the tables: each writes once, then reads. */
import {
  type Address,
  actor,
  address,
  type Envelope,
  history,
  messages,
  objects,
  seen,
} from 'everyturn';
import * as z from 'zod';

/** What a register holds; empty at first. */
export const Value = z.enum(['A', 'B', 'C']).nullable();
const Id = z.int().min(0);

/** What clients and servers say to each other, whatever servers say among themselves. */
export const requests = {
  put: { id: Id, value: Value },
  putOk: { id: Id },
  get: { id: Id },
  getOk: { id: Id, value: Value },
};

const Request = messages(requests);

/** Servers and clients are numbered through; their numbers are their addresses. */
export const numbered = (count: number, first = 0): Address[] =>
  Array.from({ length: count }, (_, i) => address(String(first + i)));

/** Everybody but one. */
export const peersOf = (self: Address, all: readonly Address[]) =>
  all.filter((other) => other !== self);

/** More than half. */
export const majorityOf = (count: number) => Math.floor(count / 2) + 1;

const Client = actor({
  messages: Request,
  props: z.object({ value: Value, servers: z.int().min(1) }),
  volatile: z.object({ awaiting: Id.nullable(), ops: z.int().min(0) }),
}).define({
  init: () => ({ awaiting: null, ops: 0 }),
  start: (s, turn) => {
    const self = Number(turn.self);
    const { value, servers } = turn.props;
    turn.send(address(String(self % servers)), Request.put({ id: self, value }));
    s.awaiting = self;
    s.ops = 1;
  },
  on: {
    putOk: (s, { id }, turn) => {
      if (id !== s.awaiting) return;
      const self = Number(turn.self);
      const next = (s.ops + 1) * self;
      const server = String((self + s.ops) % turn.props.servers);
      turn.send(address(server), Request.get({ id: next }));
      s.awaiting = next;
      s.ops += 1;
    },
    getOk: (s, { id }) => {
      if (id !== s.awaiting) return;
      s.awaiting = null;
      s.ops += 1;
    },
  },
});

/** So many clients of so many servers. */
export const clientsOf = (clients: number, servers: number) =>
  Value.unwrap()
    .options.slice(0, clients)
    .map((value, i) => Client.at(address(String(servers + i)), { value, servers }));

/** What clients asked and were answered must be explained by one register. */
export const registerHistory = () =>
  history(objects.register(Value, null), {
    write: {
      invoke: seen(Request.put, ({ value }) => ({ value })),
      response: seen(Request.putOk, () => 'ok' as const),
    },
    read: {
      invoke: seen(Request.get, () => ({})),
      response: seen(Request.getOk, ({ value }) => value),
    },
  });

/** Whether a read is answered with something that was written. */
export const valueIsChosen = (inFlight: readonly Envelope<{ readonly kind: string }>[]) =>
  inFlight.some(({ message }) => {
    const { kind, value } = message as { readonly kind: string; readonly value?: unknown };
    return kind === 'getOk' && value !== null;
  });
