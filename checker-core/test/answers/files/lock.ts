import { lock } from '../models/lock.ts';

export const lock5 = lock(5);
