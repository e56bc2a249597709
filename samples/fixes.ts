import type { Change } from './load-changed.ts';

/** A change of one line after which every property of a broken sample holds. */
export interface Fix extends Change {
  /** Distinct states of the mended model. */
  readonly states: number;
}

/** How the broken samples are mended. */
export const fixes: readonly Fix[] = [
  {
    model: 'two-phase/two-phase-forgetful.ts',
    name: 'twoPhaseForgetful',
    file: 'two-phase/two-phase-forgetful.ts',
    before: "when: (s, { rm }) => s.rms[rm] === 'working' || s.rms[rm] === 'prepared',",
    after: "when: (s, { rm }) => s.rms[rm] === 'working',",
    states: 288,
  },
  {
    model: 'order/order.model.ts',
    name: 'orderLife',
    file: 'order/order.ts',
    before: "order.status = 'paid';",
    after: "if (order.status === 'awaitingPayment') order.status = 'paid';",
    states: 19,
  },
  {
    model: 'undo-redo/undo-redo-stale.ts',
    name: 'undoRedoStale',
    file: 'undo-redo/undo-redo-stale.ts',
    before: 'future,',
    after: 'future: [],',
    states: 309,
  },
  {
    model: 'cache/cache-race.ts',
    name: 'cacheRace',
    file: 'cache/cache-race.ts',
    before: 's.price = fill.price;',
    after: 'if (fill.lease === s.lease) s.price = fill.price;',
    states: 627,
  },
  {
    model: 'lock/lock-without-fence.ts',
    name: 'lockWithoutFence',
    file: 'lock/lock-without-fence.ts',
    before: 'const isRefused = token === 0;',
    after: 'const isRefused = token < s.token;',
    states: 2_389,
  },
  {
    model: 'register/single-copy-repeated.ts',
    name: 'singleCopyRepeated',
    file: 'register/single-copy-repeated.ts',
    before: 'duplicate: 1,',
    after: 'duplicate: 0,',
    states: 93,
  },
  {
    model: 'register/replicated-hasty.ts',
    name: 'replicatedHasty',
    file: 'register/replicated-hasty.ts',
    before: 'writesBack: false,',
    after: 'writesBack: true,',
    states: 173,
  },
  {
    model: 'paxos/paxos-forgetful.ts',
    name: 'paxosForgetful',
    file: 'paxos/paxos-forgetful.ts',
    before: 'export const paxosForgetful = agreementWith((own) => own);',
    after: 'export const paxosForgetful = agreementWith();',
    states: 16_668,
  },
  {
    model: 'commit/commit-presumptuous.ts',
    name: 'commitPresumptuous',
    file: 'commit/commit-presumptuous.ts',
    before: "s.decision = 'abort';",
    after: "if (s.decision === 'none') s.decision = 'abort';",
    states: 905,
  },
  {
    model: 'saga/saga-ghost.ts',
    name: 'sagaGhost',
    file: 'saga/saga-ghost.ts',
    before: "s.status = 'unknown';",
    after: "s.status = 'cancelled';",
    states: 123,
  },
  {
    model: 'sync/sync-overwrite.ts',
    name: 'syncOverwrite',
    file: 'sync/sync-overwrite.ts',
    before: 'export const syncOverwrite = devicesWith((_own, theirs) => theirs);',
    after: 'export const syncOverwrite = devicesWith();',
    states: 341,
  },
  {
    model: 'link/link-gap.ts',
    name: 'linkGap',
    file: 'link/link-gap.ts',
    before: 'const isTooEarly = false;',
    after: 'const isTooEarly = seq > s.last + 1;',
    states: 119,
  },
];
