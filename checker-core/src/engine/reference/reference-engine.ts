/**
 * The reference engine: explicit-state breadth-first search, as plain as it can be. It runs the
 * user's functions on every state, remembers nothing but states and steps, and is the oracle for
 * every faster engine. States are expanded whole or not at all, in the order in which they were
 * found, so whatever ends a run, the expanded states are a prefix and the rest is the frontier.
 */
import { type Explored, outsideFence } from '../../coverage/explored.ts';
import type { Budget } from '../../model/budget.ts';
import type { ActionCount, Report } from '../../model/report.ts';
import { type Failure, notDeterministic } from '../errors.ts';
import type { Explorable } from '../explorable.ts';
import type { Exploration, ExploreOptions } from '../exploration.ts';
import { falseClauses } from '../false-clauses.ts';
import { Findings } from '../findings.ts';
import type { Symmetry } from '../symmetry/permutations.ts';
import { TraceBuilder } from '../trace-builder.ts';
import { findAsymmetry } from './asymmetry.ts';
import { PlainStatistics } from './plain-statistics.ts';
import { Judge } from './properties.ts';
import { Recheck } from './recheck.ts';
import { StateStore } from './state-store.ts';
import type { Outcome } from './steps.ts';
import { askProperty } from './user-functions.ts';

const fencedMark = -1;
const refusedMark = -2;
const sliceMs = 40;
const progressMs = 250;

/** One run over one model. */
export class ReferenceEngine {
  readonly #model: Explorable;
  readonly #options: ExploreOptions;
  #budget: Budget;
  readonly #symmetry: Symmetry | undefined;
  readonly #store = new StateStore();
  readonly #judge: Judge;
  readonly #findings: Findings;
  readonly #recheck: Recheck;
  /** Why refused states were refused, told to each function that leads there. */
  readonly #refusals = new Map<string, (keyPath: string) => Failure>();
  readonly #fired: number[];
  readonly #enabled: number[];
  readonly #statistics: PlainStatistics;
  readonly #notes: readonly string[];
  readonly #traces: TraceBuilder;
  #stopped: Report<unknown>['stopped'];
  #generated = 0;
  #fenced = 0;
  #expanded = 0;
  #initial = 0;
  /** Expanded states in which nothing is possible. */
  readonly #ends = new Set<number>();
  #failedStates = 0;

  constructor(
    model: Explorable,
    options: ExploreOptions,
    budget: Budget,
    symmetry: Symmetry | undefined,
    notes: readonly string[],
  ) {
    this.#model = model;
    this.#options = options;
    this.#budget = budget;
    this.#symmetry = symmetry;
    this.#notes = notes;
    this.#traces = new TraceBuilder(model, this.#store, (key) => this.#classOf(key));
    this.#findings = new Findings(model.properties, this.#traces, options.onVerdict);
    this.#recheck = new Recheck(model);
    this.#fired = model.actions.map(() => 0);
    this.#enabled = model.actions.map(() => 0);
    this.#statistics = new PlainStatistics(model);
    this.#judge = new Judge(model.properties, options, this.#findings);
  }

