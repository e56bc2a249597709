/**
 * Three clients write to one storage, each under a lock whose lease may expire at any moment.
 *
 * What it shows: timers. A lease of ten seconds may expire before a message that was sent at its
 * beginning has arrived: machines stop for a garbage collection, networks are slow. Whoever checks does
 * not wait for ten seconds; a timer that is set may fire now.
 *
 * What to try: `bothWrite` is seen, as a lease alone keeps nobody from writing. Look at its trace. Then
 * open `lock-without-fence.ts`.
 */
import { addresses, system } from 'everyturn';
import { Client, LockService, Storage } from './lock.ts';

const [lock, storage, anna, ben, carl] = addresses('lock', 'storage', 'anna', 'ben', 'carl');

/** Clients of a storage of this kind. */
export const clientsOf = (StorageActor: typeof Storage) =>
  system({
    actors: {
      lock: LockService.at(lock),
      storage: StorageActor.at(storage),
      clients: [anna, ben, carl].map((at) => Client.at(at, { lock, storage })),
    },
    network: { order: 'any', lose: 0, duplicate: 0 },
  }).define({
    alwaysStep: {
      // Who held the lock earlier never overwrites who held it later.
      tokensGrow: (before, after) => before.storage.token <= after.storage.token,
    },
    sometimes: {
      bothWrite: (w) => w.clients.filter(({ phase }) => phase === 'writing').length === 2,
      allWritten: (w) => w.clients.every(({ phase }) => phase === 'written'),
      oneIsRefused: (w) => w.clients.some(({ phase }) => phase === 'refused'),
    },
  });

export const fencedLock = clientsOf(Storage);
