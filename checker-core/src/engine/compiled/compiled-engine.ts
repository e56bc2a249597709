/**
 * The compiled engine: explicit-state search, breadth-first by default, on packed rows of small integers. User
 * code runs once for each distinct reading of the slots that it looks at; from then on a successor
 * costs a few look-ups. States are expanded whole or not at all, in the order in which they were
 * found, so whatever ends a run, the expanded states are a prefix and the rest is the frontier.
 */
import { type Explored, outsideFence } from '../../coverage/explored.ts';
import type { Budget } from '../../model/budget.ts';
import type { ActionCount, Report } from '../../model/report.ts';
import type { InstanceCount, LevelCount } from '../../model/statistics.ts';
import { notDeterministic } from '../errors.ts';
import type { Explorable } from '../explorable.ts';
import type { Exploration, ExploreOptions } from '../exploration.ts';
import { Findings } from '../findings.ts';
import type { Expanded } from '../parallel/messages.ts';
import { Team } from '../parallel/team.ts';
import { findAsymmetry } from '../reference/asymmetry.ts';
import { Judge } from '../reference/properties.ts';
import { Recheck } from '../reference/recheck.ts';
import { type Outcome, Stepper } from '../reference/steps.ts';
import { askProperty } from '../reference/user-functions.ts';
import { notExtended } from '../search.ts';
import type { Symmetry } from '../symmetry/permutations.ts';
import { type KeptStates, TraceBuilder } from '../trace-builder.ts';
import { CannotFollow } from './cannot-follow.ts';
import { Expander } from './expander.ts';
import type { Front } from './fronts/front.ts';
import type { Tally } from './kernel/kernel.ts';
import type { Pass } from './search/pass.ts';
import { scout } from './search/scout.ts';
import { at } from './store/numbers.ts';
import { defaultTuning, type Tuning } from './tuning.ts';

const sliceMs = 40;
const progressMs = 250;

