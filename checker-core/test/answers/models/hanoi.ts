import { machine } from 'everyturn';
import * as z from 'zod';
import { at } from './at.ts';
import { range } from './range.ts';

const Peg = z.int().min(0).max(2);

/** The tower of Hanoi; disks are numbered by size, the top of a peg is the end of its list. */
export const hanoi = (disks: number) => {
  const Pile = z.array(z.int().min(1).max(disks)).max(disks);
  return machine({ state: z.object({ pegs: z.tuple([Pile, Pile, Pile]) }) }).define({
    init: () => ({ pegs: [range(1, disks).reverse(), [], []] }),
    actions: {
      move: {
        params: { from: Peg, to: Peg },
        when: (s, { from, to }) => {
          const disk = at(s.pegs, from).at(-1);
          const onto = at(s.pegs, to).at(-1);
          return from !== to && disk !== undefined && (onto === undefined || disk < onto);
        },
        next: (s, { from, to }) => {
          at(s.pegs, to).push(...at(s.pegs, from).splice(-1));
        },
      },
    },
    sometimes: { allMoved: (s) => s.pegs[2].length === disks },
  });
};
