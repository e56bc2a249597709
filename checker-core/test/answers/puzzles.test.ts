import { expectAnswers } from './answer.ts';
import { dieHard } from './models/die-hard.ts';
import { hanoi } from './models/hanoi.ts';
import { missionaries } from './models/missionaries.ts';
import { queens } from './models/queens.ts';

expectAnswers([
  {
    name: 'Die Hard',
    model: dieHard(),
    states: 16,
    generated: 97,
    diameter: 7,
    selfLoops: 38,
    verdicts: { 'always.bigIsNotFour': { violated: 6 } },
  },
  {
    name: 'missionaries and cannibals',
    model: missionaries(),
    states: 64,
    generated: 253,
    diameter: 12,
    verdicts: { 'sometimes.nobodyIsLeft': { seen: 11 } },
  },
  {
    name: 'Hanoi 3',
    model: hanoi(3),
    states: 27,
    generated: 79,
    diameter: 7,
    verdicts: { 'sometimes.allMoved': { seen: 7 } },
  },
  {
    name: 'Hanoi 4',
    model: hanoi(4),
    states: 81,
    generated: 241,
    diameter: 15,
    verdicts: { 'sometimes.allMoved': { seen: 15 } },
  },
  {
    name: 'Hanoi 5',
    model: hanoi(5),
    states: 243,
    generated: 727,
    diameter: 31,
    verdicts: { 'sometimes.allMoved': { seen: 31 } },
  },
  {
    name: '4 queens',
    model: queens(4),
    states: 785,
    generated: 2_970,
    diameter: 15,
    terminal: 1,
    verdicts: { 'always.twoSolutions': 'holds', 'sometimes.found': { seen: 4 } },
  },
]);
