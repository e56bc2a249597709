import { peterson } from '../models/peterson.ts';

export const right = peterson();
export const swapped = peterson('swapped');
export const flagsOnly = peterson('flagsOnly');
