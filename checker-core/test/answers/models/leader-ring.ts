import { machine } from 'everyturn';
import * as z from 'zod';
import { at } from './at.ts';
import { range } from './range.ts';

/** Leader election on a ring, after Chang and Roberts: the smallest initiator wins. */
export const leaderRing = (n: number) => {
  const Id = z.int().min(1).max(n);
  const state = z.object({
    nodes: z
      .array(
        z.object({
          inbox: z.set(Id),
          started: z.boolean(),
          initiator: z.boolean(),
          status: z.enum(['cand', 'lost', 'won']),
        }),
      )
      .length(n),
  });
  type State = z.output<typeof state>;
  const indexOf = (id: number) => id - 1;
  const forward = (s: State, from: number, id: number) => at(s.nodes, from % n).inbox.add(id);

  return machine({ state }).define({
    init: (turn) => ({
      nodes: range(1, n).map(() => {
        const initiator = turn.choose([false, true]);
        return {
          inbox: new Set<number>(),
          started: false,
          initiator,
          status: initiator ? ('cand' as const) : ('lost' as const),
        };
      }),
    }),
    actions: {
      start: {
        params: { node: Id },
        fair: 'weak',
        when: (s, { node }) => !at(s.nodes, indexOf(node)).started,
        next: (s, { node }) => {
          const self = at(s.nodes, indexOf(node));
          self.started = true;
          if (self.initiator) forward(s, node, node);
        },
      },
      receive: {
        params: { node: Id },
        fair: 'weak',
        when: (s, { node }) => at(s.nodes, indexOf(node)).started,
        next: (s, { node }, turn) => {
          const self = at(s.nodes, indexOf(node));
          const id = turn.choose(self.inbox);
          self.inbox.delete(id);
          if (self.status === 'lost') forward(s, node, id);
          else if (id < node) {
            self.status = 'lost';
            forward(s, node, id);
          } else if (id === node) self.status = 'won';
        },
      },
    },
    always: {
      theSmallestWins: (s) => {
        const winner = s.nodes.findIndex((node) => node.status === 'won');
        if (winner === -1) return true;
        return (
          at(s.nodes, winner).initiator &&
          s.nodes.every((node, i) => i === winner || node.status === 'lost') &&
          s.nodes.slice(0, winner).every((node) => !node.initiator)
        );
      },
    },
    leadsTo: {
      somebodyWins: {
        from: (s) => s.nodes.some((node) => node.status === 'cand'),
        to: (s) => s.nodes.some((node) => node.status === 'won'),
      },
    },
  });
};
