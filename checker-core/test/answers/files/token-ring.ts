import { tokenRing } from '../models/token-ring.ts';

export const tokenRing44 = tokenRing(4, 4);
