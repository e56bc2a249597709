import { expectAnswers } from './answer.ts';
import { abdWithoutWriteBack } from './models/abd.ts';
import { networks } from './models/deliveries.ts';
import { paxos } from './models/paxos.ts';

// With the compiled engine a minute, with the reference engine many.

const reference = { engine: 'reference' } as const;

const paxosVerdicts = {
  'always.agreement': 'holds',
  'linearizable.register': 'holds',
  'sometimes.valueIsChosen': { seen: 8 },
} as const;

expectAnswers([
  {
    name: 'Paxos 3, 3 any',
    model: paxos(3, 3, networks.any),
    states: 1_194_428,
    verdicts: paxosVerdicts,
  },
  {
    name: 'Paxos 2, 3 any, reference',
    model: paxos(2, 3, networks.any),
    options: reference,
    ...{ states: 16_668, generated: 32_971, diameter: 20 },
    verdicts: paxosVerdicts,
  },
  {
    name: 'Paxos 2, 3 fifo, reference',
    model: paxos(2, 3, networks.fifo),
    options: reference,
    ...{ states: 33_328, generated: 110_216, diameter: 24 },
    verdicts: paxosVerdicts,
  },
  {
    name: 'ABD without write-back, reference',
    model: abdWithoutWriteBack(networks.any),
    options: reference,
    ...{ states: 165_208, generated: 593_295, diameter: 20 },
    verdicts: {
      'linearizable.register': { violated: 13 },
      'sequentiallyConsistent.register': 'holds',
    },
  },
]);
