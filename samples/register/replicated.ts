/**
 * A register on two replicas, of which each client writes to one and reads from the other.
 *
 * What it shows: a protocol from the literature, as code that could be deployed. No replica leads, none
 * waits for all others, and still all clients together see one register.
 *
 * What to try: in `replica.ts`, let `record` store whatever comes, newer or not, and save. Or open
 * `replicated-hasty.ts`, where a read saves the second round.
 */
import { addresses, system } from 'everyturn';
import { Client, oneRegister } from './register.ts';
import { Replica } from './replica.ts';

const [r1, r2, c1, c2] = addresses('r1', 'r2', 'c1', 'c2');
const both = { majority: 2, writesBack: true };

export const replicated = system({
  actors: {
    replicas: [Replica.at(r1, { ...both, peers: [r2] }), Replica.at(r2, { ...both, peers: [r1] })],
    clients: [
      Client.at(c1, { writeTo: r1, readFrom: r2, value: 'A', ids: [1, 2] }),
      Client.at(c2, { writeTo: r2, readFrom: r1, value: 'B', ids: [3, 4] }),
    ],
  },
  network: { order: 'any', lose: 0, duplicate: 0 },
}).define({
  linearizable: { register: oneRegister },
  sometimes: {
    readsTheOther: ({ clients }) => clients[0].read === 'B' || clients[1].read === 'A',
  },
  alwaysStep: {
    stampsGrow: (before, after) =>
      before.replicas.every((r, i) => r.stamp.count <= (after.replicas[i]?.stamp.count ?? 0)),
  },
});
