import { countDomain } from '../../coverage/domain.ts';
import { listedParts } from '../../coverage/listed-parts.ts';
import type { InstanceCount, LevelCount, Statistics } from '../../model/statistics.ts';
import { encode } from '../../values/canonical.ts';
import type { Explorable } from '../explorable.ts';
import { countedAs, eventCounts } from '../statistics/event-counts.ts';
import { FieldCounts } from '../statistics/field-counts.ts';
import type { StateStore } from './state-store.ts';
import type { Outcome } from './steps.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Counts what happens, one by one as it happens. */
export class PlainStatistics {
  readonly #model: Explorable;
  readonly #fired = new Map<string, number>();
  /** Expanded states in which an instance gave something. */
  readonly #tried = new Map<string, number>();
  readonly #levels: Mutable<LevelCount>[] = [];
  /** By instance and clause, in how many expanded states the clause was the first false one. */
  readonly #blockedBy = new Map<string, number[]>();

  constructor(model: Explorable) {
    this.#model = model;
  }

  /** A state was expanded. */
  expanded(depth: number, outcomes: readonly Outcome[], failed: boolean): void {
    const level = this.#level(depth);
    level.expanded += 1;
    if (outcomes.length === 0) level.terminal += 1;
    if (failed) level.errors += 1;
    for (const name of new Set(outcomes.map(nameOf))) raise(this.#tried, name);
  }

  /** In an expanded state a clause of a guard is the first false one. */
  blocked(instance: Pick<Outcome, 'by' | 'params'>, clause: number): void {
    const name = nameOf(instance);
    const times = this.#blockedBy.get(name) ?? [];
    while (times.length <= clause) times.push(0);
    times[clause] = (times[clause] ?? 0) + 1;
    this.#blockedBy.set(name, times);
  }

  /** A step was taken from a state at this depth. */
  step(depth: number, outcome: Outcome, led: 'new' | 'duplicate' | 'fenced'): void {
    const level = this.#level(depth);
    level.generated += 1;
    if (led === 'duplicate') level.duplicates += 1;
    if (led === 'fenced') level.fenced += 1;
    raise(this.#fired, nameOf(outcome));
  }

  /** What was counted, and the values of all kept states. */
  of(
    store: StateStore,
    expanded: number,
    isWatched: boolean,
    interchangeable: ReadonlySet<unknown> | undefined,
  ): Omit<Statistics, 'frontier'> {
    const fields = new FieldCounts(this.#model.countedSchema);
    const states: number[] = [];
    for (let index = 0; index < store.count; index += 1) {
      fields.add(this.#model.counted(store.key(index)), 1);
      const depth = store.depth(index);
      states[depth] = (states[depth] ?? 0) + 1;
    }
    const levels = states.map((count, depth) => ({ ...this.#level(depth), states: count }));
    const instances = this.#instances(expanded, isWatched);
    const parts = listedParts(store.count, (index) => this.#model.show(store.key(index)));
    const { schema, readers } = this.#model;
    const domain = countDomain(schema, parts, readers, interchangeable);
    return { instances, fields: fields.fields(), domain, levels };
  }

  #instances(expanded: number, isWatched: boolean): readonly InstanceCount[] {
    const { instances, actions } = this.#model;
    if (!instances) return eventCounts(this.#fired, actions);
    return instances.map((instance) => {
      const name = nameOf(instance);
      const { by, params } = instance;
      const blocked = expanded - (this.#tried.get(name) ?? 0);
      const blockedBy = this.#blockedBy.get(name) ?? [];
      const fired = this.#fired.get(name) ?? 0;
      return { by, params, fired, blocked, ...(isWatched && { blockedBy }) };
    });
  }

  #level(depth: number): Mutable<LevelCount> {
    this.#levels[depth] ??= {
      states: 0,
      expanded: 0,
      generated: 0,
      duplicates: 0,
      fenced: 0,
      terminal: 0,
      errors: 0,
    };
    return this.#levels[depth];
  }
}

function nameOf(step: Pick<Outcome, 'by' | 'event' | 'params'>): string {
  return step.event === undefined ? `${step.by} ${encode(step.params)}` : countedAs(step);
}

function raise(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
