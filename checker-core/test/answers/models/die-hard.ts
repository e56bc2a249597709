import { machine } from 'everyturn';
import * as z from 'zod';

/** Two jugs of three and five gallons, and a need for exactly four. */
export const dieHard = () =>
  machine({
    state: z.object({ big: z.int().min(0).max(5), small: z.int().min(0).max(3) }),
  }).define({
    init: () => ({ big: 0, small: 0 }),
    actions: {
      fillSmall: {
        next: (s) => {
          s.small = 3;
        },
      },
      fillBig: {
        next: (s) => {
          s.big = 5;
        },
      },
      emptySmall: {
        next: (s) => {
          s.small = 0;
        },
      },
      emptyBig: {
        next: (s) => {
          s.big = 0;
        },
      },
      pourSmallIntoBig: {
        next: (s) => {
          const poured = Math.min(s.small, 5 - s.big);
          s.small -= poured;
          s.big += poured;
        },
      },
      pourBigIntoSmall: {
        next: (s) => {
          const poured = Math.min(s.big, 3 - s.small);
          s.big -= poured;
          s.small += poured;
        },
      },
    },
    always: { bigIsNotFour: (s) => s.big !== 4 },
  });
