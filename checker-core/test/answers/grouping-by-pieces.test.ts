import { stateMap } from 'everyturn/internal/coverage/state-map';
import type { View } from 'everyturn/internal/coverage/view';
import { explore } from 'everyturn/internal/engine/explore';
import { definitionOf } from 'everyturn/internal/model/definition';
import { expect, test } from 'vitest';
import { networks } from './models/deliveries.ts';
import { dieHard } from './models/die-hard.ts';
import { singleCopy } from './models/single-copy.ts';
import { twoPhase } from './models/two-phase.ts';

const models = {
  'two-phase commit, 3': twoPhase(3),
  'two-phase commit that waits for two promises': twoPhase(3, { promises: 2 }),
  jugs: dieHard(),
  'a register of one copy': singleCopy(2, 1, networks.dup),
  'a register of two copies': singleCopy(1, 2, networks.fifoLossy),
};

/** What a map says of its cells, in an order of its own. */
const cellsOf = (view: View) =>
  view.cells
    .map(({ key, states, open, depth, actions, inner }) =>
      JSON.stringify([key, states, open, depth, [...actions].sort(byName), inner]),
    )
    .sort();

const byName = (a: { readonly action: string }, b: { readonly action: string }) =>
  a.action < b.action ? -1 : 1;

for (const [name, model] of Object.entries(models)) {
  test(`by each field of ${name}, pieces of states give the cells that all states give`, async () => {
    const definition = definitionOf(model);
    if (!definition) throw new TypeError('no model');
    const maps = await Promise.all(
      (['compiled', 'reference'] as const).map(async (engine) => {
        const { explored } = await explore(definition, { engine });
        expect(explored.pieces === undefined).toBe(engine === 'reference');
        return stateMap(explored);
      }),
    );
    const views = (groupBy: readonly string[] | undefined) =>
      maps.map((map) => map.view(groupBy ? { groupBy } : {}, []));
    const [fast, slow] = views(undefined);
    if (fast?.kind !== 'view' || slow?.kind !== 'view') throw new Error('no map');
    expect(fast.groupBy).toEqual(slow.groupBy);
    expect(fast.unseen).toEqual(slow.unseen);
    for (const field of fast.fields) {
      const [one, other] = views([field]);
      if (one?.kind !== 'view' || other?.kind !== 'view') {
        expect(one?.kind, field).toBe(other?.kind);
        continue;
      }
      expect(cellsOf(one), field).toEqual(cellsOf(other));
    }
  });
}
