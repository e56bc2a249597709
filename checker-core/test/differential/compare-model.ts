import type { Tuning } from 'everyturn/internal/engine/compiled/tuning';
import type { Definition } from 'everyturn/internal/model/definition';
import { compareEngines } from './compare.ts';
import type { Way } from './explore-with.ts';

/** Everything grows from its smallest size, and what can be given up is. */
const tiny: Partial<Tuning> = {
  statesAtFirst: 1,
  inPlaceFrom: 1,
  batch: 3,
  recentStates: 2,
  slackBits: 0,
  denseBits: 1,
  tableAtFirst: 1,
  patience: 10,
  missesMax: 0.5,
  recheckFirst: 0,
  recheckEvery: [7, 100],
  generates: false,
};

/** Compares the engines on a model in full, with bounds and stops, without its symmetry and on tiny tables. */
export async function compareModel(definition: Definition, name: string): Promise<void> {
  const { budget = {} } = definition.kind === 'machine' ? definition : definition.declaration;
  const isSymmetric = definition.kind === 'machine' && definition.symmetry.length > 0;
  const ways: readonly Way[] = [
    { budget },
    { budget, tuning: tiny },
    {
      budget,
      stops: [
        { ...budget, depthMax: 1 },
        { ...budget, depthMax: 4 },
      ],
    },
    { budget: { depthMax: 3 } },
    { budget: { statesMax: 50 }, tuning: { batch: 4 } },
    ...(isSymmetric ? [{ budget, symmetry: false }] : []),
  ];
  for (const way of ways) await compareEngines(definition, way, name);
}
