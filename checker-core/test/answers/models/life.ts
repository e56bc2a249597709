import { machine } from 'everyturn';
import * as z from 'zod';
import { range } from './range.ts';

/** Conway's Life on n × n cells, all grids at once; the cells outside are dead. */
export const life = (n: number) => {
  const isAlive = (cells: readonly boolean[], x: number, y: number) =>
    x >= 0 && x < n && y >= 0 && y < n && cells[x + n * y] === true;
  const near = [-1, 0, 1];

  const next = (cells: readonly boolean[]) =>
    cells.map((alive, i) => {
      const x = i % n;
      const y = Math.floor(i / n);
      const around = near.flatMap((dy) => near.map((dx) => isAlive(cells, x + dx, y + dy)));
      const living = around.filter(Boolean).length - (alive ? 1 : 0);
      return living === 3 || (alive && living === 2);
    });

  return machine({ state: z.object({ cells: z.array(z.boolean()).length(n * n) }) }).define({
    init: (turn) => ({ cells: range(1, n * n).map(() => turn.choose([false, true])) }),
    actions: {
      generation: {
        next: (s) => {
          s.cells = next(s.cells);
        },
      },
    },
  });
};
