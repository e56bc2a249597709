/** Servers that agree on one value after Lamport: 4.4 of the tables. */
import {
  Address,
  actor,
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

const Ballot = z.object({ round: z.int().min(0), server: z.int().min(0) });
type Ballot = z.output<typeof Ballot>;
const Proposal = z.object({ id: z.int().min(0), client: Address, value: Value });
type Proposal = z.output<typeof Proposal>;
const Accepted = z.object({ ballot: Ballot, proposal: Proposal });

const Paxos = messages({
  ...requests,
  prepare: { ballot: Ballot },
  prepared: { ballot: Ballot, accepted: Accepted.nullable() },
  accept: { ballot: Ballot, proposal: Proposal },
  accepted: { ballot: Ballot },
  decided: { ballot: Ballot, proposal: Proposal },
});

const compare = (a: Ballot, b: Ballot) => a.round - b.round || a.server - b.server;
const isSame = (a: Proposal | undefined, b: Proposal | undefined) =>
  a?.id === b?.id && a?.client === b?.client && a?.value === b?.value;

const server = actor({
  messages: Paxos,
  props: z.object({ peers: z.array(Address), majority: z.int().min(1), forgets: z.boolean() }),
  durable: z.object({
    ballot: Ballot,
    accepted: Accepted.nullable(),
    decided: z.boolean(),
    proposal: Proposal.nullable(),
    prepares: z.map(Address, Accepted.nullable()),
    accepts: z.set(Address),
  }),
});

/** A majority has promised: propose what one of them has accepted, or else the own value. */
function propose(s: StateOf<typeof server>, own: Proposal, turn: TurnOf<typeof server>) {
  const accepted = [...s.prepares.values()].filter((pair) => pair !== null);
  const [latest] = accepted.sort((a, b) => compare(b.ballot, a.ballot));
  const proposal = turn.props.forgets ? own : (latest?.proposal ?? own);
  s.proposal = proposal;
  s.accepted = { ballot: s.ballot, proposal };
  s.accepts.add(turn.self);
  turn.broadcast(turn.props.peers, Paxos.accept({ ballot: s.ballot, proposal }));
}

const Server = server.define({
  init: () => ({
    ballot: { round: 0, server: 0 },
    accepted: null,
    decided: false,
    proposal: null,
    prepares: new Map(),
    accepts: new Set(),
  }),
  on: {
    put: (s, { id, value }, turn) => {
      if (s.decided || s.proposal !== null) return;
      s.proposal = { id, client: turn.sender, value };
      s.prepares = new Map([[turn.self, s.accepted]]);
      s.accepts = new Set();
      s.ballot = { round: s.ballot.round + 1, server: Number(turn.self) };
      turn.broadcast(turn.props.peers, Paxos.prepare({ ballot: s.ballot }));
    },
    get: (s, { id }, turn) => {
      if (!s.decided || s.accepted === null) return;
      turn.reply(Paxos.getOk({ id, value: s.accepted.proposal.value }));
    },

    prepare: (s, { ballot }, turn) => {
      if (s.decided || compare(ballot, s.ballot) <= 0) return;
      s.ballot = ballot;
      turn.reply(Paxos.prepared({ ballot, accepted: s.accepted }));
    },
    prepared: (s, { ballot, accepted }, turn) => {
      if (s.decided || s.proposal === null || compare(ballot, s.ballot) !== 0) return;
      s.prepares.set(turn.sender, accepted);
      if (s.prepares.size === turn.props.majority) propose(s, s.proposal, turn);
    },

    accept: (s, { ballot, proposal }, turn) => {
      if (s.decided || compare(ballot, s.ballot) < 0) return;
      s.ballot = ballot;
      s.accepted = { ballot, proposal };
      turn.reply(Paxos.accepted({ ballot }));
    },
    accepted: (s, { ballot }, turn) => {
      if (s.decided || s.proposal === null || compare(ballot, s.ballot) !== 0) return;
      s.accepts.add(turn.sender);
      if (s.accepts.size !== turn.props.majority) return;
      s.decided = true;
      turn.broadcast(turn.props.peers, Paxos.decided({ ballot, proposal: s.proposal }));
      turn.send(s.proposal.client, Paxos.putOk({ id: s.proposal.id }));
    },
    decided: (s, { ballot, proposal }) => {
      if (s.decided) return;
      s.ballot = ballot;
      s.accepted = { ballot, proposal };
      s.decided = true;
    },
  },
});

/** A server that forgets proposes its own value, whatever others have accepted. */
export const paxos = (
  clients: number,
  servers: number,
  network: Network,
  { forgets = false }: { readonly forgets?: boolean } = {},
) => {
  const all = numbered(servers);
  return system({
    actors: {
      servers: all.map((at) =>
        Server.at(at, { peers: peersOf(at, all), majority: majorityOf(servers), forgets }),
      ),
      clients: clientsOf(clients, servers),
    },
    network,
  }).define({
    always: {
      agreement: (w) => {
        const [first, ...others] = w.servers.filter(({ decided }) => decided);
        return others.every((other) => isSame(other.accepted?.proposal, first?.accepted?.proposal));
      },
    },
    sometimes: { valueIsChosen: (w) => valueIsChosen(w.inFlight) },
    linearizable: { register: registerHistory() },
  });
};
