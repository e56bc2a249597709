import type { InstanceCount } from '../../model/statistics.ts';
import type { Explorable } from '../explorable.ts';
import { countedAs, countedBy, eventCounts } from '../statistics/event-counts.ts';
import type { Turns } from './fronts/front.ts';
import type { Tally } from './kernel/kernel.ts';
import type { BlockedCounts, BlockedTimes } from './memo/blocked-counts.ts';
import type { GroupTables } from './memo/group-tables.ts';
import type { Leaves } from './memo/leaves.ts';
import { at } from './store/numbers.ts';

/** How often steps were taken: of a machine by instance, of a system as they are counted. */
export type Happened = Float64Array | ReadonlyMap<string, number>;

/** What expansions have counted, here and in the threads that serve. */
export class ExpansionCounts {
  readonly tally: Tally;
  readonly #leaves: Leaves;
  readonly #turns: Pick<Turns, 'origins'>;
  readonly #actions: readonly string[];
  readonly #instances: Explorable['instances'];
  /** What was generated before everything began anew. */
  #generatedBefore = 0;
  /** Steps of a system that other threads took, as they are counted. */
  readonly #elsewhere = new Map<string, number>();
  /** How steps of a system are counted, each way once, and which it is for each origin. */
  readonly #names: string[] = [];
  readonly #tables: Pick<GroupTables, 'visits'>;
  readonly #blocked: BlockedCounts | undefined;
  readonly #nameNumbers = new Map<string, number>();
  readonly #nameOf: number[] = [];
  /** What was told of steps already, by instance or by the number of the name. */
  #told: Float64Array = new Float64Array(0);

  constructor(
    { actions, instances }: Pick<Explorable, 'actions' | 'instances'>,
    leaves: Leaves,
    turns: Pick<Turns, 'origins'>,
    tables: Pick<GroupTables, 'visits'>,
    blocked: BlockedCounts | undefined,
  ) {
    this.#tables = tables;
    this.#blocked = blocked;
    this.#leaves = leaves;
    this.#turns = turns;
    this.#actions = actions;
    this.#instances = instances;
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
    this.#elsewhere.clear();
    this.#tables.visits.fill(0);
    this.#blocked?.beginAnew();
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

  /** The same of the clauses of guards that blocked, where that is counted. */
  takeBlocked(): BlockedTimes | undefined {
    const times = this.#blocked?.times(this.#tables.visits);
    this.#tables.visits.fill(0);
    this.#blocked?.beginAnew();
    return times;
  }

  /** Adds what was counted in another thread. */
  add({ enabled, tried, ...counts }: Tally, happened: Happened, blocked: BlockedTimes = []): void {
    this.#blocked?.add(blocked);
    const { tally } = this;
    tally.generated += counts.generated;
    tally.fenced += counts.fenced;
    tally.ends += counts.ends;
    tally.failed += counts.failed;
    addAll(tally.enabled, enabled);
    addAll(tally.tried, tried);
    if (happened instanceof Float64Array) {
      for (const [instance, times] of happened.entries()) this.#leaves.addFired(instance, times);
    } else for (const [name, times] of happened) raise(this.#elsewhere, name, times);
  }

  /** Does something whose steps do not count. */
  uncounted(does: () => void): void {
    const { tally } = this;
    const fired = this.fired();
    const enabled = tally.enabled.slice();
    const tried = tally.tried.slice();
    const { generated, fenced, ends, failed } = tally;
    const blocked = this.takeBlocked();
    does();
    this.#tables.visits.fill(0);
    this.#blocked?.beginAnew(blocked);
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
    const counts = new Float64Array(this.#actions.length);
    const count = (action: number, times: number) => {
      if (action >= 0) counts[action] = at(counts, action) + times;
    };
    for (const [instance, times] of this.fired().entries()) {
      count(this.#turns.origins[instance]?.action ?? -1, times);
    }
    for (const [name, times] of this.#elsewhere) {
      count(this.#actions.indexOf(countedBy(name)), times);
    }
    return counts;
  }

  /** What is told of each instance of a machine, or of each kind of step of a system. */
  instances(expanded: number): readonly InstanceCount[] {
    if (!this.#instances) {
      const sums = this.#named(this.#firedByName());
      for (const [name, times] of this.#elsewhere) raise(sums, name, times);
      return eventCounts(sums, this.#actions);
    }
    const fired = this.fired();
    const clauses = this.#blocked?.times(this.#tables.visits);
    return this.#instances.map(({ by, params }, i) => ({
      by,
      params,
      fired: at(fired, i),
      blocked: expanded - at(this.tally.tried, i),
      ...(clauses && { blockedBy: Array.from(clauses[i] ?? [], (times) => times ?? 0) }),
    }));
  }

  /** How often steps were taken since this was asked last. */
  takeHappened(): Happened {
    const last = this.#told;
    const now = this.#instances ? this.fired() : this.#firedByName();
    this.#told = now;
    const more = now.map((times, i) => times - (last[i] ?? 0));
    return this.#instances ? more : this.#named(more);
  }

  /** Steps that were taken here, by the numbers of their names. */
  #firedByName(): Float64Array {
    const { origins } = this.#turns;
    for (let origin = this.#nameOf.length; origin < origins.length; origin += 1) {
      const step = origins[origin];
      if (step) this.#nameOf[origin] = this.#nameNumber(countedAs(step));
    }
    const sums = new Float64Array(this.#names.length);
    const fired = this.fired();
    for (let origin = 0; origin < fired.length; origin += 1) {
      const name = this.#nameOf[origin] ?? 0;
      sums[name] = at(sums, name) + at(fired, origin);
    }
    return sums;
  }

  #nameNumber(name: string): number {
    const known = this.#nameNumbers.get(name);
    if (known !== undefined) return known;
    this.#nameNumbers.set(name, this.#names.length);
    this.#names.push(name);
    return this.#names.length - 1;
  }

  #named(times: Float64Array): Map<string, number> {
    const counts = new Map<string, number>();
    for (const [i, name] of this.#names.entries()) {
      const steps = times[i] ?? 0;
      if (steps > 0) counts.set(name, steps);
    }
    return counts;
  }
}

function raise(sums: Map<string, number>, name: string, times: number): void {
  sums.set(name, (sums.get(name) ?? 0) + times);
}

function addAll(sums: Float64Array, more: Float64Array): void {
  for (const [place, times] of more.entries()) sums[place] = at(sums, place) + times;
}
