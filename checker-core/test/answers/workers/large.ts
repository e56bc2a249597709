import { twoPhase } from '../models/two-phase.ts';

/** So large that other threads have started long before the end. */
export const twoPhase8 = twoPhase(8, { liveness: false });
