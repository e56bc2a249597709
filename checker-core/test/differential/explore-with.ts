import type { Exploration, ExploreOptions } from 'everyturn/internal/engine/exploration';
import { explore } from 'everyturn/internal/engine/explore';
import type { Budget } from 'everyturn/internal/model/budget';
import type { MachineDefinition } from 'everyturn/internal/model/definition';

/** The engines that must agree. */
export type EngineName = 'reference' | 'compiled';

/** How a machine is explored. */
export interface Way extends ExploreOptions {
  readonly budget: Budget;
  /** Bounds at which the search stops, one after the other, before it is extended to its budget. */
  readonly stops?: readonly Budget[];
}

/** Explores a machine with one engine. */
export async function exploreWith(
  engine: EngineName,
  definition: MachineDefinition,
  { stops = [], budget, ...options }: Way,
): Promise<Exploration> {
  const [first = budget, ...rest] = [...stops, budget];
  let exploration = await explore(definition, { ...options, engine, budget: first });
  for (const bounds of rest) exploration = await exploration.extend(bounds);
  return exploration;
}
