import { twoPhase } from '../models/two-phase.ts';

export const twoPhase5 = twoPhase(5, { liveness: false });
export const twoPhase6 = twoPhase(6, { liveness: false });
export const hasty5 = twoPhase(5, { promises: 1, liveness: false });
export const withLiveness5 = twoPhase(5);
