/** Explores one model and reports it, in the thread in which the model runs. */
import { getHeapStatistics } from 'node:v8';
import type { Watch } from '../coverage/code-watch.ts';
import type { Explored } from '../coverage/explored.ts';
import type { BlockedBy } from '../coverage/view.ts';
import { doubtsOf } from '../engine/doubts.ts';
import type { Exploration, ExploreOptions } from '../engine/exploration.ts';
import { explore } from '../engine/explore.ts';
import type { ThreadPort } from '../engine/parallel/thread-port.ts';
import { onlyCompiled } from '../engine/search.ts';
import type { Goal, SeekLimits, Sought } from '../engine/seek.ts';
import type { SourceMapper } from '../load/source-mapper.ts';
import type { Report, Trace, Verdict } from '../model/report.ts';
import { noStatistics } from '../model/statistics.ts';
import { blockedReport } from '../report/blocked-report.ts';
import { buildModelReport, explainedTrace } from '../report/build-model-report.ts';
import type { Directive } from '../report/directives.ts';
import type { ModelReport, PropertyReport, TraceReport } from '../report/model-report.ts';
import type { ReportSource } from '../report/report-source.ts';
import { explainTrace } from '../trace/explain.ts';
import type { CodeOfModel } from './code-of-model.ts';
import type { ControlBlock } from './control-block.ts';
import { functionsOf } from './definition-parts.ts';
import type { ExportedModel } from './loaded-models.ts';
import type { RunOptions } from './protocol.ts';
import type { FromWorker } from './worker-messages.ts';

/** What the exploration of a model needs of the run around it. */
export interface RunSurroundings {
  readonly file: string;
  readonly run: number;
  readonly options: RunOptions;
  readonly sources: SourceMapper;
  /** The comments of the sources that answer reports. */
  readonly directives: readonly Directive[];
  readonly control: ControlBlock;
  readonly post: (message: FromWorker) => void;
  /** Hears of the states of a model when they begin to be kept. */
  readonly onStates: (model: string, explored: Explored) => void;
  /** Starts another thread that loads this model. */
  readonly recruit: (model: string) => ThreadPort;
}

/** A model that was explored. */
export interface ModelRun {
  readonly exploration: Exploration;
  /** A trace to a state, explained, and the states on it. */
  traceTo(state: number): { readonly trace: TraceReport; readonly states: readonly number[] };
  /**
   * Judges its states by the properties of a model that differs in nothing else; undefined where
   * only a new run can tell. After that this one is over.
   */
  rejudge(changed: ExportedModel, around: RunSurroundings): Promise<Continued | undefined>;
  /** By action: the clauses of its guard that are false in some states. */
  blockedIn(states: readonly number[]): ReadonlyMap<string, readonly BlockedBy[]>;
  /** Looks for something from its open states on; nothing changes by that. */
  seek(goal: Goal, limits: SeekLimits, around: RunSurroundings): Promise<Sought>;
  /** Goes on with its states in the way that is given. After that this one is over. */
  extend(
    further: (exploration: Exploration) => Promise<Exploration>,
    around: RunSurroundings,
  ): Promise<Continued>;
}

/** A model whose states were judged once more, or gone on with. */
export interface Continued {
  readonly run: ModelRun;
  readonly report: ModelReport;
}

/** What is told of an exploration that goes on, which may be of another run and model by then. */
interface Live {
  run: number;
  /** Places of key paths, as the supervisor knows them. */
  indices: ReadonlyMap<string, number>;
  /** The code that runs: that of the model whose states are judged. */
  code: CodeOfModel | undefined;
}

/** Explores a model, tells what it finds on the way, and gives back the states. */
export async function runModel(model: ExportedModel, around: RunSurroundings): Promise<Continued> {
  const { control } = around;
  const source = reportSource(model, around);
  const live: Live = {
    run: around.run,
    indices: announceTurns(model, around),
    code: model.code,
  };
  const options = exploreOptions(model, around, live, source);
  const exploration = await watching(live.code, () => explore(model.definition, options));
  control.rest();
  const reportOf = (of: Exploration, { definition }: ExportedModel, from: typeof source) => {
    const doubts = doubtsOf(of, definition, options.onTurn);
    control.rest();
    const { code } = live;
    return buildModelReport({
      ...from,
      report: of.report,
      doubts,
      ...(code && { code: code.coverage }),
    });
  };
  const runOf = (explored: Exploration, of = source, its = model): ModelRun => ({
    exploration: explored,
    traceTo: (state) => {
      const { trace, states } = explored.traceTo(state);
      const report = explainedTrace(trace, of);
      control.rest();
      return { trace: report, states };
    },
    extend: async (further, other) => {
      live.run = other.run;
      live.indices = announceTurns(model, other);
      const extended = await watching(live.code, () => further(explored));
      control.rest();
      return { run: runOf(extended, of, its), report: reportOf(extended, its, of) };
    },
    blockedIn: (states) => {
      const found = states.map((state) => explored.falseClauses(state));
      control.rest();
      return blockedReport(found, live.code?.coverage);
    },
    seek: async (goal, limits, other) => {
      if (!explored.seek) throw onlyCompiled();
      live.run = other.run;
      live.indices = announceTurns(its, other);
      // Outside of `watching`: code that only a search runs has not run in any state that is kept.
      const sought = await explored.seek(goal, limits);
      control.rest();
      return sought;
    },
    rejudge: async (changed, other) => {
      const { code, definition } = changed;
      // Of other code nothing is known that is known of this.
      if (live.code && !code?.takeOver(live.code)) return undefined;
      live.code = code;
      live.indices = announceTurns(changed, other);
      const judged = await watching(code, async () => explored.rejudge?.(definition));
      control.rest();
      if (!judged) return undefined;
      const sourceNow = reportSource(changed, other);
      const run = runOf(judged, sourceNow, changed);
      return { run, report: reportOf(judged, changed, sourceNow) };
    },
  });
  return { run: runOf(exploration), report: reportOf(exploration, model, source) };
}

