import { allocator } from '../models/allocator.ts';

export const allocator32 = allocator(3, 2);
