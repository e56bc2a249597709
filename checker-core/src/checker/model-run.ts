/** Explores one model and reports it, in the thread in which the model runs. */
import { getHeapStatistics } from 'node:v8';
import type { Watch } from '../coverage/code-watch.ts';
import type { Exploration } from '../engine/exploration.ts';
import { explore } from '../engine/explore.ts';
import type { ThreadPort } from '../engine/parallel/thread-port.ts';
import type { SourceMapper } from '../load/source-mapper.ts';
import type { Report, Trace, Verdict } from '../model/report.ts';
import { noStatistics } from '../model/statistics.ts';
import { buildModelReport } from '../report/build-model-report.ts';
import type { ModelReport, PropertyReport } from '../report/model-report.ts';
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
  readonly control: ControlBlock;
  readonly post: (message: FromWorker) => void;
  /** Starts another thread that loads this model. */
  readonly recruit: (model: string) => ThreadPort;
}

/** A model that was explored. */
export interface ModelRun {
  readonly exploration: Exploration;
  /**
   * Judges its states by the properties of a model that differs in nothing else; undefined where
   * only a new run can tell. After that this one is over.
   */
  rejudge(changed: ExportedModel, around: RunSurroundings): Promise<Rejudged | undefined>;
}

/** A model whose states were judged once more. */
export interface Rejudged {
  readonly run: ModelRun;
  readonly report: ModelReport;
}

/** Explores a model, tells what it finds on the way, and gives back the states. */
export async function runModel(model: ExportedModel, around: RunSurroundings): Promise<ModelRun> {
  const { run, options, control, post, recruit } = around;
  const { name, definition, code } = model;
  const source = reportSource(model, around);
  let indices = announceTurns(model, around);
  // The code that runs: that of the model whose states are judged.
  let running = code;
  const { search, budget, defaultBudget, engine, symmetry, paranoid, workers } = options;
  const exploration = await watching(code, () =>
    explore(definition, {
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
      onProgress: (progress) => post({ kind: 'progress', run, model: name, progress }),
      onVerdict: (property, verdict) => {
        control.rest();
        // To explain a trace is to run turns half.
        const early = () => earlyReport(property, verdict, source);
        const report = code ? code.watch.aside(early) : early();
        if (report) post({ kind: 'verdict', run, model: name, property, report });
      },
      onTurn: (keyPath) => {
        control.begin(indices.get(keyPath) ?? -1);
        running?.watch.turn(keyPath);
      },
      ...(code && { watch: watchOf(() => running ?? code) }),
    }),
  );
  control.rest();
  post({ kind: 'finished', run, report: reportOf(exploration, code, source) });
  const runOf = (explored: Exploration): ModelRun => ({
    exploration: explored,
    rejudge: async ({ definition: other, code: changed, ...rest }, surroundings) => {
      if (other.kind !== 'machine') return undefined;
      if (running && !changed?.takeOver(running)) return undefined;
      running = changed;
      const source = reportSource({ definition: other, ...rest }, surroundings);
      indices = announceTurns({ definition: other, ...rest }, surroundings);
      const judged = await watching(changed, async () => explored.rejudge?.(other));
      control.rest();
      return judged && { run: runOf(judged), report: reportOf(judged, changed, source) };
    },
  });
  return runOf(exploration);
}

function reportOf(
  { report }: Exploration,
  code: CodeOfModel | undefined,
  source: Omit<ReportSource, 'report'>,
): ModelReport {
  return buildModelReport({ ...source, report, ...(code && { code: code.coverage }) });
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
  { file, sources }: RunSurroundings,
): Omit<ReportSource, 'report'> {
  const keyPathLocation = (keyPath: string) =>
    places.functionAt(keyPath) ?? places.functionAt(`${keyPath}.next`) ?? places.locate(keyPath);
  return {
    file,
    name,
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
