import { expectAnswers } from './answer.ts';
import { adjacentSets } from './models/adjacent-sets.ts';
import { counter, counterToFive } from './models/counter.ts';
import { graph } from './models/graph.ts';

expectAnswers([
  {
    name: 'adjacent collections are told apart',
    model: adjacentSets(),
    states: 16,
    generated: 33,
    diameter: 4,
    verdicts: {},
  },
  {
    name: 'without a property everything is explored',
    model: counter(),
    states: 101,
    generated: 101,
    diameter: 100,
    verdicts: {},
  },
  {
    name: 'after what was looked for everything else is explored too',
    model: counterToFive(),
    states: 101,
    generated: 101,
    diameter: 100,
    verdicts: { 'sometimes.five': { seen: 5 } },
  },
  {
    name: 'a bounded search keeps what is near although it is found by a long way too',
    model: graph('0-1-2-3-4-5-6; 0-3'),
    options: { budget: { depthMax: 3 } },
    states: 6,
    generated: 7,
    diameter: 3,
    frontier: 1,
    verdicts: { 'eventually.odd': 'notChecked' },
  },
  {
    name: 'the same search without a bound',
    model: graph('0-1-2-3-4-5-6; 0-3'),
    states: 7,
    generated: 8,
    diameter: 4,
    verdicts: { 'eventually.odd': 'notChecked' },
  },
  {
    name: 'a bound on states leaves what was seen before it',
    model: counterToFive(),
    options: { budget: { statesMax: 50 } },
    states: 50,
    generated: 50,
    diameter: 49,
    frontier: 1,
    verdicts: { 'sometimes.five': { seen: 5 } },
  },
  {
    name: 'a bound on states leaves open what was not seen before it',
    model: counterToFive(),
    options: { budget: { statesMax: 5 } },
    states: 5,
    generated: 5,
    diameter: 4,
    frontier: 1,
    verdicts: { 'sometimes.five': 'frontier' },
  },
]);
