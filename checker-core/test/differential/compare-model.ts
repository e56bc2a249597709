import type { Tuning } from 'everyturn/internal/engine/compiled/tuning';
import type { ExploreOptions } from 'everyturn/internal/engine/exploration';
import type { MachineDefinition } from 'everyturn/internal/model/definition';
import { compareEngines } from './compare.ts';

/** Everything grows from its smallest size, and what can be given up is. */
const tiny: Partial<Tuning> = {
  statesAtFirst: 1,
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

/** Compares the engines on a model in full, with bounds, without its symmetry and on tiny tables. */
export async function compareModel(definition: MachineDefinition, name: string): Promise<void> {
  const ways: readonly ExploreOptions[] = [
    {},
    { tuning: tiny },
    { budget: { depthMax: 3 } },
    { budget: { statesMax: 50 }, tuning: { batch: 4 } },
    ...(definition.symmetry.length > 0 ? [{ symmetry: false }] : []),
  ];
  for (const options of ways) await compareEngines(definition, options, name);
}
