import { twoPhase } from '../models/two-phase.ts';

export const hasty3 = twoPhase(3, { promises: 1, liveness: false });
