import type { Answer } from './answer.ts';
import { expectAnswers } from './answer.ts';
import { withBothEngines } from './both-engines.ts';
import {
  counting,
  crashing,
  ignoring,
  networks,
  order,
  recovering,
  scripted,
  unknownRecipient,
} from './models/deliveries.ts';

const { any, fifo, dup, anyLossy, fifoLossy, dupLossy } = networks;
const counts = (states: number, generated: number, diameter: number) => ({
  states,
  generated,
  diameter,
});
const astray = (name: string, network: Parameters<typeof unknownRecipient>[0]): Answer => ({
  name: `unknown recipient, ${name}`,
  model: unknownRecipient(network),
  ...(network.lose === 0 ? counts(1, 1, 0) : counts(2, 2, 1)),
  errors: ['EVT206'],
  verdicts: {},
});
const received = (twice: number | null, thrice: number | null) =>
  ({
    'sometimes.once': { seen: 1 },
    'sometimes.twice': twice === null ? 'unreachable' : { seen: twice },
    'sometimes.thrice': thrice === null ? 'unreachable' : { seen: thrice },
  }) as const;
const recovered = {
  'always.volatileIsLess': 'holds',
  'sometimes.forgotten': { seen: 2 },
} as const;

expectAnswers(
  withBothEngines([
    ...(['any', 'dup'] as const).map((name) => ({
      name: `a delivery without effect, ${name}`,
      model: ignoring(networks[name]),
      ...counts(2, 2, 1),
      terminal: 1,
      verdicts: {
        'sometimes.settled': name === 'any' ? { seen: 1 } : 'unreachable',
        terminal: 'holds',
      } as const,
    })),
    {
      name: 'a delivery without effect, fifo',
      model: ignoring(fifo),
      ...counts(3, 3, 2),
      terminal: 1,
      verdicts: { 'sometimes.settled': { seen: 2 }, terminal: 'holds' },
    },
    astray('any', any),
    astray('fifo', fifo),
    astray('dup', dup),
    astray('lossy', anyLossy),
    astray('fifo, lossy', fifoLossy),
    astray('dup, lossy', dupLossy),
    {
      name: 'order, fifo',
      model: order(fifo),
      ...counts(3, 3, 2),
      verdicts: { 'sometimes.inOrder': { seen: 2 }, 'sometimes.outOfOrder': 'unreachable' },
    },
    {
      name: 'order, any',
      model: order(any),
      ...counts(5, 5, 2),
      verdicts: { 'sometimes.inOrder': { seen: 2 }, 'sometimes.outOfOrder': { seen: 2 } },
    },
    ...(['any', 'fifo'] as const).flatMap((name) => [
      {
        name: `twice, ${name}`,
        model: counting(networks[name], 2, 4),
        ...counts(3, 3, 2),
        verdicts: received(2, null),
      },
      {
        name: `twice, ${name}, lossy`,
        model: counting(networks[`${name}Lossy`], 2, 4),
        ...counts(6, 7, 2),
        verdicts: received(2, null),
      },
    ]),
    {
      name: 'twice, any, one may be lost',
      model: counting({ ...any, lose: 1 }, 2, 4),
      ...counts(5, 6, 2),
      verdicts: received(2, null),
    },
    {
      name: 'twice, dup',
      model: counting(dup, 2, 4),
      ...counts(4, 5, 3),
      fenced: 1,
      verdicts: received(2, 3),
    },
    {
      name: 'twice, dup, lossy',
      model: counting(dupLossy, 2, 4),
      ...counts(8, 9, 4),
      fenced: 1,
      verdicts: received(2, 3),
    },
    {
      name: 'scripted, any',
      model: scripted(any),
      ...counts(6, 7, 2),
      verdicts: { 'sometimes.allSaid': { seen: 2 } },
    },
    {
      name: 'scripted, fifo',
      model: scripted(fifo),
      ...counts(7, 9, 4),
      verdicts: { 'sometimes.allSaid': { seen: 2 } },
    },
    {
      name: 'scripted, dup',
      model: scripted(dup),
      ...counts(4, 7, 2),
      verdicts: { 'sometimes.allSaid': { seen: 2 } },
    },
    {
      name: 'one message, one may be duplicated',
      model: counting({ ...any, duplicate: 1 }, 1),
      ...counts(4, 4, 2),
      verdicts: received(2, null),
    },
    {
      name: 'one message, two may be duplicated',
      model: counting({ ...any, duplicate: 2 }, 1),
      ...counts(6, 6, 3),
      verdicts: received(2, 3),
    },
    {
      name: 'crash 1, for ever',
      model: crashing(1, false),
      ...counts(4, 4, 1),
      verdicts: { 'sometimes.oneDown': { seen: 1 }, 'sometimes.twoDown': 'unreachable' },
    },
    {
      name: 'crash 2, for ever',
      model: crashing(2, false),
      ...counts(7, 10, 2),
      verdicts: { 'sometimes.oneDown': { seen: 1 }, 'sometimes.twoDown': { seen: 2 } },
    },
    {
      name: 'crash 1, with recovery',
      model: crashing(1, true),
      ...counts(5, 7, 2),
      verdicts: { 'sometimes.oneDown': { seen: 1 }, 'sometimes.twoDown': 'unreachable' },
    },
    {
      name: 'crash 2, with recovery',
      model: crashing(2, true),
      ...counts(12, 25, 4),
      verdicts: { 'sometimes.oneDown': { seen: 1 }, 'sometimes.twoDown': { seen: 2 } },
    },
    { name: 'recover 1', model: recovering(1), ...counts(18, 18, 5), verdicts: recovered },
    { name: 'recover 2', model: recovering(2), ...counts(32, 38, 7), verdicts: recovered },
  ]),
);
