/**
 * Whether it pays to remember what an actor does. Now and then some of its steps are put to the test:
 * when the search has gone on for as long again as it had taken to find them, steps that pay have been
 * taken a second time. Where most have not, the actor's states do not repeat, and remembering them
 * takes more time and memory than running its turns.
 */
import { at } from '../store/numbers.ts';
import type { Tuning } from '../tuning.ts';
import type { Leaves } from './leaves.ts';

interface Trial {
  readonly leaves: number[];
  /** How many states were expanded when there were enough leaves; undefined before. */
  begunAt: number | undefined;
}

/** Puts what is remembered of actors to the test. */
export class ActorTrials {
  readonly #tuning: Pick<Tuning, 'patience' | 'missesMax'>;
  readonly #leaves: Leaves;
  #trials: Trial[] = [];

  constructor(tuning: Pick<Tuning, 'patience' | 'missesMax'>, leaves: Leaves) {
    this.#tuning = tuning;
    this.#leaves = leaves;
  }

  /** Takes in that leaves from this one on were made for an actor. */
  made(actor: number, from: number, expanded: number): void {
    const trial = this.#of(actor);
    if (trial.begunAt !== undefined) return;
    for (let leaf = from; leaf < this.#leaves.count; leaf += 1) trial.leaves.push(leaf);
    if (trial.leaves.length >= this.#tuning.patience) trial.begunAt = expanded;
  }

  /** Whether a trial has ended, and most leaves were not taken again. */
  hasFailed(actor: number, expanded: number): boolean {
    const { leaves, begunAt } = this.#of(actor);
    if (begunAt === undefined || expanded < 2 * begunAt) return false;
    this.#trials[actor] = { leaves: [], begunAt: undefined };
    const rare = leaves.filter((leaf) => at(this.#leaves.hits, leaf) < 2);
    return rare.length > this.#tuning.missesMax * leaves.length;
  }

  /** Forgets all trials, since how often leaves were taken is forgotten. */
  beginAnew(): void {
    this.#trials = [];
  }

  #of(actor: number): Trial {
    this.#trials[actor] ??= { leaves: [], begunAt: undefined };
    return this.#trials[actor];
  }
}
