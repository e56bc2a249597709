import { expectAnswers } from './answer.ts';
import { increment } from './models/increment.ts';
import { lock } from './models/lock.ts';
import { switches } from './models/switches.ts';

const concrete = { symmetry: false };
const lockHolds = {
  'always.nothingIsLost': 'holds',
  'always.mutex': 'holds',
  terminal: 'holds',
} as const;

expectAnswers([
  ...[
    { n: 2, states: 13, generated: 15, diameter: 4 },
    { n: 3, states: 84, generated: 112, diameter: 6 },
  ].map(({ n, ...counts }) => ({
    name: `increment ${n}`,
    model: increment(n),
    options: concrete,
    ...counts,
    verdicts: { 'always.nothingIsLost': { violated: 4 } },
  })),
  ...[
    { n: 2, states: 8, generated: 10, diameter: 4 },
    { n: 3, states: 22, generated: 32, diameter: 6 },
  ].map(({ n, ...counts }) => ({
    name: `increment ${n}, symmetry`,
    model: increment(n),
    ...counts,
    verdicts: { 'always.nothingIsLost': { violated: 4 } },
  })),
  {
    name: 'lock 3',
    model: lock(3),
    options: concrete,
    states: 61,
    generated: 61,
    diameter: 12,
    terminal: 6,
    verdicts: lockHolds,
  },
  {
    name: 'lock 5',
    model: lock(5),
    options: concrete,
    states: 1_301,
    generated: 1_301,
    diameter: 20,
    verdicts: lockHolds,
  },
  {
    name: 'lock 3, symmetry',
    model: lock(3),
    states: 13,
    generated: 16,
    diameter: 12,
    verdicts: lockHolds,
  },
  {
    name: 'lock 5, symmetry',
    model: lock(5),
    states: 21,
    generated: 31,
    diameter: 20,
    verdicts: lockHolds,
  },
  {
    name: 'lock 3 with threads that keep the lock',
    model: lock(3, { keepsLock: true }),
    options: concrete,
    states: 13,
    verdicts: { ...lockHolds, terminal: { violated: 4 } },
  },
  {
    name: 'lock 3 with threads that keep the lock, symmetry',
    model: lock(3, { keepsLock: true }),
    states: 5,
    verdicts: { ...lockHolds, terminal: { violated: 4 } },
  },
  {
    name: 'switches',
    model: switches(),
    options: concrete,
    states: 9,
    generated: 19,
    diameter: 4,
    verdicts: { 'sometimes.paused': { seen: 2 } },
  },
  {
    name: 'switches, symmetry',
    model: switches(),
    states: 6,
    generated: 13,
    diameter: 4,
    verdicts: { 'sometimes.paused': { seen: 2 } },
  },
]);
