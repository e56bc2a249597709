import { machine } from 'everyturn';
import * as z from 'zod';
import { at } from './at.ts';

const hole = (cells: readonly number[]) => cells.indexOf(0);

/** Moves the tile at this distance from the hole into it. */
function slide(cells: number[], distance: number) {
  const to = hole(cells);
  cells[to] = at(cells, to + distance);
  cells[to + distance] = 0;
}

/** The 3 × 3 sliding puzzle, row by row; 0 is the hole. */
export const sliding = (start: readonly number[]) =>
  machine({ state: z.object({ cells: z.array(z.int().min(0).max(8)).length(9) }) }).define({
    init: () => ({ cells: [...start] }),
    actions: {
      fromAbove: {
        when: (s) => hole(s.cells) >= 3,
        next: (s) => slide(s.cells, -3),
      },
      fromBelow: {
        when: (s) => hole(s.cells) < 6,
        next: (s) => slide(s.cells, 3),
      },
      fromLeft: {
        when: (s) => hole(s.cells) % 3 > 0,
        next: (s) => slide(s.cells, -1),
      },
      fromRight: {
        when: (s) => hole(s.cells) % 3 < 2,
        next: (s) => slide(s.cells, 1),
      },
    },
    sometimes: { ordered: (s) => s.cells.every((tile, i) => tile === i) },
  });
