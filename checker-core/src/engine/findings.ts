/** What a search has found out so far, and the report of it: the same for every engine. */
import type { ModelErrorReport, Report, Trace } from '../model/report.ts';
import type { FrontierCount, LevelCount, Statistics } from '../model/statistics.ts';
import type { Failure } from './errors.ts';
import type { ReadProperties } from './explorable.ts';
import type { ExploreOptions } from './exploration.ts';
import type { Outcome } from './reference/steps.ts';
import type { KeptStates, TraceBuilder, Walk } from './trace-builder.ts';
import { type Found, verdictsOf, violated } from './verdicts.ts';

/** What a property turned out to be: first occurrence, kept for ever. */
export interface Settled {
  readonly property: string;
  readonly kind: 'violated' | 'seen';
  /** The state in which it was decided; for a step property, the state before. */
  readonly state: number;
  /** For a step property, the step that breaks it. */
  readonly step?: {
    /** The canonical text of the state after, or of its class. */
    readonly after: string;
    readonly breaks: (before: unknown, after: unknown) => boolean;
  };
}

/** What a search counts. */
export type Counts = Omit<
  Report<unknown>,
  'verdicts' | 'errors' | 'exhausted' | 'stopped' | 'statistics'
> & {
  readonly statistics: Omit<Statistics, 'frontier'>;
  /** The bound that ended the search, if one did. */
  readonly bound: Report<unknown>['stopped'];
  /** Expanded states in which some turn failed. */
  readonly failedStates: number;
  /** What is to be said of a search that never sees everything. */
  readonly sample?: string | undefined;
};

/** Traces of a search that are longer are told when it has looked for shorter ones. */
const toldMax = 1_000;

/** Verdicts and model errors of one search. */
export class Findings {
  readonly settled = new Map<string, Settled>();
  /** Whether a search goes on whose traces will be found again, as short as can be. */
  isScouting = false;
  readonly #errors = new Map<string, ModelErrorReport>();
  #properties: ReadProperties;
  readonly #traces: TraceBuilder;
  #onVerdict: ExploreOptions['onVerdict'];

  constructor(
    properties: ReadProperties,
    traces: TraceBuilder,
    onVerdict: ExploreOptions['onVerdict'],
  ) {
    this.#properties = properties;
    this.#traces = traces;
    this.#onVerdict = onVerdict;
  }

  get hasErrors(): boolean {
    return this.#errors.size > 0;
  }

  /** Whether an error of this kind is known of this function. */
  hasFailed(code: string, keyPath: string): boolean {
    return this.#errors.has(`${code} ${keyPath}`);
  }

