/** Servers that hold one value each and know nothing of each other: 4.4 of the tables. */
import { actor, messages, type Network, system } from 'everyturn';
import * as z from 'zod';
import {
  clientsOf,
  numbered,
  registerHistory,
  requests,
  Value,
  valueIsChosen,
} from './register-client.ts';

const Request = messages(requests);

const Server = actor({ messages: Request, durable: z.object({ value: Value }) }).define({
  init: () => ({ value: null }),
  on: {
    put: (s, { id, value }, turn) => {
      s.value = value;
      turn.reply(Request.putOk({ id }));
    },
    get: (s, { id }, turn) => turn.reply(Request.getOk({ id, value: s.value })),
  },
});

/** One register only if there is one server. */
export const singleCopy = (clients: number, servers: number, network: Network) =>
  system({
    actors: {
      servers: numbered(servers).map((at) => Server.at(at)),
      clients: clientsOf(clients, servers),
    },
    network,
  }).define({
    sometimes: { valueIsChosen: (w) => valueIsChosen(w.inFlight) },
    linearizable: { register: registerHistory() },
  });
