import { hanoi } from '../models/hanoi.ts';

export const hanoi3 = hanoi(3);
export const hanoi4 = hanoi(4);
export const hanoi5 = hanoi(5);
