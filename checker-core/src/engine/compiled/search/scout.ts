import type { Budget } from '../../../model/budget.ts';
import type { Search, Simulation } from '../../../model/check-options.ts';
import type { ExploreOptions } from '../../exploration.ts';
import type { Findings } from '../../findings.ts';
import type { Expander } from '../expander.ts';
import { DepthFirst } from './depth-first.ts';
import { Pass } from './pass.ts';
import { Simulator } from './simulate.ts';
import { Watch } from './watch.ts';

/** Carries out a search that is not breadth-first; gives the pass that must follow. */
export async function scout(
  search: Exclude<Search, 'breadth-first'>,
  states: Expander,
  findings: Findings,
  budget: Budget,
  options: ExploreOptions,
): Promise<Pass> {
  const watch = new Watch(states, budget, options);
  findings.isScouting = true;
  const scouted =
    search === 'depth-first'
      ? await new DepthFirst(states, watch, budget.depthMax).run()
      : await new Simulator(states, watch, within(search.simulate, budget)).run();
  return new Pass(states, findings, scouted);
}

/** The bound on the depth bounds the length of a run, too. */
function within(simulation: Simulation, { depthMax = simulation.depthMax }: Budget): Simulation {
  return { ...simulation, depthMax: Math.min(depthMax, simulation.depthMax) };
}
