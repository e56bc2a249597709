/** Raft after Kleppmann's lecture notes: 4.5 of the tables. */
import {
  Address,
  actor,
  addresses,
  messages,
  type StateOf,
  type SystemDeclaration,
  system,
  type TurnOf,
} from 'everyturn';
import * as z from 'zod';
import { at } from './at.ts';
import { networks } from './deliveries.ts';
import { peersOf } from './register-client.ts';

const nodes = addresses('0', '1', '2');
const quorum = 2;

const Term = z.int().min(0);
const Length = z.int().min(0);
/** Every node wants its own name in the log. */
const Payload = Address;
const Entry = z.object({ term: Term, payload: Payload });
type Entry = z.output<typeof Entry>;

const Raft = messages({
  voteRequest: { term: Term, length: Length, lastTerm: Term },
  voteResponse: { term: Term, granted: z.boolean() },
  logRequest: {
    term: Term,
    prefix: Length,
    prefixTerm: Term,
    commit: Length,
    entries: z.array(Entry),
  },
  logResponse: { term: Term, acked: Length, success: z.boolean() },
  broadcast: { payload: Payload },
});

const Numbers = z.tuple([Length, Length, Length]);
const elected = { term: Term, votedFor: Address.nullable(), log: z.array(Entry) };
const others = {
  commit: Length,
  role: z.enum(['follower', 'candidate', 'leader']),
  leader: Address.nullable(),
  votes: z.set(Address),
  /** By node: how much of the log was sent to it, and how much it has. */
  sent: Numbers,
  acked: Numbers,
  delivered: z.array(Payload),
  buffer: z.array(Payload),
};

const declaration = {
  messages: Raft,
  timers: { election: { after: [150, 300] }, replication: { after: 50 } },
} as const;

/** What a crash loses is all that differs. */
const forgetful = actor({ ...declaration, volatile: z.object({ ...elected, ...others }) });
const remembering = actor({
  ...declaration,
  durable: z.object(elected),
  volatile: z.object(others),
});

type State = StateOf<typeof forgetful>;
type Turn = TurnOf<typeof forgetful>;

const numberOf = (node: Address) => Number(node) as 0 | 1 | 2;
const termOf = (entries: readonly Entry[], length = entries.length) =>
  length === 0 ? 0 : at(entries, length - 1).term;

function begin(_: State, turn: Turn) {
  turn.setTimer('election');
  turn.setTimer('replication');
  turn.send(turn.self, Raft.broadcast({ payload: turn.self }));
}

function follow(s: State, term: number, turn: Turn) {
  s.term = term;
  s.role = 'follower';
  s.votedFor = null;
  turn.setTimer('election');
}

function replicateTo(s: State, follower: Address, turn: Turn) {
  const prefix = s.sent[numberOf(follower)];
  const request = {
    ...{ term: s.term, prefix, prefixTerm: termOf(s.log, prefix) },
    ...{ commit: s.commit, entries: s.log.slice(prefix) },
  };
  turn.send(follower, Raft.logRequest(request));
}

function replicateAll(s: State, turn: Turn) {
  if (s.role !== 'leader') return;
  for (const follower of peersOf(turn.self, nodes)) replicateTo(s, follower, turn);
}

function lead(s: State, turn: Turn) {
  s.role = 'leader';
  s.leader = turn.self;
  for (const payload of s.buffer) turn.send(turn.self, Raft.broadcast({ payload }));
  s.buffer = [];
  for (const follower of peersOf(turn.self, nodes)) {
    s.sent[numberOf(follower)] = s.log.length;
    s.acked[numberOf(follower)] = 0;
  }
  replicateAll(s, turn);
}

function commitTo(s: State, length: number) {
  s.delivered.push(...s.log.slice(s.commit, length).map(({ payload }) => payload));
  s.commit = length;
}

function append(s: State, prefix: number, commit: number, entries: readonly Entry[]) {
  if (entries.length > 0 && s.log.length > prefix) {
    const both = Math.min(s.log.length, prefix + entries.length);
    if (termOf(s.log, both) !== termOf(entries, both - prefix)) s.log.length = prefix;
  }
  s.log.push(...entries.slice(s.log.length - prefix));
  if (commit > s.commit) commitTo(s, commit);
}

/** Commits what a quorum has, if its last entry is of this term. */
function commitAcked(s: State) {
  const lengths = s.log.map((_, i) => i + 1).filter((length) => length > s.commit);
  const most = lengths.findLast(
    (length) => s.acked.filter((acked) => acked >= length).length >= quorum,
  );
  if (most !== undefined && termOf(s.log, most) === s.term) commitTo(s, most);
}

