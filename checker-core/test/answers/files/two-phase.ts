import { twoPhase } from '../models/two-phase.ts';

export const twoPhase3 = twoPhase(3, { liveness: false });
