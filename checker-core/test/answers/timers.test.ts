import { expectAnswers } from './answer.ts';
import { withBothEngines } from './both-engines.ts';
import { choosing, choosingLate, clocks, rearmed, relay, timers } from './models/timers.ts';

const lists = ['', '1', '1,3', '2', '2,1', '2,1,3', '3', '3,1', '3,1,3'];
const length = (list: string) => (list === '' ? 0 : list.split(',').length);

expectAnswers(
  withBothEngines([
    { name: 'timers 1', model: timers(1), states: 2, generated: 2, diameter: 1, verdicts: {} },
    { name: 'timers 2', model: timers(2), states: 4, generated: 5, diameter: 2, verdicts: {} },
    { name: 'timers 3', model: timers(3), states: 8, generated: 13, diameter: 3, verdicts: {} },
    {
      name: 'a timer that sets itself again',
      model: rearmed,
      states: 1,
      generated: 1,
      diameter: 0,
      terminal: 1,
      verdicts: { terminal: 'holds' },
    },
    {
      name: 'a choice',
      model: choosing,
      states: 4,
      generated: 4,
      diameter: 1,
      verdicts: { 'sometimes.three': { seen: 1 } },
    },
    {
      name: 'a choice that depends on what came before',
      model: choosingLate,
      states: 9,
      generated: 9,
      diameter: 3,
      verdicts: {
        'always.known': 'holds',
        ...Object.fromEntries(
          lists.map((list) => [`sometimes.[${list}]`, { seen: length(list) }] as const),
        ),
      },
    },
    {
      name: 'relay',
      model: relay,
      states: 7,
      generated: 8,
      diameter: 6,
      fenced: 1,
      verdicts: { 'sometimes.round': { seen: 3 }, 'sometimes.twice': { seen: 6 } },
    },
    {
      name: 'clocks to depth 6',
      model: clocks,
      options: { budget: { depthMax: 6 } },
      states: 7,
      generated: 7,
      diameter: 6,
      frontier: 1,
      verdicts: { 'always.early': { violated: 2 } },
    },
  ]),
);
