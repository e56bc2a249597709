/** Two actors that count together: 4.2 of the tables. */
import { actor, addresses, messages, type Network, system } from 'everyturn';
import * as z from 'zod';

const [zero, one] = addresses('0', '1');

const Msg = messages({ ping: { v: z.int() }, pong: { v: z.int() } });

const Player = actor({ messages: Msg, durable: z.object({ count: z.int() }) }).define({
  init: () => ({ count: 0 }),
  start: (_, turn) => {
    if (turn.self === zero) turn.send(one, Msg.ping({ v: 0 }));
  },
  on: {
    ping: (s, { v }, turn) => {
      if (v !== s.count) return;
      turn.reply(Msg.pong({ v }));
      s.count += 1;
    },
    pong: (s, { v }, turn) => {
      if (v !== s.count) return;
      turn.reply(Msg.ping({ v: v + 1 }));
      s.count += 1;
    },
  },
});

/** Counts go up to `most`. */
export const pingPong = (network: Network, most: number) =>
  system({
    actors: { players: [Player.at(zero), Player.at(one)] },
    network,
    fair: { deliver: 'weak' },
  }).define({
    within: (w) => w.players.every(({ count }) => count <= most),
    always: { together: ({ players: [p, q] }) => Math.abs(p.count - q.count) <= 1 },
    sometimes: { arrived: (w) => w.players.some(({ count }) => count === most) },
    eventually: {
      arrived: (w) => w.players.some(({ count }) => count === most),
      beyond: (w) => w.players.some(({ count }) => count === most + 1),
    },
  });
