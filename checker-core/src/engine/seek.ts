/**
 * Looks for something from the open states of an exploration that was cut, nearest first.
 *
 * Best-first search: of all states that are known and were not expanded, the one with the least
 * distance from the goal is expanded next, among equals the one that was found first; but each fourth
 * is the one that has waited longest, so that none waits for ever. The functions of the model run on
 * every state, and nothing of the exploration changes: what was found is a way that the engine then
 * takes itself, so that all that is said of it is said of states that were kept.
 *
 * Says that there is nothing only where every state that follows from an open one was expanded and no
 * turn failed. A way is seldom a shortest one.
 */
import type { StateGoal } from '../coverage/state-goal.ts';
import type { Explorable } from './explorable.ts';
import type { ExploreOptions } from './exploration.ts';
import type { Outcome } from './reference/steps.ts';
import { askProperty } from './reference/user-functions.ts';
import type { KeptStates } from './trace-builder.ts';

/** What is looked for. */
export type Goal =
  /** A state, by how far others are from it. */
  | ({ readonly kind: 'state' } & StateGoal)
  /** A state in which a property of this name is true. */
  | { readonly kind: 'sometimes'; readonly name: string }
  /** A state in which this action is enabled, by key path. */
  | { readonly kind: 'action'; readonly action: string };

/** How long is looked. */
export interface SeekLimits {
  readonly timeMs: number;
  /** States that are expanded. */
  readonly statesMax: number;
}

/** What came of it. */
export interface Sought {
  readonly found:
    | { readonly kind: 'way'; readonly way: Way }
    /** All that follows from the open states was expanded: it is not there. */
    | { readonly kind: 'nothing' }
    | { readonly kind: 'stopped'; readonly why: 'timeMs' | 'statesMax' | 'stopped' | 'error' };
  /** How many states were expanded, and how many of them the exploration had left open. */
  readonly tried: number;
  readonly open: number;
  /** The least distance of a state that was met. */
  readonly nearest: number;
}

/** The states that are to be expanded one after the other. */
export interface Way {
  /** The first, by index, is one that the exploration has left open. */
  readonly from: number;
  /** The canonical texts of the others, which it has not kept. */
  readonly through: ReadonlySet<string>;
}

/** The exploration that was cut. */
export interface Ground {
  readonly model: Explorable;
  readonly kept: KeptStates;
  readonly stateCount: number;
  readonly transitions: number;
  readonly depth: number;
  /** Who hears of the search, and may end it. */
  readonly options: ExploreOptions;
  isExpanded(index: number): boolean;
  /** The canonical text of the state that stands for another. */
  classOf(key: string): string;
}

const sliceMs = 40;
const progressMs = 250;

/** Looks for a goal from the open states on. */
export async function seek(ground: Ground, goal: Goal, limits: SeekLimits): Promise<Sought> {
  const search = new Seek(ground, goal);
  const begun = performance.now();
  let sliced = begun;
  let told = begun;
  for (;;) {
    const now = performance.now();
    const why = search.tried >= limits.statesMax ? 'statesMax' : undefined;
    const isLate = now - begun >= limits.timeMs;
    const stopped =
      why ?? (isLate ? 'timeMs' : ground.options.shouldStop?.() ? 'stopped' : undefined);
    if (stopped) return search.result({ kind: 'stopped', why: stopped });
    const found = search.expandNext();
    if (found) return search.result(found);
    if (now - told >= progressMs) {
      told = now;
      const { stateCount, transitions, depth } = ground;
      const states = stateCount + search.met;
      ground.options.onProgress?.({ states, transitions, depth, frontier: search.waiting });
    }
    if (now - sliced >= sliceMs) {
      await new Promise((resolve) => setTimeout(resolve));
      sliced = performance.now();
    }
  }
}

/** A state that was met on the way; the open ones of the exploration are their indices. */
interface Met {
  readonly key: string;
  readonly from: Waiting;
}

type Waiting = number | Met;

class Seek {
  readonly #ground: Ground;
  readonly #goal: Goal;
  readonly #queue = new NearestFirst();
  readonly #met = new Set<string>();
  readonly #open: number;
  #failed = false;
  #nearest = Number.POSITIVE_INFINITY;
  tried = 0;

  constructor(ground: Ground, goal: Goal) {
    this.#ground = ground;
    this.#goal = goal;
    for (let index = 0; index < ground.stateCount; index += 1) {
      if (!ground.isExpanded(index))
        this.#put(index, goal.kind === 'state' ? goal.known(index) : 1);
    }
    this.#open = this.#queue.size;
  }

  get met(): number {
    return this.#met.size;
  }

