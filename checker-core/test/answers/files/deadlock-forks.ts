import { deadlockForks } from '../models/deadlock-forks.ts';

export const forks3 = deadlockForks(3);
export const forks5 = deadlockForks(5);
