import { expectAnswers, type Known } from './answer.ts';
import { withBothEngines } from './both-engines.ts';
import { networks } from './models/deliveries.ts';
import { pingPong } from './models/ping-pong.ts';

const verdicts = (arrived: Known): Readonly<Record<string, Known>> => ({
  'always.together': 'holds',
  'sometimes.arrived': arrived,
  'eventually.arrived': 'notChecked',
  'eventually.beyond': 'notChecked',
});

expectAnswers(
  withBothEngines(
    [1, 2, 3, 5].flatMap((m) => [
      ...(['any', 'fifo', 'dup'] as const).map((name) => ({
        name: `ping-pong ${m}, ${name}`,
        model: pingPong(networks[name], m),
        states: 2 * m + 1,
        generated: 2 * m + 2,
        diameter: 2 * m,
        fenced: 1,
        verdicts: verdicts({ seen: 2 * m - 1 }),
      })),
      ...(['anyLossy', 'fifoLossy'] as const).map((name) => ({
        name: `ping-pong ${m}, ${name}`,
        model: pingPong(networks[name], m),
        states: 4 * m + 2,
        generated: 4 * m + 3,
        diameter: 2 * m + 1,
        fenced: 1,
        verdicts: verdicts({ seen: 2 * m - 1 }),
      })),
    ]),
  ),
);

expectAnswers(
  withBothEngines(
    [
      { m: 1, states: 14, generated: 25, fenced: 4, diameter: 5 },
      { m: 2, states: 62, generated: 161, fenced: 16, diameter: 9 },
      { m: 3, states: 254, generated: 897, fenced: 64, diameter: 13 },
      { m: 5, states: 4_094, generated: 22_529, fenced: 1_024, diameter: 21 },
    ].map(({ m, ...counts }) => ({
      name: `ping-pong ${m}, dupLossy`,
      model: pingPong(networks.dupLossy, m),
      ...counts,
      verdicts: verdicts({ seen: 2 * m - 1 }),
    })),
  ),
);

expectAnswers(
  withBothEngines([
    {
      name: 'ping-pong 2, one message may be lost: the chain dies with the first loss',
      model: pingPong({ ...networks.any, lose: 1 }, 2),
      states: 10,
      generated: 11,
      diameter: 5,
      fenced: 1,
      verdicts: verdicts({ seen: 3 }),
    },
  ]),
);
