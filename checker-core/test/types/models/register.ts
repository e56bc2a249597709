/** A replicated register, after Attiya, Bar-Noy and Dolev: read or write a majority, twice. */
import {
  Address,
  actor,
  addresses,
  check,
  history,
  messages,
  type StateOf,
  seen,
  sequential,
  system,
  type TurnOf,
} from 'everyturn';
import * as z from 'zod';

const Value = z.enum(['A', 'B']).nullable();
const RequestId = z.int().min(1).max(4);
/** Orders writes: by counter, then by the replica that coordinated the write. */
const Stamp = z.object({ count: z.int().min(0).max(3), by: z.string() });

const isNewer = (a: z.output<typeof Stamp>, b: z.output<typeof Stamp>) =>
  a.count > b.count || (a.count === b.count && a.by > b.by);

const Abd = messages({
  put: { id: RequestId, value: Value },
  putOk: { id: RequestId },
  get: { id: RequestId },
  getOk: { id: RequestId, value: Value },
  query: { id: RequestId },
  report: { id: RequestId, stamp: Stamp, value: Value },
  record: { id: RequestId, stamp: Stamp, value: Value },
  recorded: { id: RequestId },
});

const Request = z.object({
  id: RequestId,
  client: Address,
  /** Absent for a read. */
  write: z.object({ value: Value }).nullable(),
});

const replica = actor({
  messages: Abd,
  props: z.object({ peers: z.array(Address), majority: z.int().min(1) }),
  durable: z.object({ stamp: Stamp, value: Value }),
  volatile: z.object({
    phase: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('idle') }),
      z.object({
        kind: z.literal('querying'),
        request: Request,
        heard: z.set(Address),
        stamp: Stamp,
        value: Value,
      }),
      z.object({
        kind: z.literal('recording'),
        request: Request,
        heard: z.set(Address),
        value: Value,
      }),
    ]),
  }),
});

/** Both operations begin by asking the peers for their latest write. */
function askPeers(
  s: StateOf<typeof replica>,
  turn: TurnOf<typeof replica>,
  request: z.output<typeof Request>,
) {
  s.phase = {
    kind: 'querying',
    request,
    heard: new Set([turn.self]),
    stamp: s.stamp,
    value: s.value,
  };
  turn.broadcast(turn.props.peers, Abd.query({ id: request.id }));
}

export const Replica = replica.define({
  init: () => ({ stamp: { count: 0, by: '' }, value: null, phase: { kind: 'idle' } }),

  on: {
    put: (s, { id, value }, turn) => {
      if (s.phase.kind === 'idle') askPeers(s, turn, { id, client: turn.sender, write: { value } });
    },
    get: (s, { id }, turn) => {
      if (s.phase.kind === 'idle') askPeers(s, turn, { id, client: turn.sender, write: null });
    },

    query: (s, { id }, turn) => {
      turn.reply(Abd.report({ id, stamp: s.stamp, value: s.value }));
    },
    report: (s, { id, stamp, value }, turn) => {
      const { phase } = s;
      if (phase.kind !== 'querying' || phase.request.id !== id) return;
      phase.heard.add(turn.sender);
      if (isNewer(stamp, phase.stamp)) {
        phase.stamp = stamp;
        phase.value = value;
      }
      if (phase.heard.size < turn.props.majority) return;

      const { request } = phase;
      const chosen =
        request.write === null
          ? { stamp: phase.stamp, value: phase.value }
          : { stamp: { count: phase.stamp.count + 1, by: turn.self }, value: request.write.value };
      if (isNewer(chosen.stamp, s.stamp)) Object.assign(s, chosen);
      s.phase = { kind: 'recording', request, heard: new Set([turn.self]), value: chosen.value };
      turn.broadcast(turn.props.peers, Abd.record({ id, ...chosen }));
    },

    record: (s, { id, stamp, value }, turn) => {
      if (isNewer(stamp, s.stamp)) {
        s.stamp = stamp;
        s.value = value;
      }
      turn.reply(Abd.recorded({ id }));
    },
    recorded: (s, { id }, turn) => {
      const { phase } = s;
      if (phase.kind !== 'recording' || phase.request.id !== id) return;
      phase.heard.add(turn.sender);
      if (phase.heard.size < turn.props.majority) return;

      const { request, value } = phase;
      s.phase = { kind: 'idle' };
      turn.send(
        request.client,
        request.write === null ? Abd.getOk({ id, value }) : Abd.putOk({ id }),
      );
    },

    // Answers to clients never come to a replica, unless it is misconfigured: leave them unhandled.
  },
});

/** Writes once, then reads once from another replica. */
export const Client = actor({
  messages: Abd,
  props: z.object({
    writeTo: Address,
    readFrom: Address,
    value: Value,
    ids: z.tuple([RequestId, RequestId]),
  }),
  volatile: z.object({ read: Value.optional() }),
}).define({
  init: () => ({ read: undefined }),
  start: (_, turn) => {
    turn.send(turn.props.writeTo, Abd.put({ id: turn.props.ids[0], value: turn.props.value }));
  },
  on: {
    putOk: (_, __, turn) => {
      turn.send(turn.props.readFrom, Abd.get({ id: turn.props.ids[1] }));
    },
    getOk: (s, { value }) => {
      s.read = value;
    },
  },
});

/** What the replicas together must look like. */
export const Register = sequential({
  state: z.object({ value: Value }),
  operations: {
    write: { input: { value: Value }, output: z.literal('ok') },
    read: { output: Value },
  },
}).define({
  init: () => ({ value: null }),
  apply: {
    write: (s, { value }) => {
      s.value = value;
      return 'ok';
    },
    read: (s) => s.value,
  },
});

const [r1, r2, c1, c2] = addresses('r1', 'r2', 'c1', 'c2');

export const register = system({
  actors: {
    replicas: [
      Replica.at(r1, { peers: [r2], majority: 2 }),
      Replica.at(r2, { peers: [r1], majority: 2 }),
    ],
    clients: [
      Client.at(c1, { writeTo: r1, readFrom: r2, value: 'A', ids: [1, 2] }),
      Client.at(c2, { writeTo: r2, readFrom: r1, value: 'B', ids: [3, 4] }),
    ],
  },
  network: { order: 'any', lose: 0, duplicate: 0 },
}).define({
  sometimes: {
    readsTheOther: ({ clients }) => clients.some((c, i) => c.read === (i === 0 ? 'B' : 'A')),
  },
  alwaysStep: {
    stampsGrow: (before, after) =>
      before.replicas.every((r, i) => r.stamp.count <= (after.replicas[i]?.stamp.count ?? 0)),
  },
  linearizable: {
    register: history(Register, {
      write: {
        invoke: seen(Abd.put, ({ value }) => ({ value })),
        response: seen(Abd.putOk, () => 'ok'),
      },
      read: {
        invoke: seen(Abd.get, () => ({})),
        response: seen(Abd.getOk, ({ value }) => value),
      },
    }),
  },
});

export const report = async () =>
  (await check(register, { search: 'breadth-first' })).verdicts.get('linearizable.register');
