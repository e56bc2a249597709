import { queens } from '../models/queens.ts';

export const queens4 = queens(4);
