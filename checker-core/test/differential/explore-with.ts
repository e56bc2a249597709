import type { Exploration, ExploreOptions } from 'everyturn/internal/engine/exploration';
import { explore } from 'everyturn/internal/engine/explore';
import type { Budget } from 'everyturn/internal/model/budget';
import type { Definition } from 'everyturn/internal/model/definition';
import { threadOf } from './thread-of.ts';

/** The engines that must agree. */
export type EngineName = 'reference' | 'compiled';

/** How a model is explored. */
export interface Way extends ExploreOptions {
  readonly budget: Budget;
  /** Bounds at which the search stops, one after the other, before it is extended to its budget. */
  readonly stops?: readonly Budget[];
}

/** Explores a model with one engine. */
export async function exploreWith(
  engine: EngineName,
  definition: Definition,
  { stops = [], budget, workers = 1, ...options }: Way,
): Promise<Exploration> {
  const [first = budget, ...rest] = [...stops, budget];
  const { search = 'breadth-first' } = options;
  const isShared = engine === 'compiled' && search === 'breadth-first' && workers > 1;
  const threads = isShared ? { workers, recruit: () => threadOf(definition) } : {};
  let exploration = await explore(definition, { ...options, ...threads, engine, budget: first });
  for (const bounds of rest) exploration = await exploration.extend(bounds);
  return exploration;
}
