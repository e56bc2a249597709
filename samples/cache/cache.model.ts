/**
 * A cache, a database, two who read a price and one who changes it, in every order in which their
 * messages can arrive.
 *
 * What it shows: a system of actors. There is no model of the code: the actors of `cache.ts` are checked
 * as they are, and this file says only who takes part, how messages travel, and what must be true.
 *
 * What to try: open `cache-race.ts`, where the cache takes every value. Or let messages get lost
 * (`lose: 1`), and look which promise is broken then, and which is not.
 */
import { addresses, system } from 'everyturn';
import { Cache, Database, Reader, Writer } from './cache.ts';

const [cache, database, first, second, writer] = addresses(
  'cache',
  'database',
  'first',
  'second',
  'writer',
);

/** The shop with this cache. */
export const shopWith = (CacheActor: typeof Cache) =>
  system({
    actors: {
      cache: CacheActor.at(cache),
      database: Database.at(database),
      readers: [Reader.at(first, { cache, database }), Reader.at(second, { cache, database })],
      writer: Writer.at(writer, { cache, database }),
    },
    network: { order: 'any', lose: 0, duplicate: 0 },
  }).define({
    always: {
      // What the cache was told to forget does not come back. Its lease tells whether it was told.
      forgottenForGood: ({ cache }) => cache.lease === 0 || cache.price !== 'old',
    },
    sometimes: {
      newPriceIsCached: (w) => w.cache.price === 'new',
      // A cache that is never filled would keep the promise above, too.
      oldPriceIsCached: (w) => w.cache.price === 'old',
      bothShowTheNewPrice: (w) => w.readers.every(({ shown }) => shown === 'new'),
    },
  });

export const cachedPrice = shopWith(Cache);
