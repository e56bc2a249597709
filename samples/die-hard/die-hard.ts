/**
 * The jugs of "Die Hard": with a jug of three gallons and one of five, measure out exactly four.
 *
 * What it shows: how to ask the checker for a way. We claim that the big jug never holds four gallons.
 * The claim is wrong, and the shortest trace that refutes it is the answer to the puzzle.
 *
 * What to try: ask for two gallons in the big jug, or change the sizes of the jugs. With jugs of three
 * and six gallons the claim holds. Why?
 */
import { machine } from 'everyturn';
import * as z from 'zod';

const bigSize = 5;
const smallSize = 3;

export const dieHard = machine({
  state: z.object({
    big: z.int().min(0).max(bigSize),
    small: z.int().min(0).max(smallSize),
  }),
}).define({
  init: () => ({ big: 0, small: 0 }),

  // None of these has a guard: everything can be done at any time, even if it changes nothing.
  actions: {
    fillSmall: {
      next: (s) => {
        s.small = smallSize;
      },
    },
    fillBig: {
      next: (s) => {
        s.big = bigSize;
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
    /** Until the big jug is full or the small one empty. */
    pourSmallIntoBig: {
      next: (s) => {
        const poured = Math.min(s.small, bigSize - s.big);
        s.small -= poured;
        s.big += poured;
      },
    },
    /** Until the small jug is full or the big one empty. */
    pourBigIntoSmall: {
      next: (s) => {
        const poured = Math.min(s.big, smallSize - s.small);
        s.big -= poured;
        s.small += poured;
      },
    },
  },

  always: {
    bigIsNotFour: (s) => s.big !== 4,
  },
});
