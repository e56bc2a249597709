import { networks } from '../../checker-core/test/answers/models/deliveries.ts';
import { leaderRing } from '../../checker-core/test/answers/models/leader-ring.ts';
import { paxos } from '../../checker-core/test/answers/models/paxos.ts';
import { sliding } from '../../checker-core/test/answers/models/sliding.ts';
import { terminationRing } from '../../checker-core/test/answers/models/termination-ring.ts';
import { grid } from './grid.ts';
import { twoPhase } from './two-phase.ts';

/** Two-phase commit with 7 resource managers. */
export const twoPhase7 = twoPhase(7);
/** Two-phase commit with 8 resource managers. */
export const twoPhase8 = twoPhase(8);
/** Two-phase commit with 9 resource managers. */
export const twoPhase9 = twoPhase(9);
/** Six counters of ten values. */
export const grid6x10 = grid(6, 10);
/** Seven counters of ten values. */
export const grid7x10 = grid(7, 10);
/** The 3 × 3 sliding puzzle. */
export const slidingPuzzle = sliding([1, 4, 2, 3, 5, 8, 6, 7, 0]);
/** Termination detection on a ring of 7 nodes. */
export const terminationRing7 = terminationRing(7);
/** Leader election on a ring of 7 nodes. */
export const leaderRing7 = leaderRing(7);
/** Paxos with three clients and three servers. */
export const paxos3 = paxos(3, 3, networks.any);