const init = (): State => ({
  ...{ term: 0, votedFor: null, log: [], commit: 0, role: 'follower', leader: null },
  ...{ votes: new Set(), sent: [0, 0, 0], acked: [0, 0, 0], delivered: [], buffer: [] },
});

const behavior: Parameters<typeof forgetful.define>[0] = {
  init,
  start: begin,
  recover: begin,
  on: {
    voteRequest: (s, { term, length, lastTerm }, turn) => {
      if (term > s.term) Object.assign(s, { term, role: 'follower', votedFor: null });
      const own = termOf(s.log);
      const isUpToDate = lastTerm > own || (lastTerm === own && length >= s.log.length);
      const isFree = s.votedFor === null || s.votedFor === turn.sender;
      const granted = term === s.term && isUpToDate && isFree;
      if (granted) s.votedFor = turn.sender;
      turn.reply(Raft.voteResponse({ term: s.term, granted }));
    },
    voteResponse: (s, { term, granted }, turn) => {
      if (s.role === 'candidate' && term === s.term && granted) {
        s.votes.add(turn.sender);
        if (s.votes.size >= quorum) lead(s, turn);
      } else if (term > s.term) follow(s, term, turn);
    },
    logRequest: (s, { term, prefix, prefixTerm, commit, entries }, turn) => {
      if (term > s.term) {
        Object.assign(s, { term, votedFor: null });
        turn.setTimer('election');
      }
      if (term === s.term) {
        s.role = 'follower';
        s.leader = turn.sender;
        turn.setTimer('election');
      }
      const fits = s.log.length >= prefix && (prefix === 0 || termOf(s.log, prefix) === prefixTerm);
      const success = term === s.term && fits;
      if (success) append(s, prefix, commit, entries);
      const acked = success ? prefix + entries.length : 0;
      turn.reply(Raft.logResponse({ term: s.term, acked, success }));
    },
    logResponse: (s, { term, acked, success }, turn) => {
      if (term === s.term && s.role === 'leader') {
        const follower = numberOf(turn.sender);
        if (success && acked >= s.acked[follower]) {
          s.sent[follower] = acked;
          s.acked[follower] = acked;
          commitAcked(s);
        } else if (s.sent[follower] > 0) {
          s.sent[follower] -= 1;
          replicateTo(s, turn.sender, turn);
        }
      } else if (term > s.term) follow(s, term, turn);
    },
    broadcast: (s, { payload }, turn) => {
      if (s.role === 'leader') {
        s.log.push({ term: s.term, payload });
        s.acked[numberOf(turn.self)] = s.log.length;
        replicateAll(s, turn);
      } else if (s.leader === null) s.buffer.push(payload);
      else turn.send(s.leader, Raft.broadcast({ payload }));
    },
  },
  onTimer: {
    election: (s, turn) => {
      if (s.role === 'leader') return;
      s.term += 1;
      s.votedFor = turn.self;
      s.role = 'candidate';
      s.votes = new Set([turn.self]);
      const request = { term: s.term, length: s.log.length, lastTerm: termOf(s.log) };
      turn.broadcast(peersOf(turn.self, nodes), Raft.voteRequest(request));
    },
    replication: replicateAll,
  },
};

const agree = (one: readonly Address[], other: readonly Address[]) =>
  one.every((payload, i) => i >= other.length || other[i] === payload);

type Variant = 'volatile' | 'durable' | 'no crash';

/** Three nodes; in one variant a crash loses term, vote and log. */
export const raft = (variant: Variant) => {
  const Node = variant === 'volatile' ? forgetful.define(behavior) : remembering.define(behavior);
  const crashes = variant === 'no crash' ? 0 : 1;
  const declared = {
    actors: { nodes: nodes.map((node) => Node.at(node)) },
    network: networks.any,
    faults: { crashes, recover: true },
  } satisfies SystemDeclaration<unknown>;
  return system(declared).define({
    always: {
      electionSafety: (w) => {
        const leaders = w.nodes.filter(({ role }) => role === 'leader');
        return new Set(leaders.map(({ term }) => term)).size === leaders.length;
      },
      stateMachineSafety: (w) =>
        w.nodes.every((one) => w.nodes.every((other) => agree(one.delivered, other.delivered))),
    },
    sometimes: {
      leader: (w) => w.nodes.some(({ role }) => role === 'leader'),
      committed: (w) => w.nodes.some(({ commit }) => commit > 0),
    },
  });
};
