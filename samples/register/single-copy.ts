/**
 * One server that holds a value, and two clients that write and read it.
 *
 * What it shows: a history. `linearizable` writes down what the clients ask and what they are answered,
 * without a change to any of them, and looks whether one register, asked by one client after the
 * other, could have answered the same. The messages may arrive in any order.
 *
 * What to try: let `Server` answer before it stores the value: nothing changes, as a turn is atomic. Let
 * it forget to store the value, and see how few steps tell.
 */
import { actor, addresses, messages, type Network, system } from 'everyturn';
import * as z from 'zod';
import { Client, oneRegister, requests, Value } from './register.ts';

const Request = messages(requests);

export const Server = actor({ messages: Request, durable: z.object({ value: Value }) }).define({
  init: () => ({ value: null }),
  on: {
    put: (s, { id, value }, turn) => {
      s.value = value;
      turn.reply(Request.putOk({ id }));
    },
    get: (s, { id }, turn) => {
      turn.reply(Request.getOk({ id, value: s.value }));
    },
  },
});

const [server, c1, c2] = addresses('server', 'c1', 'c2');
const same = { writeTo: server, readFrom: server };

/** The server and its clients on a network of this kind. */
export const singleCopyOn = (network: Network) =>
  system({
    actors: {
      server: Server.at(server),
      clients: [
        Client.at(c1, { ...same, value: 'A', ids: [1, 2] }),
        Client.at(c2, { ...same, value: 'B', ids: [3, 4] }),
      ],
    },
    network,
  }).define({
    linearizable: { register: oneRegister },
    sometimes: { readsTheOther: ({ clients }) => clients[0].read === 'B' },
  });

export const singleCopy = singleCopyOn({ order: 'any', lose: 0, duplicate: 0 });
