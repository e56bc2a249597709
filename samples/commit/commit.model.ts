/**
 * A transaction manager that may crash at any moment, two resource managers, and a network that may
 * deliver a message twice.
 *
 * What it shows: crashes. What is durable survives them, what is volatile is as it was at first. Messages
 * that are under way arrive after the crash, too.
 *
 * What to try: let two crashes happen. Or open `commit-presumptuous.ts`, and see what a wrong recovery
 * does. `two-phase/two-phase.ts` is the same protocol as a machine, without actors.
 */
import { addresses, system } from 'everyturn';
import { ResourceManager, TransactionManager } from './commit.ts';

const [tm, rm1, rm2] = addresses('tm', 'rm1', 'rm2');

/** Two resource managers under a transaction manager of this kind. */
export const commitWith = (Manager: typeof TransactionManager) =>
  system({
    actors: {
      tm: Manager.at(tm, { rms: [rm1, rm2] }),
      rms: [ResourceManager.at(rm1), ResourceManager.at(rm2)],
    },
    network: { order: 'any', lose: 0, duplicate: 1 },
    faults: { crashes: 1, of: [tm], recover: true },
  }).define({
    always: {
      consistent: ({ rms }) => {
        const phases = rms.map(({ phase }) => phase);
        return !(phases.includes('committed') && phases.includes('aborted'));
      },
    },
    sometimes: {
      allCommit: ({ rms }) => rms.every(({ phase }) => phase === 'committed'),
      allCommitAfterACrash: (w) =>
        w.crashed.size === 1 && w.rms.every(({ phase }) => phase === 'committed'),
    },
  });

export const commit = commitWith(TransactionManager);
