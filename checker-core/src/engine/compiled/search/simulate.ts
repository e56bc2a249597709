/**
 * Simulation: random runs from random initial states. Every state on a run is expanded, so that all
 * its steps and successors are judged; the run then goes on with one of its steps, each as likely as
 * any other. It ends after a number of steps or where no step leads to a state inside the fence.
 * The same seed makes the same runs. Nothing is proved by what was not met.
 */
import type { Simulation } from '../../../model/check-options.ts';
import type { Expander } from '../expander.ts';
import { at, grown } from '../store/numbers.ts';
import type { Scouted } from './pass.ts';
import { RandomNumbers } from './random-numbers.ts';
import type { Stopped, Watch } from './watch.ts';

/** The runs of one simulation, from the states that are kept already. */
export class Simulator {
  readonly #states: Expander;
  readonly #watch: Watch;
  readonly #simulation: Simulation;
  readonly #initial: number;
  /** 1 for each state that was expanded. */
  #isExpanded = new Int32Array(64);
  #expanded = 0;
  #visits = 0;
  #runs = 0;

  constructor(states: Expander, watch: Watch, simulation: Simulation) {
    this.#states = states;
    this.#watch = watch;
    this.#simulation = simulation;
    this.#initial = states.rows.count;
    this.#isExpanded = grown(this.#isExpanded, states.rows.count);
  }

  async run(): Promise<Scouted> {
    const { seed, runs } = this.#simulation;
    let stopped: Stopped;
    while (!stopped && this.#initial > 0 && this.#runs < runs) {
      stopped = await this.#walk(new RandomNumbers(seed, this.#runs));
      this.#runs += 1;
    }
    return {
      stopped,
      wasExpanded: (index) => at(this.#isExpanded, index) === 1,
      sample: this.#sample(),
      bound: (more) => this.#watch.hit(this.#visits + more),
    };
  }

  /** One run; gives the bound that ended it before its end. */
  async #walk(random: RandomNumbers): Promise<Stopped> {
    let index = random.below(this.#initial);
    for (let steps = 0; ; steps += 1) {
      const stopped = this.#watch.hit(this.#visits);
      if (stopped) return stopped;
      this.#visits += 1;
      if (steps === this.#simulation.depthMax) return undefined;
      const targets = this.#targets(index);
      if (targets.length === 0) return undefined;
      index = targets[random.below(targets.length)] as number;
      if (this.#watch.isDue) await this.#watch.rest(steps, this.#expanded);
    }
  }

  /** Where the steps of a state lead, those over the fence left out. */
  #targets(index: number): readonly number[] {
    if (at(this.#isExpanded, index) !== 1) {
      this.#states.expandOne(index);
      this.#isExpanded = grown(this.#isExpanded, this.#states.rows.count);
      this.#isExpanded[index] = 1;
      this.#expanded += 1;
    }
    const targets: number[] = [];
    this.#states.steps.forEach(index, (_, target) => {
      // A turn that is not deterministic may lead elsewhere the second time.
      if (target !== undefined && target >= 0) targets.push(target);
    });
    return targets;
  }

  #sample(): string {
    const { seed, depthMax } = this.#simulation;
    const [runs, were] = this.#runs === 1 ? ['run', 'was'] : ['runs', 'were'];
    const length = `at most ${depthMax} step${depthMax === 1 ? '' : 's'}`;
    return `Only ${this.#runs} random ${runs} of ${length} ${were} made (seed ${seed}): what they did not meet is not known.`;
  }
}
