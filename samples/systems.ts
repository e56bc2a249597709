import { cachedPrice } from './cache/cache.model.ts';
import { cacheRace } from './cache/cache-race.ts';
import { commit } from './commit/commit.model.ts';
import { commitPresumptuous } from './commit/commit-presumptuous.ts';
import { link } from './link/link.model.ts';
import { linkGap } from './link/link-gap.ts';
import { fencedLock } from './lock/lock.model.ts';
import { lockWithoutFence } from './lock/lock-without-fence.ts';
import { paxos } from './paxos/paxos.model.ts';
import { paxosForgetful } from './paxos/paxos-forgetful.ts';
import { raft } from './raft/raft.model.ts';
import { raftAmnesia } from './raft/raft-amnesia.ts';
import type { Recorded } from './recorded.ts';
import { replicated } from './register/replicated.ts';
import { replicatedHasty } from './register/replicated-hasty.ts';
import { singleCopy } from './register/single-copy.ts';
import { singleCopyRepeated } from './register/single-copy-repeated.ts';
import { saga } from './saga/saga.model.ts';
import { sagaGhost } from './saga/saga-ghost.ts';
import { sync } from './sync/sync.model.ts';
import { syncOverwrite } from './sync/sync-overwrite.ts';

/** What is recorded of the systems of actors. */
export const systems: readonly Recorded[] = [
  {
    name: 'cachedPrice',
    model: cachedPrice,
    states: 627,
    generated: 1247,
    diameter: 14,
    verdicts: {
      'always.forgottenForGood': 'holds',
      'sometimes.newPriceIsCached': {
        seen: [
          'deliver(lookUp, first → cache)',
          'deliver(store, writer → database)',
          'deliver(missed, cache → first)',
          'deliver(load, first → database)',
          'deliver(loaded, database → first)',
          'deliver(fill, first → cache)',
        ],
      },
      'sometimes.oldPriceIsCached': {
        seen: [
          'deliver(lookUp, first → cache)',
          'deliver(missed, cache → first)',
          'deliver(load, first → database)',
          'deliver(loaded, database → first)',
          'deliver(fill, first → cache)',
        ],
      },
      'sometimes.bothShowTheNewPrice': {
        seen: [
          'deliver(lookUp, first → cache)',
          'deliver(store, writer → database)',
          'deliver(missed, cache → first)',
          'deliver(load, first → database)',
          'deliver(loaded, database → first)',
          'deliver(fill, first → cache)',
          'deliver(lookUp, second → cache)',
          'deliver(found, cache → second)',
        ],
      },
    },
  },
  {
    name: 'cacheRace',
    model: cacheRace,
    states: 747,
    generated: 1499,
    diameter: 14,
    verdicts: {
      'always.forgottenForGood': {
        violated: [
          'deliver(lookUp, first → cache)',
          'deliver(missed, cache → first)',
          'deliver(load, first → database)',
          'deliver(store, writer → database)',
          'deliver(loaded, database → first)',
          'deliver(stored, database → writer)',
          'deliver(forget, writer → cache)',
          'deliver(fill, first → cache)',
        ],
      },
      'sometimes.newPriceIsCached': {
        seen: [
          'deliver(lookUp, first → cache)',
          'deliver(store, writer → database)',
          'deliver(missed, cache → first)',
          'deliver(load, first → database)',
          'deliver(loaded, database → first)',
          'deliver(fill, first → cache)',
        ],
      },
      'sometimes.oldPriceIsCached': {
        seen: [
          'deliver(lookUp, first → cache)',
          'deliver(missed, cache → first)',
          'deliver(load, first → database)',
          'deliver(loaded, database → first)',
          'deliver(fill, first → cache)',
        ],
      },
      'sometimes.bothShowTheNewPrice': {
        seen: [
          'deliver(lookUp, first → cache)',
          'deliver(store, writer → database)',
          'deliver(missed, cache → first)',
          'deliver(load, first → database)',
          'deliver(loaded, database → first)',
          'deliver(fill, first → cache)',
          'deliver(lookUp, second → cache)',
          'deliver(found, cache → second)',
        ],
      },
    },
  },
  {
    name: 'fencedLock',
    model: fencedLock,
    states: 2389,
    generated: 5926,
    diameter: 15,
    verdicts: {
      'sometimes.bothWrite': {
        seen: [
          'deliver(acquire, anna → lock)',
          'deliver(acquire, ben → lock)',
          'deliver(granted, lock → anna)',
          'timer(lease, lock)',
          'deliver(granted, lock → ben)',
        ],
      },
      'sometimes.allWritten': {
        seen: [
          'deliver(acquire, anna → lock)',
          'deliver(acquire, ben → lock)',
          'deliver(acquire, carl → lock)',
          'deliver(granted, lock → anna)',
          'deliver(write, anna → storage)',
          'deliver(written, storage → anna)',
          'deliver(release, anna → lock)',
          'deliver(granted, lock → ben)',
          'deliver(write, ben → storage)',
          'deliver(written, storage → ben)',
          'deliver(release, ben → lock)',
          'deliver(granted, lock → carl)',
          'deliver(write, carl → storage)',
          'deliver(written, storage → carl)',
        ],
      },
      'sometimes.oneIsRefused': {
        seen: [
          'deliver(acquire, anna → lock)',
          'deliver(acquire, ben → lock)',
          'deliver(granted, lock → anna)',
          'timer(lease, lock)',
          'deliver(granted, lock → ben)',
          'deliver(write, ben → storage)',
          'deliver(write, anna → storage)',
          'deliver(refused, storage → anna)',
        ],
      },
      'alwaysStep.tokensGrow': 'holds',
    },
  },
  {
    name: 'lockWithoutFence',
    model: lockWithoutFence,
    states: 2401,
    generated: 6010,
    diameter: 15,
    verdicts: {
      'sometimes.bothWrite': {
        seen: [
          'deliver(acquire, anna → lock)',
          'deliver(acquire, ben → lock)',
          'deliver(granted, lock → anna)',
          'timer(lease, lock)',
          'deliver(granted, lock → ben)',
        ],
      },
      'sometimes.allWritten': {
        seen: [
          'deliver(acquire, anna → lock)',
          'deliver(acquire, ben → lock)',
          'deliver(acquire, carl → lock)',
          'deliver(granted, lock → anna)',
          'deliver(write, anna → storage)',
          'deliver(written, storage → anna)',
          'deliver(release, anna → lock)',
          'deliver(granted, lock → ben)',
          'deliver(write, ben → storage)',
          'deliver(written, storage → ben)',
          'deliver(release, ben → lock)',
          'deliver(granted, lock → carl)',
          'deliver(write, carl → storage)',
          'deliver(written, storage → carl)',
        ],
      },
      'sometimes.oneIsRefused': 'unreachable',
      'alwaysStep.tokensGrow': {
        violated: [
          'deliver(acquire, anna → lock)',
          'deliver(acquire, ben → lock)',
          'deliver(granted, lock → anna)',
          'timer(lease, lock)',
          'deliver(granted, lock → ben)',
          'deliver(write, ben → storage)',
          'deliver(write, anna → storage)',
        ],
      },
    },
  },
  {
    name: 'singleCopy',
    model: singleCopy,
    states: 93,
    generated: 121,
    diameter: 8,
    verdicts: {
      'sometimes.readsTheOther': {
        seen: [
          'deliver(put, c1 → server)',
          'deliver(put, c2 → server)',
          'deliver(putOk, server → c1)',
          'deliver(get, c1 → server)',
          'deliver(getOk, server → c1)',
        ],
      },
      'linearizable.register': 'holds',
    },
  },
  {
    name: 'singleCopyRepeated',
    model: singleCopyRepeated,
    states: 783,
    generated: 1331,
    diameter: 9,
    verdicts: {
      'sometimes.readsTheOther': {
        seen: [
          'deliver(put, c1 → server)',
          'deliver(put, c2 → server)',
          'deliver(putOk, server → c1)',
          'deliver(get, c1 → server)',
          'deliver(getOk, server → c1)',
        ],
      },
      'linearizable.register': {
        violated: [
          'duplicate(put, c1 → server)',
          'deliver(put, c2 → server)',
          'deliver(putOk, server → c1)',
          'deliver(get, c1 → server)',
          'deliver(put, c1 → server)',
          'deliver(getOk, server → c1)',
          'deliver(putOk, server → c2)',
          'deliver(get, c2 → server)',
          'deliver(getOk, server → c2)',
        ],
      },
    },
  },
  {
    name: 'replicated',
    model: replicated,
    states: 544,
    generated: 875,
    diameter: 24,
    verdicts: {
      'sometimes.readsTheOther': {
        seen: [
          'deliver(put, c1 → r1)',
          'deliver(put, c2 → r2)',
          'deliver(query, r2 → r1)',
          'deliver(query, r1 → r2)',
          'deliver(report, r2 → r1)',
          'deliver(record, r1 → r2)',
          'deliver(recorded, r2 → r1)',
          'deliver(report, r1 → r2)',
          'deliver(record, r2 → r1)',
          'deliver(recorded, r1 → r2)',
          'deliver(putOk, r1 → c1)',
          'deliver(get, c1 → r2)',
          'deliver(query, r2 → r1)',
          'deliver(report, r1 → r2)',
          'deliver(record, r2 → r1)',
          'deliver(recorded, r1 → r2)',
          'deliver(getOk, r2 → c1)',
        ],
      },
      'alwaysStep.stampsGrow': 'holds',
      'linearizable.register': 'holds',
    },
  },
  {
    name: 'replicatedHasty',
    model: replicatedHasty,
    states: 125,
    generated: 198,
    diameter: 14,
    verdicts: {
      'linearizable.register': {
        violated: [
          'deliver(put, writer → r1)',
          'deliver(query, r1 → r2)',
          'deliver(report, r2 → r1)',
          'deliver(get, reader → r3)',
          'deliver(query, r3 → r1)',
          'deliver(report, r1 → r3)',
          'deliver(getOk, r3 → reader)',
          'deliver(get, reader → r2)',
          'deliver(query, r2 → r3)',
          'deliver(report, r3 → r2)',
          'deliver(getOk, r2 → reader)',
        ],
      },
      'sometimes.readsTheWrite': {
        seen: [
          'deliver(put, writer → r1)',
          'deliver(query, r1 → r2)',
          'deliver(report, r2 → r1)',
          'deliver(get, reader → r3)',
          'deliver(query, r3 → r1)',
          'deliver(report, r1 → r3)',
          'deliver(getOk, r3 → reader)',
        ],
      },
    },
  },
  {
    name: 'paxos',
    model: paxos,
    states: 16668,
    generated: 32971,
    diameter: 20,
    verdicts: {
      'always.agreement': 'holds',
      'sometimes.allDecide': {
        seen: [
          'deliver(put, c1 → s1)',
          'deliver(prepare, s1 → s2)',
          'deliver(promise, s2 → s1)',
          'deliver(accept, s1 → s2)',
          'deliver(accepted, s2 → s1)',
          'deliver(learn, s1 → s2)',
          'deliver(learn, s1 → s3)',
        ],
      },
      'sometimes.readsAValue': {
        seen: [
          'deliver(put, c1 → s1)',
          'deliver(prepare, s1 → s2)',
          'deliver(promise, s2 → s1)',
          'deliver(accept, s1 → s2)',
          'deliver(accepted, s2 → s1)',
          'deliver(learn, s1 → s2)',
          'deliver(putOk, s1 → c1)',
          'deliver(get, c1 → s2)',
          'deliver(getOk, s2 → c1)',
        ],
      },
      'linearizable.register': 'holds',
    },
  },
  {
    name: 'paxosForgetful',
    model: paxosForgetful,
    states: 16903,
    generated: 31295,
    diameter: 20,
    verdicts: {
      'always.agreement': {
        violated: [
          'deliver(put, c1 → s1)',
          'deliver(put, c2 → s2)',
          'deliver(prepare, s1 → s3)',
          'deliver(promise, s3 → s1)',
          'deliver(accept, s1 → s3)',
          'deliver(accepted, s3 → s1)',
          'deliver(prepare, s2 → s3)',
          'deliver(promise, s3 → s2)',
          'deliver(accept, s2 → s3)',
          'deliver(accepted, s3 → s2)',
        ],
      },
      'sometimes.allDecide': {
        seen: [
          'deliver(put, c1 → s1)',
          'deliver(prepare, s1 → s2)',
          'deliver(promise, s2 → s1)',
          'deliver(accept, s1 → s2)',
          'deliver(accepted, s2 → s1)',
          'deliver(learn, s1 → s2)',
          'deliver(learn, s1 → s3)',
        ],
      },
      'sometimes.readsAValue': {
        seen: [
          'deliver(put, c1 → s1)',
          'deliver(prepare, s1 → s2)',
          'deliver(promise, s2 → s1)',
          'deliver(accept, s1 → s2)',
          'deliver(accepted, s2 → s1)',
          'deliver(learn, s1 → s2)',
          'deliver(putOk, s1 → c1)',
          'deliver(get, c1 → s2)',
          'deliver(getOk, s2 → c1)',
        ],
      },
      'linearizable.register': {
        violated: [
          'deliver(put, c1 → s1)',
          'deliver(put, c2 → s2)',
          'deliver(prepare, s1 → s3)',
          'deliver(promise, s3 → s1)',
          'deliver(accept, s1 → s3)',
          'deliver(accepted, s3 → s1)',
          'deliver(prepare, s2 → s3)',
          'deliver(promise, s3 → s2)',
          'deliver(accept, s2 → s3)',
          'deliver(accepted, s3 → s2)',
          'deliver(learn, s1 → s3)',
          'deliver(putOk, s1 → c1)',
          'deliver(get, c1 → s2)',
          'deliver(getOk, s2 → c1)',
          'deliver(putOk, s2 → c2)',
          'deliver(get, c2 → s3)',
          'deliver(getOk, s3 → c2)',
        ],
      },
    },
  },
  {
    name: 'commit',
    model: commit,
    states: 905,
    generated: 1923,
    diameter: 8,
    verdicts: {
      'always.consistent': 'holds',
      'sometimes.allCommit': {
        seen: [
          "deliver(prepare, tm → rm1, choose: 'prepared')",
          'deliver(vote, rm1 → tm)',
          "deliver(prepare, tm → rm2, choose: 'prepared')",
          'deliver(vote, rm2 → tm)',
          'deliver(decide, tm → rm1)',
          'deliver(decide, tm → rm2)',
        ],
      },
      'sometimes.allCommitAfterACrash': {
        seen: [
          "deliver(prepare, tm → rm1, choose: 'prepared')",
          'deliver(vote, rm1 → tm)',
          "deliver(prepare, tm → rm2, choose: 'prepared')",
          'deliver(vote, rm2 → tm)',
          'deliver(decide, tm → rm1)',
          'deliver(decide, tm → rm2)',
          'crash(tm)',
        ],
      },
    },
  },
  {
    name: 'commitPresumptuous',
    model: commitPresumptuous,
    states: 1070,
    generated: 2225,
    diameter: 11,
    verdicts: {
      'always.consistent': {
        violated: [
          "deliver(prepare, tm → rm1, choose: 'prepared')",
          'deliver(vote, rm1 → tm)',
          "deliver(prepare, tm → rm2, choose: 'prepared')",
          'deliver(vote, rm2 → tm)',
          'deliver(decide, tm → rm1)',
          'crash(tm)',
          'recover(tm)',
          'deliver(decide, tm → rm2)',
        ],
      },
      'sometimes.allCommit': {
        seen: [
          "deliver(prepare, tm → rm1, choose: 'prepared')",
          'deliver(vote, rm1 → tm)',
          "deliver(prepare, tm → rm2, choose: 'prepared')",
          'deliver(vote, rm2 → tm)',
          'deliver(decide, tm → rm1)',
          'deliver(decide, tm → rm2)',
        ],
      },
      'sometimes.allCommitAfterACrash': {
        seen: [
          "deliver(prepare, tm → rm1, choose: 'prepared')",
          'deliver(vote, rm1 → tm)',
          "deliver(prepare, tm → rm2, choose: 'prepared')",
          'deliver(vote, rm2 → tm)',
          'deliver(decide, tm → rm1)',
          'deliver(decide, tm → rm2)',
          'crash(tm)',
        ],
      },
    },
  },
  {
    name: 'saga',
    model: saga,
    states: 123,
    generated: 203,
    diameter: 7,
    verdicts: {
      'always.noGhost': 'holds',
      'always.bookedIsReserved': 'holds',
      'sometimes.booked': {
        seen: [
          "deliver(reserve, journey → hotel, choose: 'reserved')",
          'deliver(reserved, hotel → journey)',
          "deliver(reserve, journey → flight, choose: 'reserved')",
          'deliver(reserved, flight → journey)',
        ],
      },
      'sometimes.takenBack': {
        seen: [
          "deliver(reserve, journey → hotel, choose: 'reserved')",
          'deliver(reserved, hotel → journey)',
          "deliver(reserve, journey → flight, choose: 'refused')",
          'deliver(refused, flight → journey)',
          'deliver(cancel, journey → hotel)',
          'deliver(cancelled, hotel → journey)',
        ],
      },
      terminal: 'holds',
    },
  },
  {
    name: 'sagaGhost',
    model: sagaGhost,
    states: 155,
    generated: 261,
    diameter: 8,
    verdicts: {
      'always.noGhost': {
        violated: [
          "duplicate(reserve, journey → hotel, choose: 'reserved')",
          'deliver(reserved, hotel → journey)',
          "deliver(reserve, journey → flight, choose: 'refused')",
          'deliver(refused, flight → journey)',
          'deliver(cancel, journey → hotel)',
          "deliver(reserve, journey → hotel, choose: 'reserved')",
          'deliver(cancelled, hotel → journey)',
        ],
      },
      'always.bookedIsReserved': 'holds',
      'sometimes.booked': {
        seen: [
          "deliver(reserve, journey → hotel, choose: 'reserved')",
          'deliver(reserved, hotel → journey)',
          "deliver(reserve, journey → flight, choose: 'reserved')",
          'deliver(reserved, flight → journey)',
        ],
      },
      'sometimes.takenBack': {
        seen: [
          "deliver(reserve, journey → hotel, choose: 'reserved')",
          'deliver(reserved, hotel → journey)',
          "deliver(reserve, journey → flight, choose: 'refused')",
          'deliver(refused, flight → journey)',
          'deliver(cancel, journey → hotel)',
          'deliver(cancelled, hotel → journey)',
        ],
      },
      terminal: 'holds',
    },
  },
  {
    name: 'sync',
    model: sync,
    states: 341,
    generated: 641,
    diameter: 8,
    verdicts: {
      'always.nothingInvented': 'holds',
      'sometimes.theyDiffer': { seen: ['timer(press, phone)'] },
      'alwaysStep.sumsGrow': 'holds',
      terminal: 'holds',
    },
  },
  {
    name: 'syncOverwrite',
    model: syncOverwrite,
    states: 1164,
    generated: 2145,
    diameter: 9,
    verdicts: {
      'always.nothingInvented': 'holds',
      'sometimes.theyDiffer': { seen: ['timer(press, phone)'] },
      'alwaysStep.sumsGrow': {
        violated: [
          'timer(press, phone)',
          'duplicate(counts, phone → laptop)',
          'timer(press, laptop)',
          'deliver(counts, phone → laptop)',
        ],
      },
      terminal: {
        violated: [
          'timer(press, phone)',
          'timer(press, laptop)',
          'deliver(counts, laptop → phone)',
          'deliver(counts, phone → laptop)',
          'timer(press, phone)',
          'timer(press, laptop)',
        ],
      },
    },
  },
  {
    name: 'link',
    model: link,
    states: 119,
    generated: 447,
    diameter: 9,
    verdicts: {
      'always.inOrder': 'holds',
      'always.nothingIsLost': 'holds',
      'sometimes.allAcknowledged': {
        seen: [
          'deliver(data, sender → receiver)',
          'deliver(ack, receiver → sender)',
          'deliver(data, sender → receiver)',
          'deliver(ack, receiver → sender)',
        ],
      },
    },
  },
  {
    name: 'linkGap',
    model: linkGap,
    states: 205,
    generated: 781,
    diameter: 9,
    verdicts: {
      'always.inOrder': { violated: ['deliver(data, sender → receiver)'] },
      'always.nothingIsLost': {
        violated: [
          'deliver(data, sender → receiver)',
          'deliver(ack, receiver → sender)',
          'deliver(data, sender → receiver)',
          'deliver(ack, receiver → sender)',
        ],
      },
      'sometimes.allAcknowledged': {
        seen: [
          'deliver(data, sender → receiver)',
          'deliver(ack, receiver → sender)',
          'deliver(data, sender → receiver)',
          'deliver(ack, receiver → sender)',
        ],
      },
    },
  },
  {
    name: 'raft',
    model: raft,
    states: 171112,
    generated: 519361,
    diameter: 8,
    isBounded: true,
    verdicts: {
      'always.electionSafety': 'unknown',
      'always.stateMachineSafety': 'unknown',
      'sometimes.leader': {
        seen: ['timer(election, 0)', 'deliver(voteRequest, 0 → 1)', 'deliver(voteResponse, 1 → 0)'],
      },
      'sometimes.committed': {
        seen: [
          'timer(election, 0)',
          'deliver(voteRequest, 0 → 1)',
          'deliver(voteResponse, 1 → 0)',
          'deliver(broadcast, 0 → 0)',
          'deliver(logRequest, 0 → 1)',
          'deliver(logResponse, 1 → 0)',
        ],
      },
    },
  },
  {
    name: 'raftAmnesia',
    model: raftAmnesia,
    states: 184207,
    generated: 548905,
    diameter: 8,
    isBounded: true,
    verdicts: {
      'always.electionSafety': {
        violated: [
          'timer(election, 0)',
          'deliver(voteRequest, 0 → 1)',
          'deliver(voteResponse, 1 → 0)',
          'timer(election, 2)',
          'crash(1)',
          'recover(1)',
          'deliver(voteRequest, 2 → 1)',
          'deliver(voteResponse, 1 → 2)',
        ],
      },
      'always.stateMachineSafety': 'unknown',
      'sometimes.leader': {
        seen: ['timer(election, 0)', 'deliver(voteRequest, 0 → 1)', 'deliver(voteResponse, 1 → 0)'],
      },
      'sometimes.committed': {
        seen: [
          'timer(election, 0)',
          'deliver(voteRequest, 0 → 1)',
          'deliver(voteResponse, 1 → 0)',
          'deliver(broadcast, 0 → 0)',
          'deliver(logRequest, 0 → 1)',
          'deliver(logResponse, 1 → 0)',
        ],
      },
    },
  },
];
