import { prisoners } from '../models/prisoners.ts';

export const prisoners4 = prisoners(4);
