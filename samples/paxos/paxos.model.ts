/**
 * Three servers, and two clients that want different values.
 *
 * What it shows: agreement, the hardest of the well-known protocols, in every order in which its
 * messages can arrive: 16,668 states. What the servers agree on is also one register to the clients,
 * though most of their writes are never answered.
 *
 * What to try: in `paxos.ts`, let a server accept what comes after it has promised to wait for something
 * newer: `if (s.isDecided) return;` in `accept`. Or open `paxos-forgetful.ts`.
 */
import { addresses, system } from 'everyturn';
import { Client, oneRegister } from '../register/register.ts';
import { type Choice, newestOrOwn, serverWith } from './paxos.ts';

const all = addresses('s1', 's2', 's3');
const [s1, s2, s3] = all;
const [c1, c2] = addresses('c1', 'c2');

/** Servers that choose their proposals like this, and their clients. */
export const agreementWith = (choose: Choice = newestOrOwn) => {
  const Server = serverWith(choose);
  return system({
    actors: {
      servers: all.map((self) =>
        Server.at(self, { peers: all.filter((peer) => peer !== self), majority: 2 }),
      ),
      clients: [
        Client.at(c1, { writeTo: s1, readFrom: s2, value: 'A', ids: [1, 2] }),
        Client.at(c2, { writeTo: s2, readFrom: s3, value: 'B', ids: [3, 4] }),
      ],
    },
    network: { order: 'any', lose: 0, duplicate: 0 },
  }).define({
    always: {
      agreement: ({ servers }) => {
        const decided = servers.filter(({ isDecided }) => isDecided);
        return new Set(decided.map(({ accepted }) => accepted?.proposal.value)).size <= 1;
      },
    },
    linearizable: { register: oneRegister },
    sometimes: {
      allDecide: ({ servers }) => servers.every(({ isDecided }) => isDecided),
      readsAValue: ({ clients }) => clients.some(({ read }) => read !== null),
    },
  });
};

export const paxos = agreementWith();
