import { expectAnswersOfBothEngines, type Known } from './answer.ts';
import { networks } from './models/deliveries.ts';
import { reliableLink } from './models/reliable-link.ts';

const verdicts = (acked: Known, allDelivered: number) => ({
  'always.nothingTwice': 'holds' as const,
  'always.inOrder': 'holds' as const,
  'always.acked': acked,
  'sometimes.allDelivered': { seen: allDelivered },
});

expectAnswersOfBothEngines([
  {
    name: 'reliable link, dup, lossy: it acknowledges what it has skipped',
    model: reliableLink(networks.dupLossy),
    ...{ states: 140, generated: 555, diameter: 8, fenced: 28 },
    verdicts: verdicts({ violated: 5 }, 3),
  },
  {
    name: 'reliable link, any, lossy: it acknowledges what it has skipped',
    model: reliableLink(networks.anyLossy),
    ...{ states: 205, generated: 781, diameter: 9, fenced: 103 },
    verdicts: verdicts({ violated: 4 }, 2),
  },
  {
    name: 'reliable link, dup, lossy, repaired',
    model: reliableLink(networks.dupLossy, { leavesNoGap: true }),
    ...{ states: 80, generated: 312, diameter: 8, fenced: 15 },
    verdicts: verdicts('holds', 3),
  },
  {
    name: 'reliable link, any, lossy, repaired',
    model: reliableLink(networks.anyLossy, { leavesNoGap: true }),
    ...{ states: 119, generated: 447, diameter: 9, fenced: 61 },
    verdicts: verdicts('holds', 2),
  },
]);