  get waiting(): number {
    return this.#queue.size;
  }

  result(found: Sought['found']): Sought {
    return { found, tried: this.tried, open: this.#open, nearest: this.#nearest };
  }

  /** Expands one state more; tells when that is the end. */
  expandNext(): Sought['found'] | undefined {
    const next = this.#queue.take();
    if (next === undefined) {
      return this.#failed ? { kind: 'stopped', why: 'error' } : { kind: 'nothing' };
    }
    const { model } = this.#ground;
    const key = typeof next === 'number' ? this.#ground.kept.key(next) : next.key;
    this.tried += 1;
    for (const outcome of model.successors(key)) {
      if (this.#isStep(outcome)) return { kind: 'way', way: wayTo(next) };
      const met = this.#receive(outcome);
      if (met === undefined) continue;
      if (met.distance === 0) return { kind: 'way', way: wayTo(next) };
      this.#put({ key: met.key, from: next }, met.distance);
    }
    return undefined;
  }

  #put(waiting: Waiting, distance: number): void {
    this.#nearest = Math.min(this.#nearest, distance);
    this.#queue.put(waiting, distance);
  }

  #isStep({ by, key }: Outcome): boolean {
    return this.#goal.kind === 'action' && by === this.#goal.action && key !== undefined;
  }

  /** A state that is new and would be kept, with its distance. */
  #receive({ key, failure }: Outcome): { key: string; distance: number } | undefined {
    const { model, options } = this.#ground;
    if (failure) this.#failed = true;
    if (key === undefined) return undefined;
    const kept = this.#ground.classOf(key);
    if (this.#met.has(kept) || this.#isKept(kept)) return undefined;
    this.#met.add(kept);
    const reading = model.read(kept);
    if (model.refusal(kept, reading)) {
      this.#failed = true;
      return undefined;
    }
    const { within } = model.properties;
    const inside = within ? askProperty('within', () => within(reading), options) : true;
    if (inside !== true) {
      if (inside !== false) this.#failed = true;
      return undefined;
    }
    return { key: kept, distance: this.#distance(kept, reading) };
  }

  #isKept(key: string): boolean {
    return (this.#ground.kept.find(key) ?? -1) >= 0;
  }

  #distance(key: string, reading: unknown): number {
    const goal = this.#goal;
    const { model, options } = this.#ground;
    if (goal.kind === 'state') return goal.distance(model.show(key));
    if (goal.kind === 'action') return 1;
    const predicate = model.properties.sometimes?.[goal.name];
    if (!predicate) return 1;
    const isThere = askProperty(`sometimes.${goal.name}`, () => predicate(reading), options);
    if (typeof isThere !== 'boolean') this.#failed = true;
    return isThere === true ? 0 : 1;
  }
}

function wayTo(last: Waiting): Way {
  const through = new Set<string>();
  let at = last;
  while (typeof at !== 'number') {
    through.add(at.key);
    at = at.from;
  }
  return { from: at, through };
}

/** States that wait: the nearest is taken first, but each fourth is the one that has waited longest. */
class NearestFirst {
  /** By distance, in the order of their coming. */
  readonly #lines = new Map<number, Line>();
  readonly #all = new Line();
  readonly #taken = new Set<Waiting>();
  #count = 0;
  #turns = 0;

  get size(): number {
    return this.#count;
  }

  put(waiting: Waiting, distance: number): void {
    const line = this.#lines.get(distance) ?? new Line();
    this.#lines.set(distance, line);
    line.add(waiting);
    this.#all.add(waiting);
    this.#count += 1;
  }

  take(): Waiting | undefined {
    if (this.#count === 0) return undefined;
    this.#turns += 1;
    const line = this.#turns % 4 === 0 ? this.#all : this.#nearestLine();
    for (;;) {
      const waiting = line.next();
      if (waiting === undefined) return this.take();
      // Each stands in two lines.
      if (this.#taken.delete(waiting)) continue;
      this.#taken.add(waiting);
      this.#count -= 1;
      return waiting;
    }
  }

  #nearestLine(): Line {
    for (const [distance, line] of this.#lines) {
      if (line.isOver) this.#lines.delete(distance);
    }
    return this.#lines.get(Math.min(...this.#lines.keys())) ?? this.#all;
  }
}

/** First come, first served. */
class Line {
  readonly #waiting: Waiting[] = [];
  #at = 0;

  get isOver(): boolean {
    return this.#at === this.#waiting.length;
  }

  add(waiting: Waiting): void {
    this.#waiting.push(waiting);
  }

  next(): Waiting | undefined {
    return this.#waiting[this.#at] === undefined ? undefined : this.#waiting[this.#at++];
  }
}
