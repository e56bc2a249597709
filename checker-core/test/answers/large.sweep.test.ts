import { expectAnswers } from './answer.ts';
import { klotski } from './models/klotski.ts';
import { linearEquation } from './models/linear-equation.ts';
import { sliding } from './models/sliding.ts';
import { twoPhase } from './models/two-phase.ts';

expectAnswers([
  {
    name: 'linear equation 2, 10, 14',
    model: linearEquation(2, 10, 14),
    states: 65_536,
    generated: 131_073,
    diameter: 510,
    verdicts: { 'sometimes.solved': { seen: 3 } },
  },
  {
    name: 'linear equation 2, 4, 7',
    model: linearEquation(2, 4, 7),
    states: 65_536,
    generated: 131_073,
    diameter: 510,
    verdicts: { 'sometimes.solved': 'unreachable' },
  },
  {
    name: 'Klotski',
    model: klotski(),
    states: 25_955,
    generated: 88_049,
    diameter: 167,
    verdicts: { 'sometimes.out': { seen: 116 } },
  },
  {
    name: 'sliding puzzle',
    model: sliding([1, 4, 2, 3, 5, 8, 6, 7, 0]),
    states: 181_440,
    generated: 483_841,
    diameter: 31,
    verdicts: { 'sometimes.ordered': { seen: 4 } },
  },
  {
    name: 'sliding puzzle, two tiles exchanged',
    model: sliding([1, 4, 2, 3, 5, 8, 7, 6, 0]),
    states: 181_440,
    generated: 483_841,
    diameter: 31,
    verdicts: { 'sometimes.ordered': 'unreachable' },
  },
  {
    name: 'two-phase 7',
    model: twoPhase(7),
    options: { symmetry: false },
    states: 296_448,
    generated: 2_744_706,
    diameter: 22,
    verdicts: {
      'always.consistent': 'holds',
      'sometimes.allCommit': { seen: 22 },
      'sometimes.allAbort': { seen: 7 },
      'alwaysStep.decisionIsFinal': 'holds',
      'leadsTo.decisionIsHeard': 'notChecked',
      refines: 'notChecked',
    },
  },
  {
    name: 'two-phase 12, symmetry',
    model: twoPhase(12, { liveness: false }),
    states: 6_656,
    verdicts: {
      'always.consistent': 'holds',
      'sometimes.allCommit': { seen: 37 },
      'sometimes.allAbort': { seen: 12 },
      'alwaysStep.decisionIsFinal': 'holds',
      refines: 'notChecked',
    },
  },
]);
