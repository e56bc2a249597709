import type { Exploration, ExploreOptions } from 'everyturn/internal/engine/exploration';
import { explore } from 'everyturn/internal/engine/explore';
import type { MachineDefinition } from 'everyturn/internal/model/definition';

/** The engines that must agree. */
export type EngineName = 'reference' | 'compiled';

/** Explores a machine with one engine. */
export function exploreWith(
  engine: EngineName,
  definition: MachineDefinition,
  options: ExploreOptions,
): Promise<Exploration> {
  return explore(definition, { ...options, engine });
}
