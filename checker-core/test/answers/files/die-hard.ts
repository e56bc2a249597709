import { dieHard as model } from '../models/die-hard.ts';

export const dieHard = model();