  async explore(): Promise<Exploration> {
    for (const outcome of this.#model.initial()) this.#receive(outcome, -1, undefined);
    this.#initial = this.#store.count;
    return this.#goOn();
  }

  /** Goes on where a bound ended the search, as if the other budget had been given at first. */
  extend(budget: Budget): Promise<Exploration> {
    this.#budget = budget;
    this.#stopped = undefined;
    return this.#goOn();
  }

  async #goOn(): Promise<Exploration> {
    await this.#search();
    await this.#lookAgain();
    return {
      report: this.#report(),
      explored: this.#explored(),
      traceStates: (name) => this.#traceStates(name),
      traceTo: (state) => this.#traces.toState(state),
      falseClauses: (state) =>
        falseClauses(this.#model, this.#store.key(state), this.#options.watch),
      extend: (budget) => this.extend(budget),
    };
  }

  async #search(): Promise<void> {
    const begun = performance.now();
    let sliced = begun;
    let told = begun;
    while (this.#expanded < this.#store.count) {
      const now = performance.now();
      this.#stopped = this.#boundHit(now - begun);
      if (this.#stopped) return;
      this.#expand(this.#expanded);
      if (now - told >= progressMs) {
        told = now;
        this.#options.onProgress?.({
          states: this.#store.count,
          transitions: this.#generated,
          depth: this.#store.depth(this.#expanded - 1),
          frontier: this.#store.count - this.#expanded,
        });
      }
      if (now - sliced >= sliceMs) {
        await pause();
        sliced = performance.now();
      }
    }
  }

  #boundHit(elapsedMs: number): Report<unknown>['stopped'] {
    const { statesMax, depthMax, timeMs, memoryBytes } = this.#budget;
    if (depthMax !== undefined && this.#store.depth(this.#expanded) >= depthMax) return 'depthMax';
    if (statesMax !== undefined && this.#store.count >= statesMax) return 'statesMax';
    if (timeMs !== undefined && elapsedMs >= timeMs) return 'timeMs';
    if (this.#expanded % 256 === 0 && memoryBytes !== undefined) {
      if ((this.#options.heapBytes?.() ?? 0) >= memoryBytes) return 'memoryBytes';
    }
    return this.#options.shouldStop?.() ? 'stopped' : undefined;
  }

  #expand(index: number): void {
    const key = this.#store.key(index);
    const reading = this.#model.read(key);
    const enabled = new Set<number>();
    const outcomes = this.#model.successors(key, reading, (action) => enabled.add(action));
    this.#store.beginSteps();
    let failed = false;
    for (const outcome of outcomes) {
      if (outcome.key !== undefined) enabled.add(outcome.action);
      if (!this.#receive(outcome, index, reading)) failed = true;
    }
    for (const action of enabled) this.#enabled[action] = (this.#enabled[action] ?? 0) + 1;
    this.#statistics.expanded(this.#store.depth(index), outcomes, failed);
    this.#noteBlocked(reading, outcomes);
    if (failed) this.#failedStates += 1;
    if (outcomes.length === 0) {
      this.#ends.add(index);
      this.#judge.end(reading, index);
    }
    if (this.#symmetry) this.#audit(this.#symmetry, index, key, outcomes);
    this.#recheck.sample(index, key, outcomes);
    if (this.#options.paranoid) this.#takeAgain(index, key, outcomes);
    this.#expanded += 1;
  }

  /** Asks each guard that gave nothing once more: what made it false is known right after that. */
  #noteBlocked(reading: unknown, outcomes: readonly Outcome[]): void {
    const { watch } = this.#options;
    if (!watch) return;
    const clauseOf = (guard: unknown) => watch.clauseOf(guard);
    for (const instance of this.#model.instances ?? []) {
      const { by, params } = instance;
      if (outcomes.some((outcome) => outcome.by === by && outcome.params === params)) continue;
      const clause = this.#model.falseClause?.(instance, reading, clauseOf);
      if (clause !== undefined) this.#statistics.blocked(instance, clause);
    }
  }

  #takeAgain(index: number, key: string, outcomes: readonly Outcome[]): void {
    const found = this.#recheck.differ(index, outcomes, this.#model.successors(key));
    if (!found) return;
    const failure = notDeterministic(found.keyPath, found.first, found.second);
    this.#findings.failAt(failure, index, () => found.outcome);
  }

  /** Takes in what a turn gave; false when it failed. `parent` is -1 for initial states. */
  #receive(outcome: Outcome, parent: number, before: unknown): boolean {
    const { key, failure } = outcome;
    if (failure) this.#findings.failAt(failure, parent, () => outcome);
    if (key === undefined) return false;
    const kept = this.#classOf(key);
    let reading: unknown;
    const state = () => {
      reading ??= this.#model.read(key);
      return reading;
    };
    const known = this.#store.find(kept);
    const target = known ?? this.#admit(kept, key, parent, state);
    if (target === refusedMark) {
      const refusal = this.#refusals.get(kept)?.(parent < 0 ? 'init' : `${outcome.by}.next`);
      if (refusal) this.#findings.failAt(refusal, parent, () => outcome);
      return false;
    }
    this.#generated += 1;
    if (parent >= 0) {
      this.#fired[outcome.action] = (this.#fired[outcome.action] ?? 0) + 1;
      this.#store.addStep(outcome.action, target < 0 ? outsideFence : target);
      const way = target < 0 ? 'fenced' : known === undefined ? 'new' : 'duplicate';
      this.#statistics.step(this.#store.depth(parent), outcome, way);
    }
    if (target < 0) this.#fenced += 1;
    else if (parent >= 0) this.#judge.step(before, state, parent, kept);
    return failure === undefined;
  }

  /** Keeps a new state, or says by a mark why not. */
  #admit(kept: string, key: string, parent: number, state: () => unknown): number {
    const { within } = this.#model.properties;
    const refuse = (refusal: (keyPath: string) => Failure) => {
      this.#store.mark(kept, refusedMark);
      this.#refusals.set(kept, refusal);
      return refusedMark;
    };
    const refusal = this.#model.refusal(key, state());
    if (refusal) return refuse(refusal);
    if (within) {
      const inside = askProperty('within', () => within(state()), this.#options);
      if (typeof inside !== 'boolean') return refuse(() => inside);
      if (!inside) {
        this.#store.mark(kept, fencedMark);
        return fencedMark;
      }
    }
    const index = this.#store.keep(kept, parent);
    this.#judge.state(kept === key ? state() : this.#model.read(kept), index);
    return index;
  }

  #classOf(key: string): string {
    return this.#symmetry ? this.#symmetry.representative(key) : key;
  }

  #audit(symmetry: Symmetry, index: number, key: string, outcomes: readonly Outcome[]): void {
    if (index >= 200 && index % 4_096 !== 0) return;
    const failure = findAsymmetry(symmetry, this.#model, this.#judge, key, outcomes);
    if (failure) this.#findings.failIn(failure, index);
  }

  /** Runs sampled turns a second time, after some time has gone by. */
  async #lookAgain(): Promise<void> {
    await pause(2);
    const found = this.#recheck.compare();
    if (!found) return;
    const failure = notDeterministic(found.keyPath, found.first, found.second);
    this.#findings.failAt(failure, found.state, () => found.outcome);
  }

  #traceStates(property: string): number[] {
    return this.#findings.traceStates(property, this.#store, (key) => this.#classOf(key));
  }

  #report(): Report<unknown> {
    const count = this.#store.count;
    return this.#findings.report({
      distinctStates: count,
      generatedStates: this.#generated,
      diameter: count === 0 ? 0 : this.#store.depth(count - 1),
      frontier: count - this.#expanded,
      fenced: this.#fenced,
      terminalStates: this.#ends.size,
      symmetry: this.#symmetry !== undefined,
      budget: this.#budget,
      actions: this.#actionCounts(),
      statistics: this.#statistics.of(
        this.#store,
        this.#expanded,
        this.#options.watch !== undefined,
        this.#symmetry?.values,
      ),
      notes: this.#notes,
      bound: this.#stopped,
      failedStates: this.#failedStates,
    });
  }

  #actionCounts(): ReadonlyMap<string, ActionCount> {
    return new Map(
      this.#model.actions.map((by, i) => [
        by,
        { fired: this.#fired[i] ?? 0, states: this.#enabled[i] ?? 0 },
      ]),
    );
  }

  #explored(): Explored {
    const store = this.#store;
    return {
      schema: this.#model.schema,
      stateCount: store.count,
      expandedCount: this.#expanded,
      isExpanded: (index) => index < this.#expanded,
      initialCount: this.#initial,
      exhausted: this.#expanded === store.count && !this.#findings.hasErrors,
      actions: this.#model.actions,
      ...(this.#symmetry && { interchangeable: this.#symmetry.values }),
      state: (index) => this.#model.show(store.key(index)),
      depth: (index) => store.depth(index),
      parent: (index) => store.parent(index),
      forEachStep: (index, visit) => store.forEachStep(index, visit),
      ...(this.#findings.hasErrors && { isEnd: (index) => this.#ends.has(index) }),
      violations: this.#findings.violations(store, (key) => this.#classOf(key)),
    };
  }
}

/** Lets the host answer messages and stop the run. */
function pause(ms = 0): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
