/**
 * A cache that takes every value that it is given.
 *
 * What it shows: a race that few tests meet. A reader finds nothing in the cache and loads the old
 * price. Before it fills the cache, somebody changes the price and has the cache forget it. Then the old
 * price arrives, and stays. The error stands at the handler that took it.
 *
 * What to try: follow the messages of the trace. Then mend `fill`: the price counts only if nothing was
 * forgotten since the reader asked, so its line becomes
 * `if (fill.lease === s.lease) s.price = fill.price;`. Save, and the promise holds.
 */
import { shopWith } from './cache.model.ts';
import { cache, Shop } from './cache.ts';

export const TrustingCache = cache.define({
  init: () => ({ price: null, lease: 0 }),
  on: {
    lookUp: (s, _, turn) => {
      if (s.price === null) turn.reply(Shop.missed({ lease: s.lease }));
      else turn.reply(Shop.found({ price: s.price }));
    },
    fill: (s, fill) => {
      s.price = fill.price;
    },
    forget: (s, _, turn) => {
      s.price = null;
      s.lease += 1;
      turn.reply(Shop.forgotten());
    },
  },
});

export const cacheRace = shopWith(TrustingCache);
