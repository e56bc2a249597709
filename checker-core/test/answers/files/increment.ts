import { increment } from '../models/increment.ts';

export const increment3 = increment(3);