function exploreOptions(
  { name }: ExportedModel,
  { options, control, post, recruit, onStates }: RunSurroundings,
  live: Live,
  source: Omit<ReportSource, 'report'>,
): ExploreOptions {
  const { search, budget, defaultBudget, engine, symmetry, paranoid, workers } = options;
  const { code } = live;
  return {
    ...(budget && { budget }),
    ...(defaultBudget && { defaultBudget }),
    ...(search && { search }),
    ...(engine && { engine }),
    ...(symmetry !== undefined && { symmetry }),
    ...(paranoid !== undefined && { paranoid }),
    ...(workers !== undefined && { workers, recruit: () => recruit(name) }),
    shouldStop: () => {
      control.rest();
      return control.isStopping;
    },
    heapBytes,
    onStates: (explored) => onStates(name, explored),
    onProgress: (progress) => post({ kind: 'progress', run: live.run, model: name, progress }),
    onVerdict: (property, verdict) => {
      control.rest();
      // To explain a trace is to run turns half.
      const early = () => earlyReport(property, verdict, source);
      const report = live.code ? live.code.watch.aside(early) : early();
      if (report) post({ kind: 'verdict', run: live.run, model: name, property, report });
    },
    onTurn: (keyPath) => {
      control.begin(live.indices.get(keyPath) ?? -1);
      live.code?.watch.turn(keyPath);
    },
    ...(code && { watch: watchOf(() => live.code ?? code) }),
  };
}

/** The watch over whatever code runs at the moment. */
function watchOf(running: () => CodeOfModel): Watch {
  return {
    clauseOf: (guard) => running().watch.clauseOf(guard),
    news: () => running().watch.news(),
    add: (notes) => running().watch.add(notes),
    turn: (keyPath) => running().watch.turn(keyPath),
  };
}

/** Explores while the code of the model is watched, if it is. */
function watching<T>(code: CodeOfModel | undefined, explore: () => Promise<T>): Promise<T> {
  return code ? code.during(explore) : explore();
}

/** From now on turns are known by the places of their functions in this model. */
function announceTurns(
  { name, definition }: ExportedModel,
  { post }: RunSurroundings,
): ReadonlyMap<string, number> {
  const keyPaths = functionsOf(definition).map(([keyPath]) => keyPath);
  post({ kind: 'turns', model: name, keyPaths });
  return new Map(keyPaths.map((keyPath, index) => [keyPath, index]));
}

/** Bytes that the thread of the model has in use. */
export function heapBytes(): number {
  const { used_heap_size, external_memory } = getHeapStatistics();
  return used_heap_size + external_memory;
}

function reportSource(
  { name, places, definition }: ExportedModel,
  { file, sources, directives }: RunSurroundings,
): Omit<ReportSource, 'report'> {
  // Faults of a system that a function makes have no key of their own in the file: it stands for them.
  const keyPathLocation = (keyPath: string) =>
    places.functionAt(keyPath) ??
    places.functionAt(`${keyPath}.next`) ??
    places.locate(keyPath) ??
    (/^(network|faults)\./.test(keyPath) ? places.model : undefined);
  return {
    file,
    name,
    directives,
    ...(places.model && { at: places.model }),
    locate: (keyPath) => places.locate(keyPath),
    locateValue: (path, value) => places.schemaAt(path, value),
    locateError: ({ stack }) => (stack === undefined ? undefined : sources.frames(stack)[0]),
    explain: (trace: Trace<unknown>, property?: string) =>
      explainTrace({
        definition,
        trace,
        property,
        keyPathLocation,
        locateStack: (stack) => places.statementOf(stack),
      }),
  };
}

/** A verdict before the end of the exploration, as a report of nothing else would say it. */
function earlyReport(
  property: string,
  verdict: Verdict<unknown>,
  source: Omit<ReportSource, 'report'>,
): PropertyReport | undefined {
  const report: Report<unknown> = {
    exhausted: false,
    distinctStates: 0,
    generatedStates: 0,
    diameter: 0,
    frontier: 0,
    fenced: 0,
    terminalStates: 0,
    symmetry: false,
    budget: {},
    verdicts: new Map([[property, verdict]]),
    actions: new Map(),
    statistics: noStatistics,
    errors: [],
    notes: [],
  };
  return buildModelReport({ ...source, report }).verdicts[property];
}