/** One run over one model. */
export class CompiledEngine {
  readonly #options: ExploreOptions;
  #budget: Budget;
  readonly #symmetry: Symmetry | undefined;
  readonly #notes: readonly string[];
  #model: Explorable;
  readonly #findings: Findings;
  #recheck: Recheck;
  readonly #states: Expander;
  readonly #actions: readonly string[];
  readonly #tuning: Tuning;
  /** Other threads that take part. With symmetry none do: classes are found by the keeper. */
  readonly #team: Team | undefined;
  /** Where each level begins, up to the one that is being expanded. */
  readonly #levels: number[] = [0];
  /** What was counted before each level was expanded. */
  readonly #before: LevelTally[] = [];
  /** Where the level that is being expanded ends. */
  #levelEnd = 0;
  readonly #kept: KeptStates = {
    key: (index) => this.#states.key(index),
    parent: (index) => this.#states.parent(index),
    find: (key) => this.#states.find(key),
  };
  /** What init gave. */
  #starts: readonly Outcome[] = [];
  #stopped: Report<unknown>['stopped'];
  /** Where another search went before: which states are expanded again. */
  #pass: Pass | undefined;
  #initialGenerated = 0;
  #initialFenced = 0;
  #initial = 0;
  #expanded = 0;
  #batches = 0;
  #bytes = 0;

  constructor(
    front: Front,
    options: ExploreOptions,
    budget: Budget,
    symmetry: Symmetry | undefined,
    notes: readonly string[],
  ) {
    this.#model = front.model;
    this.#options = options;
    this.#budget = budget;
    this.#symmetry = symmetry;
    this.#notes = notes;
    const always = options.paranoid ? { recheckFirst: Number.POSITIVE_INFINITY } : {};
    this.#tuning = { ...defaultTuning, ...front.tuning, ...options.tuning, ...always };
    this.#recheck = new Recheck(this.#model);
    this.#actions = front.model.actions;
    const traces = new TraceBuilder(this.#model, this.#kept, (key) => this.#classOf(key));
    this.#findings = new Findings(front.model.properties, traces, options.onVerdict);
    this.#states = new Expander({
      front,
      findings: this.#findings,
      tuning: this.#tuning,
      symmetry,
      onTurn: options.onTurn,
      watch: options.watch,
    });
    const { workers = 1, recruit } = options;
    if (workers > 1 && recruit && !symmetry) {
      this.#team = new Team(this.#states, this.#tuning, recruit, workers - 1);
    }
  }

  async explore(): Promise<Exploration> {
    this.#starts = this.#model.initial();
    this.#begin();
    return this.#goOn();
  }

  /** Goes on where a bound ended the search, as if the other budget had been given at first. */
  async extend(budget: Budget): Promise<Exploration> {
    if (typeof this.#options.search === 'object') throw notExtended();
    this.#budget = budget;
    this.#stopped = undefined;
    return this.#goOn();
  }

  async #goOn(): Promise<Exploration> {
    await this.#scout();
    try {
      await this.#search();
    } finally {
      this.#team?.end();
      this.#hearLate();
    }
    await this.#lookAgain();
    return this.#exploration();
  }

  #exploration(): Exploration {
    const report = this.#report();
    return {
      report,
      explored: this.#explored(report),
      stateBytes: this.#states.table.bytes,
      traceStates: (name) => this.#traceStates(name),
      extend: (budget) => this.extend(budget),
      rejudge: async (definition) => {
        if (!report.exhausted || this.#pass || !this.#model.instances) return undefined;
        return this.#rejudge(new Stepper(definition, this.#options.onTurn));
      },
    };
  }

  /**
   * Judges the states of an exhausted search by other properties; undefined where one fails, or where
   * turns that should be the same do something else.
   */
  #rejudge(model: Explorable): Exploration | undefined {
    if (!this.#isSame(model)) return undefined;
    this.#model = model;
    this.#findings.rejudge(model.properties, 'terminal');
    this.#states.replaceProperties(model.properties);
    this.#forEachSample(0, this.#expanded, (index) => {
      this.#states.confirm(index);
      this.#states.confirmSteps(index, index < this.#always);
      if (this.#symmetry) this.#audit(this.#symmetry, index);
    });
    this.#states.judge();
    this.#states.judgeSteps(this.#expanded);
    return this.#findings.hasErrors ? undefined : this.#exploration();
  }

  /** Whether turns begin where those of this search began, and do the same in sampled states. */
  #isSame(model: Explorable): boolean {
    const starts = model.initial().map(({ key }) => key);
    let isSame = starts.join() === this.#starts.map(({ key }) => key).join();
    this.#forEachSample(0, this.#expanded, (index) => {
      const outcomes = model.successors(this.#states.key(index));
      const found = this.#recheck.differ(index, outcomes, this.#states.successors(index));
      if (found) isSame = false;
    });
    return isSame;
  }

  /** Lets another search go first. Under another budget that one begins anew, with its memo. */
  async #scout(): Promise<void> {
    const { search = 'breadth-first' } = this.#options;
    if (search === 'breadth-first') return;
    if (this.#pass) {
      this.#findings.beginAnew();
      this.#states.beginAnew(false);
      this.#begin();
    }
    this.#pass = await scout(search, this.#states, this.#findings, this.#budget, this.#options);
    this.#begin();
  }

  /** Keeps the initial states, before anything else is kept. */
  #begin(): void {
    this.#initialGenerated = 0;
    this.#initialFenced = 0;
    for (const outcome of this.#starts) this.#receive(outcome);
    this.#initial = this.#states.count;
    this.#levels.splice(0, this.#levels.length, 0);
    this.#before.splice(0, this.#before.length, levelTally(this.#states.tally));
    this.#levelEnd = this.#initial;
    this.#expanded = 0;
    this.#recheck = new Recheck(this.#model);
    this.#states.judge();
  }

  #receive(outcome: Outcome): void {
    const { failure, key } = outcome;
    if (failure) this.#findings.failAt(failure, -1, () => undefined);
    if (key === undefined) return;
    const state = this.#model.read(key);
    const refusal = this.#model.refusal(key, state);
    if (refusal) {
      this.#findings.failAt(refusal('init'), -1, () => undefined);
      return;
    }
    const { within } = this.#model.properties;
    const inside = within ? askProperty('within', () => within(state), this.#options) : true;
    if (typeof inside !== 'boolean') {
      this.#findings.failAt(inside, -1, () => undefined);
      return;
    }
    this.#initialGenerated += 1;
    if (inside) this.#states.keep(this.#classOf(key));
    else this.#initialFenced += 1;
  }

  async #search(): Promise<void> {
    const begun = performance.now();
    let sliced = begun;
    let told = begun;
    while (this.#expanded < this.#states.count) {
      if (this.#expanded === this.#levelEnd) {
        this.#levels.push(this.#levelEnd);
        this.#before.push(levelTally(this.#states.tally));
        this.#levelEnd = this.#states.count;
      }
      const now = performance.now();
      this.#stopped = this.#boundHit(now - begun);
      if (this.#stopped) return;
      const end = this.#pass?.end(this.#expanded, this.#levelEnd, this.#levels.length - 1);
      if (end === this.#expanded) this.#expanded += 1;
      else if (this.#team) await this.#expandTogether(this.#team);
      else this.#expandSome(end ?? this.#levelEnd);
      if (now - told >= progressMs) {
        told = now;
        this.#options.onProgress?.({
          states: this.#states.count,
          transitions: this.#generated(),
          depth: this.#levels.length - 1,
          frontier: this.#states.count - this.#expandedCount,
        });
      }
      if (now - sliced >= sliceMs) {
        await pause();
        sliced = performance.now();
      }
    }
  }

  /** Expands states until a batch is full, or up to one that is looked at again. */
  #expandSome(end: number): void {
    const { statesMax = Number.POSITIVE_INFINITY } = this.#pass ? {} : this.#budget;
    const limit = Math.min(this.#tuning.batch, statesMax - this.#states.count);
    const from = this.#expanded;
    const to = this.#isSampled(from) ? from + 1 : Math.min(end, this.#nextSample(from));
    this.#expanded = this.#states.expand(from, to, limit);
    this.#states.judge();
    if (this.#expanded > from && this.#isSampled(from)) this.#expandAgain(from);
  }

  /** Takes in what another thread has found next; expands some states alone where there is nothing. */
  async #expandTogether(team: Team): Promise<void> {
    const { statesMax = Number.POSITIVE_INFINITY } = this.#budget;
    const found = await team.next(this.#expanded, this.#levelEnd);
    if (typeof found === 'number') this.#expandSome(found);
    else if (this.#states.count + found.hashes.length < statesMax) this.#takeIn(found);
    else {
      // The bound lies within the range: it is found by looking after each state.
      team.end();
      this.#expandSome(this.#levelEnd);
    }
  }

  #takeIn(found: Expanded): void {
    const { from, next, events, ran } = found;
    const states = this.#states;
    states.receive(found);
    states.addCounts(found);
    if (ran) this.#options.watch?.add(ran);
    this.#expanded = next;
    for (const index of events) states.examine(index);
    states.judge();
    this.#forEachSample(from, next, (index) => this.#expandAgain(index));
  }

  /** Takes in which code ran for states that another thread then expanded. */
  #hearLate(): void {
    for (const { from, ran } of this.#team?.late ?? []) {
      if (from < this.#expanded && ran) this.#options.watch?.add(ran);
    }
  }

  #forEachSample(from: number, to: number, visit: (index: number) => void): void {
    for (let index = from; index < to; ) {
      if (this.#isSampled(index)) visit(index);
      index += 1;
      if (!this.#isSampled(index)) index = this.#nextSample(index);
    }
  }

  /** How many states are all expanded twice. */
  get #always(): number {
    return this.#symmetry ? Math.max(200, this.#tuning.recheckFirst) : this.#tuning.recheckFirst;
  }

  /** Whether a state is expanded on plain values, too. */
  #isSampled(index: number): boolean {
    if (index < this.#always) return true;
    const [first, later] = this.#tuning.recheckEvery;
    return index % (index < later ? first : later) === 0;
  }

  /** The first sampled state after one that is not. */
  #nextSample(from: number): number {
    const [first, later] = this.#tuning.recheckEvery;
    const every = from < later ? first : later;
    return Math.ceil(from / every) * every;
  }

  #expandAgain(index: number): void {
    this.#states.confirm(index);
    this.#states.confirmSteps(index, index < this.#always);
    const key = this.#states.key(index);
    const outcomes = this.#model.successors(key);
    this.#recheck.sample(index, key, outcomes);
    const remembered = this.#states.successors(index);
    const found = this.#recheck.differ(index, outcomes, remembered);
    if (found) {
      // Two answers on plain values: the turn is to blame. One: it looks at its state in a way that
      // cannot be followed.
      const again = this.#recheck.differ(index, outcomes, this.#model.successors(key));
      if (!again) throw new CannotFollow(found.keyPath);
      const failure = notDeterministic(again.keyPath, again.first, again.second);
      this.#findings.failAt(failure, index, () => again.outcome);
    }
    if (this.#symmetry) this.#audit(this.#symmetry, index, outcomes);
  }

  /** Tries the declared symmetry on the first states, and on few of the others. */
  #audit(symmetry: Symmetry, index: number, outcomes?: readonly Outcome[]): void {
    if (index >= 200 && index % 4_096 !== 0) return;
    const key = this.#states.key(index);
    const steps = outcomes ?? this.#model.successors(key);
    const judge = new Judge(this.#model.properties, this.#options, this.#findings);
    const asymmetry = findAsymmetry(symmetry, this.#model, judge, key, steps);
    if (asymmetry) this.#findings.failIn(asymmetry, index);
  }

  #boundHit(elapsedMs: number): Report<unknown>['stopped'] {
    if (this.#pass) {
      // It hears that no turn is running; what it says bounded the search before.
      this.#options.shouldStop?.();
      return undefined;
    }
    const { statesMax, depthMax, timeMs, memoryBytes } = this.#budget;
    if (depthMax !== undefined && this.#levels.length - 1 >= depthMax) return 'depthMax';
    if (statesMax !== undefined && this.#states.count >= statesMax) return 'statesMax';
    if (timeMs !== undefined && elapsedMs >= timeMs) return 'timeMs';
    if (memoryBytes !== undefined && this.#bytesAhead() >= memoryBytes) return 'memoryBytes';
    return this.#options.shouldStop?.() ? 'stopped' : undefined;
  }

  /** Bytes in use after the next batch; the host is asked when tables grow, and now and then. */
  #bytesAhead(): number {
    const growth = this.#states.growth(this.#team ? 16 * this.#tuning.range : this.#tuning.batch);
    if (growth > 0 || this.#batches % 64 === 0) {
      this.#bytes = this.#options.heapBytes?.() ?? this.#states.bytes;
    }
    this.#batches += 1;
    return this.#bytes + growth;
  }

  #classOf(key: string): string {
    return this.#states.classOf(key);
  }

  /** Runs sampled turns a second time, after some time has gone by. */
  async #lookAgain(): Promise<void> {
    if (this.#options.paranoid) this.#confirmFrontier();
    await pause(2);
    const found = this.#recheck.compare();
    if (!found) return;
    const failure = notDeterministic(found.keyPath, found.first, found.second);
    this.#findings.failAt(failure, found.state, () => found.outcome);
  }

  #confirmFrontier(): void {
    for (let index = 0; index < this.#states.count; index += 1) {
      if (!this.#isExpanded(index)) this.#states.confirm(index);
    }
  }

  #generated(): number {
    return this.#initialGenerated + this.#states.tally.generated;
  }

  #traceStates(property: string): number[] {
    return this.#findings.traceStates(property, this.#kept, (key) => this.#classOf(key));
  }

  #report(): Report<unknown> {
    const { count, tally } = this.#states;
    const notes = this.#pass?.notes((index) => this.#depth(index)) ?? [];
    return this.#findings.report({
      distinctStates: count,
      generatedStates: this.#generated(),
      diameter: count === 0 ? 0 : this.#depth(count - 1),
      frontier: count - this.#expandedCount,
      fenced: this.#initialFenced + tally.fenced,
      terminalStates: tally.ends,
      symmetry: this.#symmetry !== undefined,
      budget: this.#budget,
      actions: this.#actionCounts(),
      statistics: {
        instances: this.#instanceCounts(),
        ...this.#states.values(),
        levels: this.#levelCounts(),
      },
      notes: [...this.#notes, ...notes],
      bound: this.#pass ? this.#pass.stopped : this.#stopped,
      sample: this.#pass?.sample,
      failedStates: tally.failed,
    });
  }

  #instanceCounts(): readonly InstanceCount[] {
    const { tried } = this.#states.tally;
    const fired = this.#states.fired();
    const clauses = this.#states.blockedBy();
    return (this.#model.instances ?? []).map(({ by, params }, i) => ({
      by,
      params,
      fired: at(fired, i),
      blocked: this.#expandedCount - at(tried, i),
      ...(clauses && { blockedBy: Array.from(clauses[i] ?? [], (times) => times ?? 0) }),
    }));
  }

  #levelCounts(): readonly LevelCount[] {
    const { count, tally } = this.#states;
    const ends = [...this.#levels.slice(1), this.#levelEnd, count];
    const before = [...this.#before, levelTally(tally)];
    const counts = [...this.#levels, this.#levelEnd].map((from, level): LevelCount => {
      const to = at(ends, level);
      const [was, is] = [
        before[level] ?? levelTally(tally),
        before[level + 1] ?? levelTally(tally),
      ];
      const left = this.#pass ? this.#pass.leftBefore(to) - this.#pass.leftBefore(from) : 0;
      const { generated, fenced, terminal, errors } = difference(is, was);
      const found = (ends[level + 1] ?? to) - to;
      const expanded = Math.max(0, Math.min(this.#expanded, to) - from - left);
      const duplicates = generated - fenced - found;
      return { states: to - from, expanded, generated, duplicates, fenced, terminal, errors };
    });
    return counts.filter(({ states }) => states > 0);
  }

  get #expandedCount(): number {
    return this.#expanded - (this.#pass?.left ?? 0);
  }

  #isExpanded(index: number): boolean {
    return index < this.#expanded && (this.#pass?.isExpanded(index) ?? true);
  }

  #actionCounts(): ReadonlyMap<string, ActionCount> {
    const { enabled } = this.#states.tally;
    const fired = this.#states.firedByAction();
    return new Map(
      this.#actions.map((by, i) => [by, { fired: at(fired, i), states: at(enabled, i) }]),
    );
  }

  /** The level of a state, by binary search. */
  #depth(index: number): number {
    if (index >= this.#levelEnd) return this.#levels.length;
    let low = 0;
    let high = this.#levels.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (at(this.#levels, middle) <= index) low = middle;
      else high = middle;
    }
    return low;
  }

  #explored(report: Report<unknown>): Explored {
    const states = this.#states;
    return {
      schema: this.#model.schema,
      stateCount: states.count,
      expandedCount: this.#expandedCount,
      isExpanded: (index) => this.#isExpanded(index),
      initialCount: this.#initial,
      exhausted: report.exhausted,
      actions: this.#actions,
      state: (index) => this.#model.show(states.key(index)),
      depth: (index) => this.#depth(index),
      parent: (index) => states.parent(index),
      forEachStep: (index, visit) => {
        if (!this.#isExpanded(index)) return;
        states.forEachStep(index, (action, target) => visit(action, target ?? outsideFence));
      },
      violations: this.#findings.violations(this.#kept, (key) => this.#classOf(key)),
    };
  }
}

type LevelTally = Pick<LevelCount, 'generated' | 'fenced' | 'terminal' | 'errors'>;

function levelTally({ generated, fenced, ends, failed }: Tally): LevelTally {
  return { generated, fenced, terminal: ends, errors: failed };
}

function difference(is: LevelTally, was: LevelTally): LevelTally {
  return {
    generated: is.generated - was.generated,
    fenced: is.fenced - was.fenced,
    terminal: is.terminal - was.terminal,
    errors: is.errors - was.errors,
  };
}

/** Lets the host answer messages and stop the run. */
function pause(ms = 0): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
