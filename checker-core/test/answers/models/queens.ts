import { machine } from 'everyturn';
import * as z from 'zod';
import { range } from './range.ts';

/** Whether a queen in the next row and this column is safe from all the earlier ones. */
const isSafe = (placed: readonly number[], column: number) =>
  placed.every((other, row) => {
    const rows = placed.length - row;
    return column !== other && Math.abs(column - other) !== rows;
  });

/** All ways to place n queens, found by extending partial placements in any order. */
export const queens = (n: number) => {
  const Placement = z.array(z.int().min(1).max(n)).max(n);
  return machine({
    state: z.object({ todo: z.set(Placement), found: z.set(Placement) }),
  }).define({
    init: () => ({ todo: new Set([[]]), found: new Set() }),
    actions: {
      extend: {
        next: (s, _, turn) => {
          const placed = turn.choose(s.todo);
          s.todo.delete(placed);
          for (const column of range(1, n)) {
            if (!isSafe(placed, column)) continue;
            (placed.length + 1 < n ? s.todo : s.found).add([...placed, column]);
          }
        },
      },
    },
    always: { twoSolutions: (s) => s.todo.size > 0 || s.found.size === 2 },
    sometimes: { found: (s) => s.found.size > 0 },
  });
};
