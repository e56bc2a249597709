/**
 * Three nodes of which one may crash, on a network without order.
 *
 * What it shows: a bound. There is no end to terms and messages, so `budget` says how deep to look: all
 * that can happen in eight steps. Nothing is broken within them; more is not claimed, and the report
 * says what is left.
 *
 * What to try: make the bound smaller or larger, and watch the time. Then open `raft-amnesia.ts`.
 */
import type { Address } from 'everyturn';
import { system } from 'everyturn';
import { Node, nodes } from './raft.ts';

/** Whether neither of two logs contradicts the other. */
const agree = (one: readonly Address[], other: readonly Address[]) =>
  one.every((payload, i) => i >= other.length || other[i] === payload);

/** Three nodes of this kind. */
export const clusterOf = (AnyNode: typeof Node) =>
  system({
    actors: { nodes: nodes.map((node) => AnyNode.at(node)) },
    network: { order: 'any', lose: 0, duplicate: 0 },
    faults: { crashes: 1, recover: true },
    budget: { depthMax: 8 },
  }).define({
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

export const raft = clusterOf(Node);
