/**
 * Servers that agree on one value although messages of many proposals cross each other, after Lamport
 * ("The part-time parliament", 1998). The code that goes into a service: each server takes requests,
 * proposes, promises, accepts and learns. `paxos.model.ts` checks it.
 */
import { Address, actor, messages, type StateOf, type TurnOf } from 'everyturn';
import * as z from 'zod';
import { RequestId, requests, Value } from '../register/register.ts';

/** Orders proposals: by round, then by the server that makes them. */
const Ballot = z.object({ round: z.int().min(0), server: z.string() });
type Ballot = z.output<typeof Ballot>;
const Proposal = z.object({ id: RequestId, client: Address, value: Value });
type Proposal = z.output<typeof Proposal>;
const Accepted = z.object({ ballot: Ballot, proposal: Proposal });
export type Accepted = z.output<typeof Accepted>;

export const Paxos = messages({
  ...requests,
  prepare: { ballot: Ballot },
  promise: { ballot: Ballot, accepted: Accepted.nullable() },
  accept: { ballot: Ballot, proposal: Proposal },
  accepted: { ballot: Ballot },
  learn: { ballot: Ballot, proposal: Proposal },
});

const server = actor({
  messages: Paxos,
  props: z.object({ peers: z.array(Address), majority: z.int().min(1) }),
  durable: z.object({
    /** The newest ballot that this server has promised to. */
    ballot: Ballot,
    accepted: Accepted.nullable(),
    isDecided: z.boolean(),
    /** Of a server that proposes: what, who has promised, and who has accepted. */
    proposal: Proposal.nullable(),
    promises: z.map(Address, Accepted.nullable()),
    accepts: z.set(Address),
  }),
});
type State = StateOf<typeof server>;
type Turn = TurnOf<typeof server>;

/** Which proposal a server makes that has the promises of a majority. */
export type Choice = (own: Proposal, accepted: readonly Accepted[]) => Proposal;

/** Somebody may have decided already: go on with what was accepted in the newest ballot. */
export const newestOrOwn: Choice = (own, accepted) => {
  const [newest] = accepted.toSorted((a, b) => compare(b.ballot, a.ballot));
  return newest?.proposal ?? own;
};

function compare(a: Ballot, b: Ballot) {
  return a.round - b.round || Number(a.server > b.server) - Number(a.server < b.server);
}

const isCurrent = (s: State, ballot: Ballot) => !s.isDecided && compare(ballot, s.ballot) === 0;

function askToAccept(s: State, turn: Turn, proposal: Proposal) {
  const { ballot } = s;
  s.proposal = proposal;
  s.accepted = { ballot, proposal };
  s.accepts = new Set([turn.self]);
  turn.broadcast(turn.props.peers, Paxos.accept({ ballot, proposal }));
}

/** A server that chooses its proposals like this. */
export const serverWith = (choose: Choice) =>
  server.define({
    init: () => ({
      ballot: { round: 0, server: '' },
      accepted: null,
      isDecided: false,
      proposal: null,
      promises: new Map(),
      accepts: new Set(),
    }),

    on: {
      put: (s, { id, value }, turn) => {
        if (s.isDecided || s.proposal !== null) return;
        s.proposal = { id, client: turn.sender, value };
        s.promises = new Map([[turn.self, s.accepted]]);
        s.ballot = { round: s.ballot.round + 1, server: turn.self };
        turn.broadcast(turn.props.peers, Paxos.prepare({ ballot: s.ballot }));
      },
      get: (s, { id }, turn) => {
        if (!s.isDecided || s.accepted === null) return;
        turn.reply(Paxos.getOk({ id, value: s.accepted.proposal.value }));
      },

      prepare: (s, { ballot }, turn) => {
        if (s.isDecided || compare(ballot, s.ballot) <= 0) return;
        s.ballot = ballot;
        turn.reply(Paxos.promise({ ballot, accepted: s.accepted }));
      },
      promise: (s, { ballot, accepted }, turn) => {
        if (!isCurrent(s, ballot) || s.proposal === null) return;
        s.promises.set(turn.sender, accepted);
        if (s.promises.size !== turn.props.majority) return;
        const others = [...s.promises.values()].filter((pair) => pair !== null);
        askToAccept(s, turn, choose(s.proposal, others));
      },

      accept: (s, { ballot, proposal }, turn) => {
        if (s.isDecided || compare(ballot, s.ballot) < 0) return;
        s.ballot = ballot;
        s.accepted = { ballot, proposal };
        turn.reply(Paxos.accepted({ ballot }));
      },
      accepted: (s, { ballot }, turn) => {
        if (!isCurrent(s, ballot) || s.proposal === null) return;
        s.accepts.add(turn.sender);
        if (s.accepts.size !== turn.props.majority) return;
        s.isDecided = true;
        turn.broadcast(turn.props.peers, Paxos.learn({ ballot, proposal: s.proposal }));
        turn.send(s.proposal.client, Paxos.putOk({ id: s.proposal.id }));
      },
      learn: (s, { ballot, proposal }) => {
        if (s.isDecided) return;
        s.ballot = ballot;
        s.accepted = { ballot, proposal };
        s.isDecided = true;
      },
    },
  });
