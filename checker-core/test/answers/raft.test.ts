import { type Answer, expectAnswersOfBothEngines } from './answer.ts';
import { raft } from './models/raft.ts';

type Depth = readonly [states: number, generated: number];

/** The states and steps up to each depth, from 0. */
const crashing: readonly Depth[] = [
  [1, 1],
  [13, 13],
  [82, 139],
  [362, 814],
];
const depths = {
  volatile: [...crashing, [1_346, 3_502]],
  durable: [...crashing, [1_340, 3_502]],
  'no crash': [
    [1, 1],
    [10, 10],
    [52, 88],
    [199, 448],
    [664, 1_732],
  ],
} as const satisfies Record<string, readonly Depth[]>;

expectAnswersOfBothEngines(
  (['volatile', 'durable', 'no crash'] as const).flatMap((variant) => {
    const model = raft(variant);
    return [1, 2, 3, 4].map((depthMax): Answer => {
      const [states = 0, generated = 0] = depths[variant][depthMax] ?? [];
      const [inner = 0] = depths[variant][depthMax - 1] ?? [];
      return {
        name: `Raft, ${variant}, to depth ${depthMax}`,
        model,
        options: { budget: { depthMax } },
        ...{ states, generated, diameter: depthMax, frontier: states - inner },
        verdicts: {
          'always.electionSafety': 'frontier',
          'always.stateMachineSafety': 'frontier',
          'sometimes.leader': depthMax < 3 ? 'frontier' : { seen: 3 },
          'sometimes.committed': 'frontier',
        },
      };
    });
  }),
);
