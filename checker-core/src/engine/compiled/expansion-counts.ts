import type { Explorable } from '../explorable.ts';
import type { Turns } from './fronts/front.ts';
import type { Tally } from './kernel/kernel.ts';
import type { Leaves } from './memo/leaves.ts';
import { at } from './store/numbers.ts';

/** What expansions have counted, here and in the threads that serve. */
export class ExpansionCounts {
  readonly tally: Tally;
  readonly #leaves: Leaves;
  readonly #turns: Pick<Turns, 'origins'>;
  readonly #countsInstances: boolean;
  /** What was generated before everything began anew. */
  #generatedBefore = 0;
  /** Steps of a system that other threads took, by action. */
  readonly #firedElsewhere: Float64Array;

  constructor(
    { actions, instances }: Pick<Explorable, 'actions' | 'instances'>,
    leaves: Leaves,
    turns: Pick<Turns, 'origins'>,
  ) {
    this.#leaves = leaves;
    this.#turns = turns;
    this.#countsInstances = instances !== undefined;
    this.#firedElsewhere = new Float64Array(actions.length);
    this.tally = {
      generated: 0,
      fenced: 0,
      ends: 0,
      failed: 0,
      enabled: new Float64Array(actions.length),
      enabledIn: new Int32Array(actions.length).fill(-1),
      tried: new Float64Array(Math.max(1, instances?.length ?? 0)),
    };
  }

  /** All steps that were ever generated, whatever was forgotten. */
  get generatedEver(): number {
    return this.#generatedBefore + this.tally.generated;
  }

  /** Counts from nothing again. */
  beginAnew(): void {
    const { tally } = this;
    this.#generatedBefore += tally.generated;
    Object.assign(tally, { generated: 0, fenced: 0, ends: 0, failed: 0 });
    tally.enabled.fill(0);
    tally.enabledIn.fill(-1);
    tally.tried.fill(0);
    this.#leaves.beginAnew();
  }

  /** Forgets in which states actions were enabled last, where numbers stand for other states. */
  forgetStates(): void {
    this.tally.enabledIn.fill(-1);
  }

  /** Gives all that was counted since the last time, and counts from nothing again. */
  take(): Tally {
    const { tally } = this;
    const taken = { ...tally, enabled: tally.enabled.slice(), tried: tally.tried.slice() };
    Object.assign(tally, { generated: 0, fenced: 0, ends: 0, failed: 0 });
    tally.enabled.fill(0);
    tally.tried.fill(0);
    return taken;
  }

  /** Adds what was counted in another thread. */
  add({ enabled, tried, ...counts }: Tally, happened: Float64Array): void {
    const { tally } = this;
    tally.generated += counts.generated;
    tally.fenced += counts.fenced;
    tally.ends += counts.ends;
    tally.failed += counts.failed;
    addAll(tally.enabled, enabled);
    addAll(tally.tried, tried);
    if (!this.#countsInstances) addAll(this.#firedElsewhere, happened);
    else for (const [instance, times] of happened.entries()) this.#leaves.addFired(instance, times);
  }

  /** Does something whose steps do not count. */
  uncounted(does: () => void): void {
    const { tally } = this;
    const fired = this.fired();
    const enabled = tally.enabled.slice();
    const tried = tally.tried.slice();
    const { generated, fenced, ends, failed } = tally;
    does();
    Object.assign(tally, { generated, fenced, ends, failed });
    tally.enabled.set(enabled);
    tally.tried.set(tried);
    this.#leaves.beginAnew();
    for (const [instance, times] of fired.entries()) this.#leaves.addFired(instance, times);
  }

  /** How often steps of each instance were taken. */
  fired(): Float64Array {
    return this.#leaves.fired(this.#turns.origins.length);
  }

  /** How often steps of each action were taken. */
  firedByAction(): Float64Array {
    const counts = this.#firedElsewhere.slice();
    for (const [instance, times] of this.fired().entries()) {
      const action = this.#turns.origins[instance]?.action ?? -1;
      if (action >= 0) counts[action] = at(counts, action) + times;
    }
    return counts;
  }

  /** What is told of steps to the one for whom this serves: by instance, of a system by action. */
  happened(): Float64Array {
    return this.#countsInstances ? this.fired() : this.firedByAction();
  }
}

function addAll(sums: Float64Array, more: Float64Array): void {
  for (const [place, times] of more.entries()) sums[place] = at(sums, place) + times;
}
