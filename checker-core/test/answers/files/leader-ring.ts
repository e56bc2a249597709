import { leaderRing } from '../models/leader-ring.ts';

export const leaderRing4 = leaderRing(4);
