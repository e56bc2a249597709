/**
 * A cache beside a database, as actors: the code that goes into a service. `cache.model.ts` checks it.
 *
 * Who finds nothing in the cache loads the value from the database and fills the cache with it. Who
 * changes the value tells the cache to forget it. A lease keeps the two from passing each other: the
 * cache takes a value only from who asked for it since it last forgot one.
 */
import { Address, actor, messages } from 'everyturn';
import * as z from 'zod';

export const Price = z.enum(['old', 'new']);
const Lease = z.int().min(0);

export const Shop = messages({
  lookUp: {},
  found: { price: Price },
  missed: { lease: Lease },
  fill: { lease: Lease, price: Price },
  forget: {},
  forgotten: {},

  load: {},
  loaded: { price: Price },
  store: { price: Price },
  stored: {},
});

export const Database = actor({ messages: Shop, durable: z.object({ price: Price }) }).define({
  init: () => ({ price: 'old' }),
  on: {
    load: (s, _, turn) => {
      turn.reply(Shop.loaded({ price: s.price }));
    },
    store: (s, { price }, turn) => {
      s.price = price;
      turn.reply(Shop.stored());
    },
  },
});

/** What every cache is made of, however it behaves. */
export const cache = actor({
  messages: Shop,
  volatile: z.object({
    price: Price.nullable(),
    /** What is given to whoever finds nothing; another one after each `forget`. */
    lease: Lease,
  }),
});

export const Cache = cache.define({
  init: () => ({ price: null, lease: 0 }),
  on: {
    lookUp: (s, _, turn) => {
      if (s.price === null) turn.reply(Shop.missed({ lease: s.lease }));
      else turn.reply(Shop.found({ price: s.price }));
    },
    fill: (s, { lease, price }) => {
      if (lease === s.lease) s.price = price;
    },
    forget: (s, _, turn) => {
      s.price = null;
      s.lease += 1;
      turn.reply(Shop.forgotten());
    },
  },
});

/** Shows the price to a customer: from the cache, or else from the database. */
export const Reader = actor({
  messages: Shop,
  props: z.object({ cache: Address, database: Address }),
  volatile: z.object({ shown: Price.nullable(), lease: Lease.nullable() }),
}).define({
  init: () => ({ shown: null, lease: null }),
  start: (_, turn) => {
    turn.send(turn.props.cache, Shop.lookUp());
  },
  on: {
    found: (s, { price }) => {
      s.shown = price;
    },
    missed: (s, { lease }, turn) => {
      s.lease = lease;
      turn.send(turn.props.database, Shop.load());
    },
    loaded: (s, { price }, turn) => {
      s.shown = price;
      if (s.lease !== null) turn.send(turn.props.cache, Shop.fill({ lease: s.lease, price }));
    },
  },
});

/** Changes the price, first where it counts, then where it is in the way. */
export const Writer = actor({
  messages: Shop,
  props: z.object({ cache: Address, database: Address }),
  volatile: z.object({ isDone: z.boolean() }),
}).define({
  init: () => ({ isDone: false }),
  start: (_, turn) => {
    turn.send(turn.props.database, Shop.store({ price: 'new' }));
  },
  on: {
    stored: (_, __, turn) => {
      turn.send(turn.props.cache, Shop.forget());
    },
    forgotten: (s) => {
      s.isDone = true;
    },
  },
});
