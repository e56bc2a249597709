import { missionaries as model } from '../models/missionaries.ts';

export const missionaries = model();
