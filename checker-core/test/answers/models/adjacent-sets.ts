import { machine } from 'everyturn';
import * as z from 'zod';

const Item = z.literal([1, 2]);

/** Two sets side by side: a hash that forgets where one ends and the next begins merges states. */
export const adjacentSets = () =>
  machine({ state: z.object({ left: z.set(Item), right: z.set(Item) }) }).define({
    init: () => ({ left: new Set(), right: new Set() }),
    actions: {
      put: {
        params: { x: Item, side: z.enum(['left', 'right']) },
        when: (s, { x, side }) => !s[side].has(x),
        next: (s, { x, side }) => {
          s[side].add(x);
        },
      },
    },
  });
