import { machine } from 'everyturn';
import * as z from 'zod';
import { range } from './range.ts';

/** What may differ from the right rules. */
export interface CoffeeCanOptions {
  /** Of two white beans one is put back: the parity of white is not kept. */
  readonly keepsOneWhite?: boolean;
}

/** Gries's coffee can: take two beans, put one back, until one is left. */
export const coffeeCan = (n: number, { keepsOneWhite = false }: CoffeeCanOptions = {}) => {
  const Count = z.int().min(0).max(n);
  const fair = 'weak';
  return machine({ state: z.object({ black: Count, white: Count }) }).define({
    init: (turn) => {
      const beans = turn.choose(range(1, n));
      const black = turn.choose(range(0, beans));
      return { black, white: beans - black };
    },
    actions: {
      twoWhite: {
        fair,
        when: (s) => s.white >= 2,
        next: (s) => {
          if (keepsOneWhite) s.white -= 1;
          else {
            s.white -= 2;
            s.black += 1;
          }
        },
      },
      twoBlack: {
        fair,
        when: (s) => s.black >= 2,
        next: (s) => {
          s.black -= 1;
        },
      },
      oneOfEach: {
        fair,
        when: (s) => s.black >= 1 && s.white >= 1,
        next: (s) => {
          s.black -= 1;
        },
      },
      stay: {
        when: (s) => s.black + s.white === 1,
        next: () => {},
      },
    },
    alwaysStep: {
      parityIsKept: (before, after) => before.white % 2 === after.white % 2,
      beansAreUsedUp: (before, after) =>
        before.black + before.white === 1 ||
        after.black + after.white < before.black + before.white,
    },
    eventually: { oneBean: (s) => s.black + s.white === 1 },
    leadsTo: {
      evenEndsBlack: {
        from: (s) => s.white % 2 === 0,
        to: (s) => s.black === 1 && s.white === 0,
      },
      oddEndsWhite: {
        from: (s) => s.white % 2 === 1,
        to: (s) => s.black === 0 && s.white === 1,
      },
    },
  });
};
