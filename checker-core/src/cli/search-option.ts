import type { Search } from '../model/check-options.ts';
import { onlyForSimulation, unknownSearch } from './errors.ts';

const seedDefault = 1;
const runsDefault = 1_000;
const depthMaxDefault = 100;

/** What was given of a search: its name, and the numbers that a simulation takes. */
export interface SearchWords {
  readonly name: string | undefined;
  readonly seed: number | undefined;
  readonly runs: number | undefined;
  /** How long a run may be. */
  readonly depthMax: number | undefined;
}

/** The search that was asked for; undefined for none. */
export function searchOf({ name, seed, runs, depthMax }: SearchWords): Search | undefined {
  if (name === 'simulate') {
    return {
      simulate: {
        seed: seed ?? seedDefault,
        runs: runs ?? runsDefault,
        depthMax: depthMax ?? depthMaxDefault,
      },
    };
  }
  if (name !== undefined && name !== 'breadth-first' && name !== 'depth-first') {
    throw unknownSearch(name);
  }
  if (seed !== undefined) throw onlyForSimulation('--seed');
  if (runs !== undefined) throw onlyForSimulation('--runs');
  return name;
}
