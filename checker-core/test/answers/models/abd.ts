/** A replicated register after Attiya, Bar-Noy and Dolev: 4.4 of the tables. */
import {
  Address,
  actor,
  address,
  addresses,
  messages,
  type Network,
  type StateOf,
  system,
  type TurnOf,
} from 'everyturn';
import * as z from 'zod';
import {
  clientsOf,
  majorityOf,
  numbered,
  peersOf,
  registerHistory,
  requests,
  Value,
  valueIsChosen,
} from './register-client.ts';

const Id = z.int().min(0);
/** Orders writes: by counter, then by the server that coordinated the write. */
const Stamp = z.object({ count: z.int().min(0), server: z.int().min(0) });
const Version = z.object({ stamp: Stamp, value: Value });
type Version = z.output<typeof Version>;

const Abd = messages({
  ...requests,
  query: { id: Id },
  report: { id: Id, version: Version },
  record: { id: Id, version: Version },
  recorded: { id: Id },
});

const Phase = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.literal('query'),
    id: Id,
    client: Address,
    /** Null for a read. */
    write: Value,
    versions: z.map(Address, Version),
  }),
  z.object({
    kind: z.literal('record'),
    id: Id,
    client: Address,
    /** What a read has found; null for a write. */
    read: z.object({ value: Value }).nullable(),
    acks: z.set(Address),
  }),
]);

const isNewer = ({ stamp: a }: Version, { stamp: b }: Version) =>
  a.count > b.count || (a.count === b.count && a.server > b.server);

const replica = actor({
  messages: Abd,
  props: z.object({ peers: z.array(Address), majority: z.int().min(1), writesBack: z.boolean() }),
  durable: z.object({ version: Version }),
  volatile: z.object({ phase: Phase }),
});
type State = StateOf<typeof replica>;
type Turn = TurnOf<typeof replica>;
type Query = Extract<State['phase'], { readonly kind: 'query' }>;

function ask(s: State, turn: Turn, request: Pick<Query, 'id' | 'client' | 'write'>) {
  if (s.phase.kind !== 'none') return;
  s.phase = { kind: 'query', ...request, versions: new Map([[turn.self, s.version]]) };
  turn.broadcast(turn.props.peers, Abd.query({ id: request.id }));
}

function chooseVersion(s: State, turn: Turn, { id, client, write, versions }: Query) {
  const newest = [...versions.values()].reduce((a, b) => (isNewer(b, a) ? b : a));
  if (write === null && !turn.props.writesBack) {
    s.phase = { kind: 'none' };
    turn.send(client, Abd.getOk({ id, value: newest.value }));
    return;
  }
  const stamp = { count: newest.stamp.count + 1, server: Number(turn.self) };
  const version = write === null ? newest : { stamp, value: write };
  turn.broadcast(turn.props.peers, Abd.record({ id, version }));
  if (isNewer(version, s.version)) s.version = version;
  const read = write === null ? { value: newest.value } : null;
  s.phase = { kind: 'record', id, client, read, acks: new Set([turn.self]) };
}

const Replica = replica.define({
  init: () => ({
    version: { stamp: { count: 0, server: 0 }, value: null },
    phase: { kind: 'none' },
  }),
  start: (s, turn) => {
    s.version.stamp.server = Number(turn.self);
  },
  on: {
    put: (s, { id, value }, turn) => ask(s, turn, { id, client: turn.sender, write: value }),
    get: (s, { id }, turn) => ask(s, turn, { id, client: turn.sender, write: null }),

    query: (s, { id }, turn) => turn.reply(Abd.report({ id, version: s.version })),
    report: (s, { id, version }, turn) => {
      if (s.phase.kind !== 'query' || s.phase.id !== id) return;
      s.phase.versions.set(turn.sender, version);
      if (s.phase.versions.size === turn.props.majority) chooseVersion(s, turn, s.phase);
    },

    record: (s, { id, version }, turn) => {
      turn.reply(Abd.recorded({ id }));
      if (isNewer(version, s.version)) s.version = version;
    },
    recorded: (s, { id }, turn) => {
      if (s.phase.kind !== 'record' || s.phase.id !== id) return;
      s.phase.acks.add(turn.sender);
      if (s.phase.acks.size < turn.props.majority) return;
      const { client, read } = s.phase;
      turn.send(client, read ? Abd.getOk({ id, ...read }) : Abd.putOk({ id }));
      s.phase = { kind: 'none' };
    },
  },
});

const replicasOf = (servers: readonly Address[], writesBack: boolean) =>
  servers.map((at) =>
    Replica.at(at, {
      peers: peersOf(at, servers),
      majority: majorityOf(servers.length),
      writesBack,
    }),
  );

/** Read and write a majority, twice. */
export const abd = (clients: number, servers: number, network: Network) =>
  system({
    actors: {
      servers: replicasOf(numbered(servers), true),
      clients: clientsOf(clients, servers),
    },
    network,
  }).define({
    sometimes: { valueIsChosen: (w) => valueIsChosen(w.inFlight) },
    linearizable: { register: registerHistory() },
  });

const Writer = actor({ messages: Abd, volatile: z.object({ done: z.boolean() }) }).define({
  init: () => ({ done: false }),
  start: (_, turn) => turn.send(address('0'), Abd.put({ id: 1, value: 'A' })),
  on: {
    putOk: (s) => {
      s.done = true;
    },
  },
});

const Reader = actor({
  messages: Abd,
  props: z.object({ id: Id, server: Address }),
  volatile: z.object({ phase: z.int().min(0).max(2), value: Value }),
  timers: { read: { after: [0, 100] } },
}).define({
  init: () => ({ phase: 0, value: null }),
  start: (_, turn) => turn.setTimer('read'),
  on: {
    getOk: (s, { value }) => {
      s.phase = 2;
      s.value = value;
    },
  },
  onTimer: {
    read: (s, turn) => {
      turn.send(turn.props.server, Abd.get({ id: turn.props.id }));
      s.phase = 1;
    },
  },
});

/** A read answers with the newest of a majority at once: the next read may find something older. */
export const abdWithoutWriteBack = (network: Network) => {
  const [w, r1, r2] = addresses('3', '4', '5');
  const servers = numbered(3);
  const register = registerHistory();
  return system({
    actors: {
      servers: replicasOf(servers, false),
      writer: Writer.at(w),
      readers: [
        Reader.at(r1, { id: 2, server: address('1') }),
        Reader.at(r2, { id: 3, server: address('2') }),
      ],
    },
    network,
  }).define({
    linearizable: { register },
    sequentiallyConsistent: { register },
  });
};
