import { expectAnswers } from './answer.ts';
import { coffeeCan } from './models/coffee-can.ts';
import { leaderRing } from './models/leader-ring.ts';
import { life } from './models/life.ts';
import { prisoners } from './models/prisoners.ts';
import { terminationRing } from './models/termination-ring.ts';
import { tokenRing } from './models/token-ring.ts';

expectAnswers([
  {
    name: 'EWD 840, N = 3',
    model: terminationRing(3),
    initial: 192,
    states: 302,
    generated: 1_817,
    diameter: 8,
    verdicts: {
      'always.detectionIsRight': 'holds',
      'always.tokenIsBlack': { violated: 1 },
      'leadsTo.isDetected': 'notChecked',
    },
  },
  {
    name: 'EWD 840, N = 4',
    model: terminationRing(4),
    initial: 1_024,
    states: 1_566,
    generated: 14_962,
    diameter: 11,
    verdicts: {
      'always.detectionIsRight': 'holds',
      'always.tokenIsBlack': { violated: 1 },
      'leadsTo.isDetected': 'notChecked',
    },
  },
  {
    name: 'Chang and Roberts 3',
    model: leaderRing(3),
    initial: 8,
    states: 137,
    generated: 227,
    diameter: 9,
    terminal: 8,
    verdicts: { 'always.theSmallestWins': 'holds', 'leadsTo.somebodyWins': 'notChecked' },
  },
  {
    name: 'Chang and Roberts 4',
    model: leaderRing(4),
    initial: 16,
    states: 823,
    generated: 1_791,
    diameter: 14,
    terminal: 16,
    verdicts: { 'always.theSmallestWins': 'holds', 'leadsTo.somebodyWins': 'notChecked' },
  },
  {
    name: 'prisoners 4',
    model: prisoners(4),
    initial: 4,
    states: 214,
    generated: 860,
    diameter: 13,
    verdicts: {
      'always.everybodyWasThere': 'holds',
      'sometimes.counted': { seen: 11 },
      'eventually.counted': 'notChecked',
    },
  },
  {
    name: 'coffee can 100',
    model: coffeeCan(100),
    initial: 5_150,
    states: 5_150,
    generated: 20_002,
    diameter: 0,
    verdicts: {
      'alwaysStep.parityIsKept': 'holds',
      'alwaysStep.beansAreUsedUp': 'holds',
      'eventually.oneBean': 'notChecked',
      'leadsTo.evenEndsBlack': 'notChecked',
      'leadsTo.oddEndsWhite': 'notChecked',
    },
  },
  ...[
    { k: 4, generated: 896 },
    { k: 3, generated: 270 },
    { k: 2, generated: 48 },
  ].map(({ k, generated }) => ({
    name: `token ring 4, ${k}`,
    model: tokenRing(4, k),
    initial: k ** 4,
    states: k ** 4,
    generated,
    diameter: 0,
    verdicts: {
      'eventually.onePrivilege': 'notChecked' as const,
      'alwaysStep.onePrivilegeStays': 'holds' as const,
    },
  })),
  {
    name: 'token ring 4, 4, with a node that skips a value',
    model: tokenRing(4, 4, { skips: true }),
    states: 256,
    verdicts: {
      'eventually.onePrivilege': 'notChecked',
      'alwaysStep.onePrivilegeStays': { violated: 1 },
    },
  },
  {
    name: 'coffee can 20, of two white beans one is put back',
    model: coffeeCan(20, { keepsOneWhite: true }),
    states: 230,
    verdicts: {
      'alwaysStep.parityIsKept': { violated: 1 },
      'alwaysStep.beansAreUsedUp': 'holds',
      'eventually.oneBean': 'notChecked',
      'leadsTo.evenEndsBlack': 'notChecked',
      'leadsTo.oddEndsWhite': 'notChecked',
    },
  },
  {
    name: 'life 3',
    model: life(3),
    initial: 512,
    states: 512,
    generated: 1_024,
    diameter: 0,
    selfLoops: 12,
    verdicts: {},
  },
]);
