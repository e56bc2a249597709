import { machine } from 'everyturn';
import * as z from 'zod';
import { names } from './range.ts';

/** What may differ from the right rules. */
export interface VotingOptions {
  /** This one wins with a single vote. */
  readonly favourite?: string;
}

/** n peers who ask each other for votes: values mention the peers in records, sets and lists. */
export const voting = (n: number, { favourite }: VotingOptions = {}) => {
  const peers = names('p', n);
  const Peer = z.enum(peers);
  const state = z.object({
    asked: z.set(z.object({ from: Peer, to: Peer })),
    leaders: z.array(Peer),
    candidates: z.set(Peer),
    votes: z.record(Peer, Peer.nullable()),
  });
  return machine({ state, symmetry: [Peer] }).define({
    init: () => ({
      asked: new Set(),
      leaders: [],
      candidates: new Set(),
      votes: Object.fromEntries(peers.map((peer) => [peer, null])),
    }),
    actions: {
      stand: {
        params: { p: Peer },
        when: (s, { p }) => !s.candidates.has(p) && s.candidates.size < 2,
        next: (s, { p }) => {
          s.candidates.add(p);
          for (const to of peers) if (to !== p) s.asked.add({ from: p, to });
        },
      },
      vote: {
        next: (s, _, turn) => {
          const { from, to } = turn.choose(s.asked);
          for (const ask of s.asked) {
            if (ask.from === from && ask.to === to) s.asked.delete(ask);
          }
          s.votes[to] ??= from;
        },
      },
      lead: {
        params: { p: Peer },
        when: (s, { p }) => {
          const won = Object.values(s.votes).filter((vote) => vote === p).length;
          return won > (p === favourite ? 0 : n / 2) && !s.leaders.includes(p);
        },
        next: (s, { p }) => {
          s.leaders.push(p);
        },
      },
    },
    always: { oneLeader: (s) => s.leaders.length <= 1 },
    sometimes: { elected: (s) => s.leaders.length > 0 },
  });
};