  /** Takes in what decided a property; the first decision stays. */
  settle(settled: Settled): void {
    if (this.settled.has(settled.property)) return;
    this.settled.set(settled.property, settled);
    const onVerdict = this.#onVerdict;
    if (!onVerdict || (this.isScouting && this.#length(settled) > toldMax)) return;
    const found = this.#found(settled);
    const isSeen = settled.kind === 'seen';
    onVerdict(settled.property, isSeen ? { kind: 'seen', witness: found.trace } : violated(found));
  }

  /** Forgets everything: the search begins anew. */
  beginAnew(): void {
    this.isScouting = false;
    this.settled.clear();
    this.#errors.clear();
  }

  /** Begins anew with other properties, but for what decided one that is the same; tells nobody. */
  rejudge(properties: ReadProperties, same: string): void {
    const decided = this.settled.get(same);
    this.beginAnew();
    if (decided) this.settled.set(same, decided);
    this.#properties = properties;
    this.#onVerdict = undefined;
  }

  /** How many steps the trace of each decided property has. */
  lengths(): ReadonlyMap<string, number> {
    return new Map([...this.settled].map(([name, settled]) => [name, this.#length(settled)]));
  }

  /** Takes in a failure in a state; the first of its kind for each function stays. */
  failIn(failure: Failure, state: number): void {
    this.#fail(failure, () => this.#traces.traceOf(this.#traces.to(state)));
  }

  /** Takes in a failure in a step; `from` is -1 where the search begins. */
  failAt(failure: Failure, from: number, step: () => Outcome | undefined): void {
    this.#fail(failure, () => {
      const outcome = from < 0 ? undefined : step();
      if (!outcome) return undefined;
      const walk = this.#traces.to(from);
      const trace = this.#traces.traceOf(walk);
      const last = this.#traces.traceStep(outcome, outcome.key ?? walk.key);
      return { ...trace, steps: [...trace.steps, last] };
    });
  }

  /** The states on the trace of a decided property; empty for any other. */
  traceStates(property: string, kept: KeptStates, classOf: (key: string) => string): number[] {
    const settled = this.settled.get(property);
    if (!settled) return [];
    const states = this.#traces.ancestry(settled.state);
    if (!settled.step) return states;
    const end = kept.find(classOf(this.#walkTo(settled).key));
    return end === undefined || end < 0 ? states : [...states, end];
  }

  /** Violated properties in the order of their declaration, each with the last state of its trace. */
  violations(
    kept: KeptStates,
    classOf: (key: string) => string,
  ): { readonly property: string; readonly state: number }[] {
    const sections = ['always', 'alwaysStep', 'linearizable', 'sequentiallyConsistent'] as const;
    const declared = sections.flatMap((section) =>
      Object.keys(this.#properties[section] ?? {}).map((name) => `${section}.${name}`),
    );
    return [...declared, 'terminal']
      .filter((property) => this.settled.get(property)?.kind === 'violated')
      .map((property) => {
        const state = this.traceStates(property, kept, classOf).at(-1) ?? 0;
        return { property, state };
      });
  }

  report({ bound, failedStates, sample, statistics, ...counts }: Counts): Report<unknown> {
    const { frontier } = counts;
    const stopped = bound ?? (this.hasErrors ? 'error' : undefined);
    const exhausted = frontier === 0 && !this.hasErrors && sample === undefined;
    const reasons = {
      ...(stopped && { bound: stopped }),
      ...(sample !== undefined && { sample }),
      open: frontier + (frontier === 0 ? failedStates : 0),
    };
    const verdicts = verdictsOf(this.#properties, exhausted, reasons, (property) => {
      const settled = this.settled.get(property);
      return settled && this.#found(settled);
    });
    return {
      exhausted,
      ...counts,
      statistics: { ...statistics, frontier: frontierOf(statistics.levels, stopped ?? 'sample') },
      ...(stopped && { stopped }),
      errors: [...this.#errors.values()].sort(byWay),
      verdicts,
    };
  }

  #fail(failure: Failure, trace: () => Trace<unknown> | undefined): void {
    const id = `${failure.code} ${failure.keyPath}`;
    if (this.#errors.has(id)) return;
    this.#errors.set(id, failure);
    if (this.isScouting) return;
    const way = trace();
    if (way) this.#errors.set(id, { ...failure, trace: way });
  }

  #found(settled: Settled): Found {
    const walk = this.#walkTo(settled);
    const { kind, property } = settled;
    const reason = kind === 'violated' ? this.#traces.why(property, walk) : undefined;
    return { kind, trace: this.#traces.traceOf(walk), reason };
  }

  #length({ state, step }: Settled): number {
    return this.#traces.ancestry(state).length - (step ? 0 : 1);
  }

  #walkTo({ state, step }: Settled): Walk {
    const walk = this.#traces.to(state);
    return step ? (this.#traces.extend(walk, step.after, step.breaks) ?? walk) : walk;
  }
}

function frontierOf(
  levels: readonly LevelCount[],
  bound: FrontierCount['reason'],
): readonly FrontierCount[] {
  const counts = levels.flatMap(({ states, expanded, errors }, depth): FrontierCount[] => [
    { reason: bound, depth, states: states - expanded },
    { reason: 'error', depth, states: errors },
  ]);
  return counts.filter(({ states }) => states > 0);
}

/** Errors nearest to the beginning come first. */
function byWay(a: ModelErrorReport, b: ModelErrorReport): number {
  const length = ({ trace }: ModelErrorReport) => trace?.steps.length ?? -1;
  const names = (error: ModelErrorReport) => `${error.keyPath} ${error.code}`;
  return length(a) - length(b) || (names(a) < names(b) ? -1 : 1);
}
