/**
 * The compiled engine: explicit-state search, breadth-first by default, on packed rows of small integers. User
 * code runs once for each distinct reading of the slots that it looks at; from then on a successor
 * costs a few look-ups. States are expanded whole or not at all, in the order in which they were
 * found, so whatever ends a run, the expanded states are a prefix and the rest is the frontier.
 */
import { countDomain } from '../../coverage/domain.ts';
import { type Explored, outsideFence } from '../../coverage/explored.ts';
import type { Budget } from '../../model/budget.ts';
import type { ActionCount, Report } from '../../model/report.ts';
import { type LevelCount, noStatistics, type Statistics } from '../../model/statistics.ts';
import type { Explorable } from '../explorable.ts';
import type { Exploration, ExploreOptions } from '../exploration.ts';
import { falseClauses } from '../false-clauses.ts';
import { Findings } from '../findings.ts';
import type { Expanded } from '../parallel/messages.ts';
import { Team } from '../parallel/team.ts';
import type { Outcome } from '../reference/steps.ts';
import { askProperty } from '../reference/user-functions.ts';
import { notExtended } from '../search.ts';
import { type Goal, type Ground, type SeekLimits, type Sought, seek, type Way } from '../seek.ts';
import type { Symmetry } from '../symmetry/permutations.ts';
import { type KeptStates, TraceBuilder } from '../trace-builder.ts';
import { Expander } from './expander.ts';
import type { Front } from './fronts/front.ts';
import { frontOf } from './fronts/front-of.ts';
import { rowParts, rowPieces } from './row-parts.ts';
import { RowTimes } from './row-times.ts';
import { Levels } from './search/levels.ts';
import { Pass } from './search/pass.ts';
import { scout } from './search/scout.ts';
import { Watch } from './search/watch.ts';
import { SecondLook } from './second-look.ts';
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
  readonly #front: Front;
  #model: Explorable;
  readonly #findings: Findings;
  #secondLook: SecondLook;
  readonly #states: Expander;
  readonly #actions: readonly string[];
  readonly #tuning: Tuning;
  /** Other threads that take part. With symmetry none do: classes are found by the keeper. */
  readonly #team: Team | undefined;
  #levels: Levels;
  readonly #kept: KeptStates = {
    key: (index) => this.#states.rows.key(index),
    parent: (index) => this.#states.rows.parent(index),
    find: (key) => this.#states.rows.find(key),
  };
  /** What init gave. */
  #starts: readonly Outcome[] = [];
  #stopped: Report<unknown>['stopped'];
  /** Where another search went before: which states are expanded again. */
  readonly #traces: TraceBuilder;
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
    this.#front = front;
    this.#model = front.model;
    this.#options = options;
    this.#budget = budget;
    this.#symmetry = symmetry;
    this.#notes = notes;
    const always = options.paranoid ? { recheckFirst: Number.POSITIVE_INFINITY } : {};
    this.#tuning = { ...defaultTuning, ...front.tuning, ...options.tuning, ...always };
    this.#actions = front.model.actions;
    this.#traces = new TraceBuilder(this.#model, this.#kept, (key) => this.#classOf(key));
    this.#findings = new Findings(front.model.properties, this.#traces, options.onVerdict);
    this.#states = new Expander({
      front,
      findings: this.#findings,
      tuning: this.#tuning,
      symmetry,
      onTurn: options.onTurn,
      watch: options.watch,
    });
    this.#levels = new Levels(0, this.#states.tally);
    this.#secondLook = this.#newLook(this.#model);
    const { workers = 1, recruit } = options;
    if (workers > 1 && recruit && !symmetry) {
      this.#team = new Team(this.#states, this.#tuning, recruit, workers - 1);
    }
  }

  async explore(): Promise<Exploration> {
    this.#starts = this.#model.initial();
    this.#begin();
    await this.#scout();
    return this.#goOn();
  }

  /** Goes on where a bound ended the search, as if the other budget had been given at first. */
  async extend(budget: Budget): Promise<Exploration> {
    if (typeof this.#options.search === 'object') throw notExtended();
    this.#budget = budget;
    await this.#scout();
    return this.#goOn();
  }

  /** Expands chosen states, in a pass over these and all that were expanded before. */
  async extendFrom(isChosen: (state: number) => boolean): Promise<Exploration> {
    const { rows } = this.#states;
    const chosen = Uint8Array.from({ length: rows.count }, (_, index) => (isChosen(index) ? 1 : 0));
    return this.#extendIn((index) => {
      const earlier = rows.earlier(index);
      return earlier >= 0 && at(chosen, earlier) === 1;
    });
  }

  /** Looks for something from the open states on, and changes nothing. */
  seek(goal: Goal, limits: SeekLimits): Promise<Sought> {
    const ground: Ground = {
      model: this.#model,
      kept: this.#kept,
      stateCount: this.#states.rows.count,
      transitions: this.#generated(),
      depth: this.#levels.depth,
      options: this.#options,
      isExpanded: (index) => this.#isExpanded(index),
      classOf: (key) => this.#classOf(key),
    };
    return seek(ground, goal, limits);
  }

  /** Expands the states of a way, in a pass over these and all that were expanded before. */
  async take({ from, through }: Way): Promise<Exploration> {
    const { rows } = this.#states;
    return this.#extendIn((index) => {
      const earlier = rows.earlier(index);
      return earlier >= 0 ? earlier === from : through.has(rows.key(index));
    });
  }

  /** Expands chosen states of a pass, and all that were expanded before. */
  #extendIn(isChosen: (index: number) => boolean): Promise<Exploration> {
    if (typeof this.#options.search === 'object') throw notExtended();
    const { rows } = this.#states;
    const expanded = Uint8Array.from({ length: rows.count }, (_, index) =>
      this.#isExpanded(index) ? 1 : 0,
    );
    const { memoryBytes } = this.#budget;
    const bounds = memoryBytes === undefined ? {} : { memoryBytes };
    const watch = new Watch(this.#states, bounds, this.#options);
    this.#pass = new Pass(this.#states, this.#findings, {
      stopped: this.#pass ? this.#pass.stopped : this.#stopped,
      wasExpanded: (index) => at(expanded, index) === 1,
      isChosen,
      bound: () => watch.hit(rows.count),
    });
    this.#begin();
    return this.#goOn();
  }

  async #goOn(): Promise<Exploration> {
    this.#stopped = undefined;
    this.#options.onStates?.(this.#explored(false, false));
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
      explored: { ...this.#explored(report.exhausted, report.errors.length > 0) },
      stateBytes: this.#states.table.bytes,
      traceStates: (name) => this.#traceStates(name),
      traceTo: (state) => this.#traces.toState(state),
      extend: (budget) => this.extend(budget),
      extendFrom: (isChosen) => this.extendFrom(isChosen),
      falseClauses: (state) =>
        falseClauses(this.#model, this.#states.rows.key(state), this.#options.watch),
      seek: (goal, limits) => this.seek(goal, limits),
      take: (way) => this.take(way),
      rejudge: async (definition) => {
        if (!report.exhausted || this.#pass) return undefined;
        return this.#rejudge(frontOf(definition, this.#options.onTurn).model);
      },
    };
  }

  /**
   * Judges the states of an exhausted search by other properties; undefined where one fails, or where
   * turns that should be the same do something else.
   */
  #rejudge(model: Explorable): Exploration | undefined {
    const secondLook = this.#newLook(model);
    if (!this.#beginsLike(model) || !secondLook.isSame(this.#expanded)) return undefined;
    this.#model = model;
    this.#secondLook = secondLook;
    this.#findings.rejudge(model.properties, 'terminal');
    this.#states.replaceProperties(model.properties);
    secondLook.confirmDue(this.#expanded);
    this.#states.judge();
    this.#states.judgeSteps(this.#expanded);
    return this.#findings.hasErrors ? undefined : this.#exploration();
  }

  #newLook(model: Explorable): SecondLook {
    return new SecondLook({
      model,
      states: this.#states,
      findings: this.#findings,
      tuning: this.#tuning,
      symmetry: this.#symmetry,
      hearers: this.#options,
    });
  }

  /** Whether a model has the actions and the initial states of this search. */
  #beginsLike(model: Explorable): boolean {
    if (model.actions.join() !== this.#actions.join()) return false;
    const starts = model.initial().map(({ key }) => key);
    return starts.join() === this.#starts.map(({ key }) => key).join();
  }

  /** Lets another search go first. Under another budget that one begins anew, with its memo. */
  async #scout(): Promise<void> {
    const { search = 'breadth-first' } = this.#options;
    if (this.#pass) {
      this.#pass = undefined;
      this.#findings.beginAnew();
      this.#states.beginAnew(false);
      this.#begin();
    }
    if (search === 'breadth-first') return;
    this.#pass = await scout(search, this.#states, this.#findings, this.#budget, this.#options);
    this.#begin();
  }

  /** Keeps the initial states, before anything else is kept. */
  #begin(): void {
    this.#initialGenerated = 0;
    this.#initialFenced = 0;
    for (const outcome of this.#starts) this.#receive(outcome);
    this.#initial = this.#states.rows.count;
    this.#levels = new Levels(this.#initial, this.#states.tally);
    this.#expanded = 0;
    this.#secondLook = this.#newLook(this.#model);
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
    while (this.#expanded < this.#states.rows.count) {
      if (this.#expanded === this.#levels.end) {
        this.#levels.enterNext(this.#states.rows.count, this.#states.tally);
      }
      const now = performance.now();
      this.#stopped = this.#boundHit(now - begun);
      if (this.#stopped) return;
      const end = this.#pass?.end(this.#expanded, this.#levels.end, this.#levels.depth);
      if (end === this.#expanded) this.#expanded += 1;
      else if (this.#team && !this.#pass) await this.#expandTogether(this.#team);
      else this.#expandSome(end ?? this.#levels.end);
      if (now - told >= progressMs) {
        told = now;
        this.#options.onProgress?.({
          states: this.#states.rows.count,
          transitions: this.#generated(),
          depth: this.#levels.depth,
          frontier: this.#states.rows.count - this.#expandedCount,
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
    const limit = Math.min(this.#tuning.batch, statesMax - this.#states.rows.count);
    const from = this.#expanded;
    const isDue = this.#secondLook.isDue(from);
    const to = isDue ? from + 1 : Math.min(end, this.#secondLook.next(from));
    this.#expanded = this.#states.expand(from, to, limit);
    this.#states.judge();
    if (this.#expanded > from && isDue) this.#secondLook.take(from);
  }

  /** Takes in what another thread has found next; expands some states alone where there is nothing. */
  async #expandTogether(team: Team): Promise<void> {
    const { statesMax = Number.POSITIVE_INFINITY } = this.#budget;
    const found = await team.next(this.#expanded, this.#levels.end);
    if (typeof found === 'number') this.#expandSome(found);
    else if (this.#states.rows.count + found.hashes.length < statesMax) this.#takeIn(found);
    else {
      // The bound lies within the range: it is found by looking after each state.
      team.end();
      this.#expandSome(this.#levels.end);
    }
  }

  #takeIn(found: Expanded): void {
    const { from, next, tally, happened, blocked, events, ran } = found;
    const states = this.#states;
    states.receive(found);
    states.counts.add(tally, happened, blocked);
    if (ran) this.#options.watch?.add(ran);
    this.#expanded = next;
    for (const index of events) states.examine(index);
    states.judge();
    this.#secondLook.takeDue(from, next);
  }

  /** Takes in which code ran for states that another thread then expanded. */
  #hearLate(): void {
    for (const { from, ran } of this.#team?.late ?? []) {
      if (from < this.#expanded && ran) this.#options.watch?.add(ran);
    }
  }

  #boundHit(elapsedMs: number): Report<unknown>['stopped'] {
    if (this.#pass) {
      // It hears that no turn is running; what it says bounded the search before.
      this.#options.shouldStop?.();
      return undefined;
    }
    const { statesMax, depthMax, timeMs, memoryBytes } = this.#budget;
    if (depthMax !== undefined && this.#levels.depth >= depthMax) return 'depthMax';
    if (statesMax !== undefined && this.#states.rows.count >= statesMax) return 'statesMax';
    if (timeMs !== undefined && elapsedMs >= timeMs) return 'timeMs';
    if (memoryBytes !== undefined && this.#bytesAhead() >= memoryBytes) return 'memoryBytes';
    return this.#options.shouldStop?.() ? 'stopped' : undefined;
  }

  /** Bytes in use after the next batch; the host is asked when tables grow, and now and then. */
  #bytesAhead(): number {
    const growth = this.#states.rows.growth(
      this.#team ? 16 * this.#tuning.range : this.#tuning.batch,
    );
    if (growth > 0 || this.#batches % 64 === 0) {
      this.#bytes = this.#states.bytesWithHost(this.#options.heapBytes);
    }
    this.#batches += 1;
    return this.#bytes + growth;
  }

  #classOf(key: string): string {
    return this.#states.rows.classOf(key);
  }

  /** Runs sampled turns a second time, after some time has gone by. */
  async #lookAgain(): Promise<void> {
    if (this.#options.paranoid) this.#confirmFrontier();
    await pause(2);
    this.#secondLook.compare();
  }

  #confirmFrontier(): void {
    for (let index = 0; index < this.#states.rows.count; index += 1) {
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
    const { tally } = this.#states;
    const { count } = this.#states.rows;
    const notes = this.#pass?.notes((index) => this.#levels.depthOf(index)) ?? [];
    return this.#findings.report({
      distinctStates: count,
      generatedStates: this.#generated(),
      diameter: count === 0 ? 0 : this.#levels.depthOf(count - 1),
      frontier: count - this.#expandedCount,
      fenced: this.#initialFenced + tally.fenced,
      terminalStates: tally.ends,
      symmetry: this.#symmetry !== undefined,
      budget: this.#budget,
      actions: this.#actionCounts(),
      statistics: {
        ...this.#values(),
        instances: this.#states.counts.instances(this.#expandedCount),
        levels: this.#levelCounts(),
      },
      notes: [...this.#notes, ...notes],
      bound: this.#pass ? this.#pass.stopped : this.#stopped,
      sample: this.#pass?.sample,
      failedStates: tally.failed,
    });
  }

  /** The values that stand in all kept states, by field. */
  #values(): Statistics {
    if (!this.#tuning.counts) return noStatistics;
    const { schema, readers } = this.#model;
    const times = new RowTimes(this.#states.rows);
    const parts = rowParts(this.#front.shown, times);
    const domain = countDomain(schema, parts, readers, this.#symmetry?.values);
    return { ...noStatistics, fields: this.#front.fields(times), domain };
  }

  #levelCounts(): readonly LevelCount[] {
    const { tally, rows } = this.#states;
    return this.#levels.counts({
      tally,
      count: rows.count,
      passed: this.#expanded,
      leftBefore: (index) => this.#pass?.leftBefore(index) ?? 0,
    });
  }

  get #expandedCount(): number {
    return this.#expanded - (this.#pass?.left ?? 0);
  }

  #isExpanded(index: number): boolean {
    return index < this.#expanded && (this.#pass?.isExpanded(index) ?? true);
  }

  #actionCounts(): ReadonlyMap<string, ActionCount> {
    const { enabled } = this.#states.tally;
    const fired = this.#states.counts.firedByAction();
    return new Map(
      this.#actions.map((by, i) => [by, { fired: at(fired, i), states: at(enabled, i) }]),
    );
  }

  #forEachStepIn(
    from: number,
    to: number,
    visit: (from: number, action: number, target: number) => void,
  ): void {
    for (let index = from; index < to; index += 1) {
      const begin = index;
      while (index < to && this.#isExpanded(index)) index += 1;
      this.#states.steps.forEachIn(begin, index, (state, action, target) =>
        visit(state, action, target ?? outsideFence),
      );
    }
  }

  /** What can be told of the states: by getters where that changes while a search goes on. */
  #explored(exhausted: boolean, hasErrors: boolean): Explored {
    const { steps } = this.#states;
    const stateCount = () => this.#states.rows.count;
    const expandedCount = () => this.#expandedCount;
    const violations = () => this.#findings.violations(this.#kept, (key) => this.#classOf(key));
    return {
      schema: this.#model.schema,
      get stateCount() {
        return stateCount();
      },
      get expandedCount() {
        return expandedCount();
      },
      get violations() {
        return violations();
      },
      isExpanded: (index) => this.#isExpanded(index),
      initialCount: this.#initial,
      exhausted,
      actions: this.#actions,
      ...(this.#symmetry && { interchangeable: this.#symmetry.values }),
      state: (index) => this.#model.show(this.#states.rows.key(index)),
      pieces: rowPieces(this.#front.shown, this.#states.rows),
      depth: (index) => this.#levels.depthOf(index),
      parent: (index) => this.#states.rows.parent(index),
      forEachStep: (index, visit) => {
        if (!this.#isExpanded(index)) return;
        steps.forEach(index, (action, target) => visit(action, target ?? outsideFence));
      },
      forEachStepIn: (from, to, visit) => this.#forEachStepIn(from, to, visit),
      ...(hasErrors && {
        isEnd: (index: number) => this.#isExpanded(index) && steps.isEnd(index),
      }),
    };
  }
}

/** Lets the host answer messages and stop the run. */
function pause(ms = 0): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
