import { type Frozen, machine } from 'everyturn';
import * as z from 'zod';
import { at } from './at.ts';
import { names } from './range.ts';

/** The names in use, which are the domains of the schemas. */
interface Names {
  readonly keys: readonly string[];
  readonly values: readonly string[];
  readonly txs: readonly string[];
}

const stateOf = ({ keys, values, txs }: Names) => {
  const Key = z.enum(keys);
  const Tx = z.enum(txs);
  const Store = z.record(Key, z.enum(values).nullable());
  return z.object({
    store: Store,
    open: z.set(Tx),
    snapshot: z.record(Tx, Store),
    written: z.record(Tx, z.set(Key)),
    missed: z.record(Tx, z.set(Key)),
  });
};
type State = z.output<ReturnType<typeof stateOf>>;

const emptyStore = (keys: readonly string[]): Record<string, string | null> =>
  Object.fromEntries(keys.map((key) => [key, null]));

const initial = ({ keys, txs }: Names): State => ({
  store: emptyStore(keys),
  open: new Set(),
  snapshot: Object.fromEntries(txs.map((tx) => [tx, emptyStore(keys)])),
  written: Object.fromEntries(txs.map((tx) => [tx, new Set()])),
  missed: Object.fromEntries(txs.map((tx) => [tx, new Set()])),
});

function write(s: State, tx: string, key: string, value: string | null) {
  at(s.snapshot, tx)[key] = value;
  at(s.written, tx).add(key);
}

function close(s: State, tx: string) {
  s.open.delete(tx);
  s.snapshot[tx] = emptyStore(Object.keys(s.store));
  s.written[tx] = new Set();
  s.missed[tx] = new Set();
}

function commit(s: State, tx: string) {
  const written = at(s.written, tx);
  for (const key of written) s.store[key] = at(s.snapshot, tx)[key] ?? null;
  for (const other of s.open) {
    if (other !== tx) for (const key of written) at(s.missed, other).add(key);
  }
  close(s, tx);
}

/** Where the snapshot of an open transaction differs from the store, the transaction knows why. */
const differencesAreKnown = (s: Frozen<State>) =>
  [...s.open].every((tx) =>
    Object.keys(s.store).every(
      (key) =>
        s.store[key] === at(s.snapshot, tx)[key] ||
        at(s.written, tx).has(key) ||
        at(s.missed, tx).has(key),
    ),
  );

const isClear = (s: Frozen<State>, tx: string) =>
  Object.values(at(s.snapshot, tx)).every((value) => value === null) &&
  at(s.written, tx).size === 0 &&
  at(s.missed, tx).size === 0;

/** A key-value store whose transactions work on snapshots and fail on conflicting commits. */
export const keyValueStore = (keys: number, values: number, transactions: number) => {
  const known = {
    keys: names('k', keys),
    values: names('v', values),
    txs: names('t', transactions),
  };
  const Key = z.enum(known.keys);
  const Value = z.enum(known.values);
  const Tx = z.enum(known.txs);

  return machine({ state: stateOf(known) }).define({
    init: () => initial(known),
    actions: {
      open: {
        params: { tx: Tx },
        when: (s, { tx }) => !s.open.has(tx),
        next: (s, { tx }) => {
          s.open.add(tx);
          s.snapshot[tx] = { ...s.store };
        },
      },
      add: {
        params: { tx: Tx, key: Key, value: Value },
        when: (s, { tx, key }) => s.open.has(tx) && at(s.snapshot, tx)[key] === null,
        next: (s, { tx, key, value }) => write(s, tx, key, value),
      },
      update: {
        params: { tx: Tx, key: Key, value: Value },
        when: (s, { tx, key, value }) => {
          const seen = at(s.snapshot, tx)[key];
          return s.open.has(tx) && seen !== null && seen !== value;
        },
        next: (s, { tx, key, value }) => write(s, tx, key, value),
      },
      remove: {
        params: { tx: Tx, key: Key },
        when: (s, { tx, key }) => s.open.has(tx) && at(s.snapshot, tx)[key] !== null,
        next: (s, { tx, key }) => write(s, tx, key, null),
      },
      rollback: {
        params: { tx: Tx },
        when: (s, { tx }) => s.open.has(tx),
        next: (s, { tx }) => close(s, tx),
      },
      commit: {
        params: { tx: Tx },
        when: (s, { tx }) =>
          s.open.has(tx) && [...at(s.missed, tx)].every((key) => !at(s.written, tx).has(key)),
        next: (s, { tx }) => commit(s, tx),
      },
    },
    always: {
      differencesAreKnown,
      closedIsClear: (s) => known.txs.every((tx) => s.open.has(tx) || isClear(s, tx)),
    },
  });
};
