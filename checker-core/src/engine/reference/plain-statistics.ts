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

  /** A step was taken from a state at this depth. */
  step(depth: number, outcome: Outcome, led: 'new' | 'duplicate' | 'fenced'): void {
    const level = this.#level(depth);
    level.generated += 1;
    if (led === 'duplicate') level.duplicates += 1;
    if (led === 'fenced') level.fenced += 1;
    raise(this.#fired, nameOf(outcome));
  }

  /** What was counted, and the values of all kept states. */
  of(store: StateStore, expanded: number): Omit<Statistics, 'frontier'> {
    const fields = new FieldCounts(this.#model.countedSchema);
    const states: number[] = [];
    for (let index = 0; index < store.count; index += 1) {
      fields.add(this.#model.counted(store.key(index)), 1);
      const depth = store.depth(index);
      states[depth] = (states[depth] ?? 0) + 1;
    }
    const levels = states.map((count, depth) => ({ ...this.#level(depth), states: count }));
    return { instances: this.#instances(expanded), fields: fields.fields(), levels };
  }

  #instances(expanded: number): readonly InstanceCount[] {
    const { instances, actions } = this.#model;
    if (!instances) return eventCounts(this.#fired, actions);
    return instances.map((instance) => {
      const name = nameOf(instance);
      const { by, params } = instance;
      const blocked = expanded - (this.#tried.get(name) ?? 0);
      return { by, params, fired: this.#fired.get(name) ?? 0, blocked };
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
