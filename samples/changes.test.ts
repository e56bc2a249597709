import { check, type Report, verify } from 'everyturn';
import { describe, expect, test } from 'vitest';
import { fixes } from './fixes.ts';
import { type Change, loadChanged } from './load-changed.ts';

describe.each(fixes)('$file', (fix) => {
  test('is broken as it stands', async () => {
    const report = await check(await loadChanged({ ...fix, after: fix.before }));
    expect([...report.verdicts.values()].map(({ kind }) => kind)).toContain('violated');
  });

  test('is mended by a change of one line', async () => {
    const report = await verify(await loadChanged(fix));
    expect(report.distinctStates).toBe(fix.states);
  });
});

/** What the comments of the samples propose to try, and what is then said of one property. */
interface Trial extends Change {
  readonly what: string;
  readonly property: string;
  readonly outcome: string;
}

const trials: readonly Trial[] = [
  {
    what: 'a transaction manager that waits for no promise',
    model: 'two-phase/two-phase.ts',
    name: 'twoPhase',
    file: 'two-phase/two-phase.ts',
    before: "when: (s) => s.tm === 'init' && domain(Rm).every((rm) => s.tmPrepared.has(rm)),",
    after: "when: (s) => s.tm === 'init',",
    property: 'always.consistent',
    outcome: 'violated in 3 steps, 623 states',
  },
  {
    what: 'promises that nobody hears',
    model: 'two-phase/two-phase.ts',
    name: 'twoPhase',
    file: 'two-phase/two-phase.ts',
    before: 's.prepared.add(rm);',
    after: '',
    property: 'sometimes.allCommit',
    outcome: 'unreachable, 54 states',
  },
  {
    what: 'jugs of three and six gallons',
    model: 'die-hard/die-hard.ts',
    name: 'dieHard',
    file: 'die-hard/die-hard.ts',
    before: 'const bigSize = 5;',
    after: 'const bigSize = 6;',
    property: 'always.bigIsNotFour',
    outcome: 'holds, 6 states',
  },
  {
    what: 'a history without a limit',
    model: 'undo-redo/undo-redo.model.ts',
    name: 'undoRedo',
    file: 'undo-redo/undo-redo.ts',
    before:
      'return { past: [...past, present].slice(-undoLimit), present: action.to, future: [] };',
    after: 'return { past: [...past, present], present: action.to, future: [] };',
    property: 'always.limited',
    outcome: 'violated in 4 steps, 341 states',
  },
  {
    what: 'a server that forgets what it is told',
    model: 'register/single-copy.ts',
    name: 'singleCopy',
    file: 'register/single-copy.ts',
    before: 's.value = value;',
    after: '',
    property: 'linearizable.register',
    outcome: 'violated in 4 steps, 40 states',
  },
  {
    what: 'a replica that records whatever it is told',
    model: 'register/replicated.ts',
    name: 'replicated',
    file: 'register/replica.ts',
    before: 'if (isNewer(stamp, s.stamp)) {',
    after: '{',
    property: 'alwaysStep.stampsGrow',
    outcome: 'violated in 7 steps, 724 states',
  },
  {
    what: 'a server that accepts in spite of its promise',
    model: 'paxos/paxos.model.ts',
    name: 'paxos',
    file: 'paxos/paxos.ts',
    before: 'if (s.isDecided || compare(ballot, s.ballot) < 0) return;',
    after: 'if (s.isDecided) return;',
    property: 'always.agreement',
    outcome: 'violated in 10 steps, 29676 states',
  },
  {
    what: 'a cache on a network that loses a message',
    model: 'cache/cache.model.ts',
    name: 'cachedPrice',
    file: 'cache/cache.model.ts',
    before: "network: { order: 'any', lose: 0, duplicate: 0 },",
    after: "network: { order: 'any', lose: 1, duplicate: 0 },",
    property: 'always.forgottenForGood',
    outcome: 'holds, 1461 states',
  },
  {
    what: 'a manager that crashes twice',
    model: 'commit/commit.model.ts',
    name: 'commit',
    file: 'commit/commit.model.ts',
    before: 'faults: { crashes: 1, of: [tm], recover: true },',
    after: 'faults: { crashes: 2, of: [tm], recover: true },',
    property: 'always.consistent',
    outcome: 'holds, 1645 states',
  },
  {
    what: 'a saga whose messages get lost',
    model: 'saga/saga.model.ts',
    name: 'saga',
    file: 'saga/saga.model.ts',
    before: "network: { order: 'any', lose: 0, duplicate: 2 },",
    after: "network: { order: 'any', lose: 1, duplicate: 2 },",
    property: 'terminal',
    outcome: 'violated in 1 steps, 226 states',
  },
  {
    what: 'devices whose messages get lost',
    model: 'sync/sync.model.ts',
    name: 'sync',
    file: 'sync/sync.model.ts',
    before: "network: { order: 'any', lose: 0, duplicate: 1 },",
    after: "network: { order: 'any', lose: 1, duplicate: 1 },",
    property: 'terminal',
    outcome: 'violated in 7 steps, 715 states',
  },
  {
    what: 'a wider fence',
    model: 'link/link.model.ts',
    name: 'link',
    file: 'link/link.model.ts',
    before: 'within: (w) => w.inFlight.length < 4,',
    after: 'within: (w) => w.inFlight.length < 5,',
    property: 'always.nothingIsLost',
    outcome: 'holds, 265 states',
  },
];

test.each(trials)('$what: $property is $outcome', async (trial) => {
  expect(outcomeOf(await check(await loadChanged(trial)), trial.property)).toBe(trial.outcome);
});

function outcomeOf(report: Report<unknown>, property: string) {
  const verdict = report.verdicts.get(property);
  const steps =
    verdict?.kind === 'violated' ? ` in ${verdict.counterexample.steps.length} steps` : '';
  return `${verdict?.kind}${steps}, ${report.distinctStates} states`;
}
