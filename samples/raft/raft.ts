/**
 * Raft, after Ongaro and Ousterhout ("In search of an understandable consensus algorithm", 2014) and
 * Kleppmann's lecture notes on it: nodes elect a leader, which brings everybody's entries into one
 * order. The code that goes into a service; `raft.model.ts` checks it.
 */
import { Address, actor, addresses, messages, type StateOf, type TurnOf } from 'everyturn';
import * as z from 'zod';

export const nodes = addresses('0', '1', '2');
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

/** What a node has promised to others: it must not be lost. */
export const promised = {
  term: Term,
  votedFor: Address.nullable(),
  log: z.array(Entry),
};

/** What a node can find out again. */
export const known = {
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

/** What every node is made of, besides its fields. */
export const declaration = {
  messages: Raft,
  timers: { election: { after: [150, 300] }, replication: { after: 50 } },
} as const;

const node = actor({ ...declaration, durable: z.object(promised), volatile: z.object(known) });

type State = StateOf<typeof node>;
type Turn = TurnOf<typeof node>;

const numberOf = (node: Address) => Number(node) as 0 | 1 | 2;
const peersOf = (self: Address) => nodes.filter((other) => other !== self);

/** The term of the last of so many entries. */
const termOf = (entries: readonly Entry[], length = entries.length) =>
  entries[length - 1]?.term ?? 0;

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
  for (const follower of peersOf(turn.self)) replicateTo(s, follower, turn);
}

function lead(s: State, turn: Turn) {
  s.role = 'leader';
  s.leader = turn.self;
  for (const payload of s.buffer) turn.send(turn.self, Raft.broadcast({ payload }));
  s.buffer = [];
  for (const follower of peersOf(turn.self)) {
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

/** How every node behaves, wherever it keeps its fields. */
export const behavior: Parameters<typeof node.define>[0] = {
  init,
  start: begin,
  recover: begin,
  on: {
    /** Everybody has one vote in each term, for somebody whose log lacks nothing. */
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
    /** A follower takes entries that continue what it has. */
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
    /** What a quorum has is committed; who refuses has a gap, and gets earlier entries, too. */
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
      turn.broadcast(peersOf(turn.self), Raft.voteRequest(request));
    },
    replication: replicateAll,
  },
};

export const Node = node.define(behavior);
