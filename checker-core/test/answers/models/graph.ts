import { machine } from 'everyturn';
import * as z from 'zod';

/** How the graph is explored. */
export interface GraphOptions {
  /** The starting numbers; by default those that begin a path. */
  readonly starts?: readonly number[];
  /** Larger numbers are outside of the fence. */
  readonly fence?: number;
}

/** A graph of numbers, written as paths such as `0-1-4; 2-4`; every behaviour should meet an odd one. */
export const graph = (text: string, { starts, fence }: GraphOptions = {}) => {
  const paths = text.split(';').map((path) => path.split('-').map(Number));
  const edges = paths.flatMap((path) => path.slice(1).map((to, i) => ({ from: path[i], to })));
  const heads = starts ?? paths.flatMap((path) => path.slice(0, 1));
  const successors = (from: number) =>
    new Set(edges.filter((edge) => edge.from === from).map((edge) => edge.to));

  return machine({ state: z.object({ at: z.int().min(0).max(20) }) }).define({
    init: (turn) => ({ at: turn.choose(new Set(heads)) }),
    actions: {
      go: {
        fair: 'weak',
        next: (s, _, turn) => {
          s.at = turn.choose(successors(s.at));
        },
      },
    },
    ...(fence !== undefined && { within: (s: { readonly at: number }) => s.at <= fence }),
    eventually: { odd: (s) => s.at % 2 === 1 },
  });
};
