import { register as sample } from '../types/models/register.ts';
import { type Answer, expectAnswersOfBothEngines, type Known } from './answer.ts';
import { abd } from './models/abd.ts';
import { networks } from './models/deliveries.ts';
import { paxos } from './models/paxos.ts';
import { singleCopy } from './models/single-copy.ts';

const { any, fifo, dup } = networks;

type Counts = readonly [states: number, generated: number, diameter: number];

/** How far the first read of a written value is, and what is said of the history. */
const row = (
  name: string,
  model: Answer['model'],
  [states, generated, diameter]: Counts,
  seen: Known,
  linearizable: Known = 'holds',
): Answer => ({
  ...{ name, model, states, generated, diameter },
  verdicts: { 'sometimes.valueIsChosen': seen, 'linearizable.register': linearizable },
});

const [three, four] = [{ seen: 3 }, { seen: 4 }];

expectAnswersOfBothEngines([
  row('single copy 1, 1 any', singleCopy(1, 1, any), [5, 5, 4], three),
  row('single copy 1, 1 dup', singleCopy(1, 1, dup), [5, 11, 4], three),
  row('single copy 2, 1 any', singleCopy(2, 1, any), [93, 121, 8], three),
  row('single copy 2, 1 fifo', singleCopy(2, 1, fifo), [93, 121, 8], three),
  row(
    'single copy 2, 1 dup: an old put is delivered again',
    singleCopy(2, 1, dup),
    [427, 2_037, 12],
    three,
    { violated: 9 },
  ),
  row('single copy 3, 1 any', singleCopy(3, 1, any), [4_243, 6_778, 12], three),
  row('single copy 3, 1 fifo', singleCopy(3, 1, fifo), [4_243, 6_778, 12], three),
  row('single copy 1, 2 any', singleCopy(1, 2, any), [5, 5, 4], 'unreachable', { violated: 4 }),
  row('single copy 1, 2 fifo', singleCopy(1, 2, fifo), [5, 5, 4], 'unreachable', { violated: 4 }),
  row('single copy 2, 2 any', singleCopy(2, 2, any), [62, 81, 8], four, { violated: 4 }),
  row('single copy 2, 2 fifo', singleCopy(2, 2, fifo), [62, 81, 8], four, { violated: 4 }),
  row('ABD 2, 2 any', abd(2, 2, any), [544, 875, 24], { seen: 11 }),
  row('ABD 2, 2 fifo', abd(2, 2, fifo), [620, 883, 24], { seen: 11 }),
]);

const agreement = (answer: Answer, known: Known = 'holds'): Answer => ({
  ...answer,
  verdicts: { ...answer.verdicts, 'always.agreement': known },
});

expectAnswersOfBothEngines([
  agreement(row('Paxos 2, 2 any', paxos(2, 2, any), [111, 137, 13], { seen: 8 })),
  agreement(row('Paxos 2, 2 fifo', paxos(2, 2, fifo), [113, 158, 13], { seen: 8 })),
  agreement(row('Paxos 2, 3 any', paxos(2, 3, any), [16_668, 32_971, 20], { seen: 8 })),
  agreement(
    row(
      'Paxos 2, 3 fifo: a late second putOk does not count',
      paxos(2, 3, fifo),
      [33_328, 110_216, 24],
      { seen: 8 },
    ),
  ),
  agreement(
    row(
      'Paxos 2, 3 any, forgetful',
      paxos(2, 3, any, { forgets: true }),
      [16_903, 31_295, 20],
      { seen: 8 },
      { violated: 17 },
    ),
    { violated: 10 },
  ),
]);

expectAnswersOfBothEngines([
  {
    name: 'the register of the API',
    model: sample,
    ...{ states: 544, generated: 875, diameter: 24 },
    verdicts: {
      'sometimes.readsTheOther': { seen: 17 },
      'alwaysStep.stampsGrow': 'holds',
      'linearizable.register': 'holds',
    },
  },
]);
