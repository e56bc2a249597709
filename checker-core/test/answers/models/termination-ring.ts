import { type Frozen, machine } from 'everyturn';
import * as z from 'zod';
import { at } from './at.ts';
import { range } from './range.ts';

const Colour = z.enum(['white', 'black']);
const stateOf = (n: number) =>
  z.object({
    active: z.array(z.boolean()).length(n),
    colour: z.array(Colour).length(n),
    token: z.object({
      at: z
        .int()
        .min(0)
        .max(n - 1),
      colour: Colour,
    }),
  });
type State = z.output<ReturnType<typeof stateOf>>;

/** Node 0 may conclude that nobody is active any more. */
const isDetected = (s: Frozen<State>) =>
  s.token.at === 0 && s.token.colour === 'white' && s.colour[0] === 'white' && !s.active[0];

/** Termination detection on a ring, after Dijkstra, EWD 840. */
export const terminationRing = (n: number) => {
  const Node = z
    .int()
    .min(0)
    .max(n - 1);
  return machine({ state: stateOf(n) }).define({
    init: (turn) => ({
      active: range(1, n).map(() => turn.choose([false, true])),
      colour: range(1, n).map(() => turn.choose(['white', 'black'])),
      token: { at: turn.choose(range(0, n - 1)), colour: 'black' },
    }),
    actions: {
      probe: {
        fair: 'weak',
        when: (s) => s.token.at === 0 && (s.token.colour === 'black' || s.colour[0] === 'black'),
        next: (s) => {
          s.token = { at: n - 1, colour: 'white' };
          s.colour[0] = 'white';
        },
      },
      pass: {
        params: {
          i: z
            .int()
            .min(1)
            .max(n - 1),
        },
        fair: 'weak',
        when: (s, { i }) =>
          s.token.at === i &&
          (!at(s.active, i) || s.colour[i] === 'black' || s.token.colour === 'black'),
        next: (s, { i }) => {
          s.token.at = i - 1;
          if (s.colour[i] === 'black') s.token.colour = 'black';
          s.colour[i] = 'white';
        },
      },
      send: {
        params: { from: Node, to: Node },
        when: (s, { from, to }) => from !== to && at(s.active, from),
        next: (s, { from, to }) => {
          s.active[to] = true;
          if (to > from) s.colour[from] = 'black';
        },
      },
      stop: {
        params: { i: Node },
        when: (s, { i }) => at(s.active, i),
        next: (s, { i }) => {
          s.active[i] = false;
        },
      },
    },
    always: {
      detectionIsRight: (s) => !isDetected(s) || !s.active.includes(true),
      tokenIsBlack: (s) => s.token.colour === 'black',
    },
    leadsTo: { isDetected: { from: (s) => !s.active.includes(true), to: isDetected } },
  });
};
