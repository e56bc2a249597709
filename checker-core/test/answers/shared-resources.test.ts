import { expectAnswers } from './answer.ts';
import { allocator } from './models/allocator.ts';
import { deadlockForks } from './models/deadlock-forks.ts';
import { handedOverForks } from './models/handed-over-forks.ts';
import { keyValueStore } from './models/key-value-store.ts';
import { peterson } from './models/peterson.ts';
import { readersWriters } from './models/readers-writers.ts';

expectAnswers([
  ...[2, 3, 4, 5].map((n) => ({
    name: `handed-over forks ${n}`,
    model: handedOverForks(n),
    states: 2 ** (n + 1) + 3,
    // Every philosopher can always take a step.
    generated: 1 + n * (2 ** (n + 1) + 3),
    diameter: 6 * n - 2,
    verdicts: {
      'always.neighboursDoNotEat': 'holds' as const,
      ...Object.fromEntries(
        Array.from({ length: n }, (_, p) => [
          `alwaysEventually.isFed${p + 1}`,
          'notChecked' as const,
        ]),
      ),
    },
  })),
  {
    name: 'deadlock forks 3',
    model: deadlockForks(3),
    states: 14,
    generated: 28,
    diameter: 3,
    terminal: 1,
    verdicts: { terminal: { violated: 3 }, 'sometimes.eats': { seen: 2 } },
  },
  {
    name: 'deadlock forks 5',
    model: deadlockForks(5),
    states: 82,
    generated: 266,
    diameter: 5,
    verdicts: { terminal: { violated: 5 }, 'sometimes.eats': { seen: 2 } },
  },
  {
    name: 'asymmetric forks 5',
    model: deadlockForks(5, { asymmetric: true }),
    states: 70,
    generated: 220,
    diameter: 5,
    terminal: 0,
    verdicts: { terminal: 'holds', 'sometimes.eats': { seen: 2 } },
  },
  {
    name: 'simple allocator 3 x 2',
    model: allocator(3, 2, {
      allocate: 'strong',
      giveBackSatisfied: 'weak',
      giveBackWanting: 'weak',
    }),
    states: 400,
    generated: 1_633,
    diameter: 5,
    verdicts: {
      'always.disjoint': 'holds',
      'leadsTo.whatIsHeldIsGivenBack': 'notChecked',
      'leadsTo.whatIsAskedForIsHeld': 'notChecked',
      'alwaysEventually.satisfied': 'notChecked',
    },
  },
  {
    name: 'Peterson',
    model: peterson(),
    states: 42,
    generated: 77,
    diameter: 10,
    verdicts: { 'always.mutex': 'holds', 'leadsTo.entersAfterWaiting': 'notChecked' },
  },
  {
    name: 'Peterson, swapped',
    model: peterson('swapped'),
    states: 72,
    generated: 139,
    diameter: 12,
    verdicts: { 'always.mutex': { violated: 8 }, 'leadsTo.entersAfterWaiting': 'notChecked' },
  },
  {
    name: 'Peterson, flags only',
    model: peterson('flagsOnly'),
    states: 32,
    generated: 57,
    diameter: 8,
    verdicts: {
      'always.mutex': 'holds',
      terminal: { violated: 6 },
      'leadsTo.entersAfterWaiting': 'notChecked',
    },
  },
  {
    name: 'readers and writers 2',
    model: readersWriters(2),
    states: 390,
    generated: 935,
    diameter: 8,
    verdicts: {
      'always.neverBoth': 'holds',
      'always.oneWriter': 'holds',
      'alwaysEventually.reads1': 'notChecked',
      'alwaysEventually.reads2': 'notChecked',
      'alwaysEventually.writes1': 'notChecked',
      'alwaysEventually.writes2': 'notChecked',
      'alwaysEventually.readsNot1': 'notChecked',
      'alwaysEventually.readsNot2': 'notChecked',
      'alwaysEventually.writesNot1': 'notChecked',
      'alwaysEventually.writesNot2': 'notChecked',
    },
  },
  {
    name: 'key-value store 1, 2, 2',
    model: keyValueStore(1, 2, 2),
    states: 255,
    generated: 1_753,
    diameter: 11,
    verdicts: { 'always.differencesAreKnown': 'holds', 'always.closedIsClear': 'holds' },
  },
]);
