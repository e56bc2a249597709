import { machine } from 'everyturn';
import * as z from 'zod';

/** Searches bytes x and y with a x + b y = c modulo 256, one increment at a time. */
export const linearEquation = (a: number, b: number, c: number) => {
  const Byte = z.int().min(0).max(255);
  return machine({ state: z.object({ x: Byte, y: Byte }) }).define({
    init: () => ({ x: 0, y: 0 }),
    actions: {
      incrementX: {
        next: (s) => {
          s.x = (s.x + 1) % 256;
        },
      },
      incrementY: {
        next: (s) => {
          s.y = (s.y + 1) % 256;
        },
      },
    },
    sometimes: { solved: (s) => (a * s.x + b * s.y) % 256 === c },
  });
};
