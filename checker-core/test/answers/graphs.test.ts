import { expectAnswers } from './answer.ts';
import { graph } from './models/graph.ts';

const verdicts = { 'eventually.odd': 'notChecked' } as const;
const small = (text: string, states: number, generated: number, terminal: number) => ({
  name: text,
  model: graph(text),
  states,
  generated,
  terminal,
  verdicts,
});

expectAnswers([
  small('1', 1, 1, 1),
  small('1; 2-3; 2-6-7; 4-9-10', 8, 8, 4),
  small('0-1; 0-2', 3, 3, 2),
  small('0-1; 2-4', 4, 4, 2),
  small('0-1-4-6; 2-4-8', 6, 7, 2),
  small('0-2-4-2', 3, 4, 0),
  small('0-2-4; 1-4-6', 5, 6, 1),
  { ...small('0-0', 1, 2, 0), selfLoops: 1 },
  small('0-1-0', 2, 3, 0),
  small('0-2-0; 0-1', 3, 4, 1),
  small('12-14; 12-15', 3, 3, 2),
  {
    ...small('0-2-4; 4-5', 4, 5, 1),
    name: '0-2-4; 4-5 from 0 and from 4',
    model: graph('0-2-4; 4-5', { starts: [0, 4] }),
  },
  {
    ...small('0-2-9', 2, 3, 0),
    name: '0-2-9 with a fence at 8',
    model: graph('0-2-9', { fence: 8 }),
    fenced: 1,
  },
  {
    ...small('0-2-4-6', 3, 3, 0),
    name: '0-2-4-6 to depth 2',
    options: { budget: { depthMax: 2 } },
    frontier: 1,
  },
]);
