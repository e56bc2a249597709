/**
 * A register on three replicas whose reads are answered after one round. Each replica asks the next
 * one only: two of three are a majority.
 *
 * What it shows: why a read of a replicated register has to write. The first read hears of a write that
 * is still under way, and answers with it. The second read asks a majority that has not heard of it,
 * and answers with what was before: time seems to run backwards.
 *
 * What to try: find the read that nothing explains in the trace. Then let reads write back:
 * `writesBack: true`.
 */
import { addresses, system } from 'everyturn';
import { oneRegister, Reader, Writer } from './register.ts';
import { Replica } from './replica.ts';

const [r1, r2, r3, writer, reader] = addresses('r1', 'r2', 'r3', 'writer', 'reader');
const shared = {
  majority: 2,
  writesBack: false,
};

export const replicatedHasty = system({
  actors: {
    replicas: [
      Replica.at(r1, { ...shared, peers: [r2] }),
      Replica.at(r2, { ...shared, peers: [r3] }),
      Replica.at(r3, { ...shared, peers: [r1] }),
    ],
    writer: Writer.at(writer, { writeTo: r1, value: 'A' }),
    reader: Reader.at(reader, { first: r3, second: r2 }),
  },
  network: { order: 'any', lose: 0, duplicate: 0 },
}).define({
  linearizable: { register: oneRegister },
  sometimes: { readsTheWrite: (w) => w.reader.reads[0] === 'A' },
});
