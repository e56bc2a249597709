/** Explores one model and reports it, in the thread in which the model runs. */
import { getHeapStatistics } from 'node:v8';
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
  rejudge(changed: ExportedModel, around: RunSurroundings): Promise<Continued | undefined>;
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

/** Explores a model, tells what it finds on the way, and gives back the states. */
export async function runModel(model: ExportedModel, around: RunSurroundings): Promise<Continued> {
  const { options, control, post, recruit } = around;
  const { name, definition } = model;
  const source = reportSource(model, around);
  // Of the run that goes on now.
  let { run } = around;
  let indices = announceTurns(model, around);
  const { search, budget, defaultBudget, engine, symmetry, paranoid, workers } = options;
  const exploration = await explore(definition, {
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
      const report = earlyReport(property, verdict, source);
      if (report) post({ kind: 'verdict', run, model: name, property, report });
    },
    onTurn: (keyPath) => control.begin(indices.get(keyPath) ?? -1),
  });
  control.rest();
  const runOf = (explored: Exploration): ModelRun => ({
    exploration: explored,
    extend: async (further, other) => {
      run = other.run;
      indices = announceTurns(model, other);
      const extended = await further(explored);
      control.rest();
      const report = buildModelReport({ ...source, report: extended.report });
      return { run: runOf(extended), report };
    },
    rejudge: async (changed, other) => {
      indices = announceTurns(changed, other);
      const judged = await explored.rejudge?.(changed.definition);
      control.rest();
      if (!judged) return undefined;
      const source = reportSource(changed, other);
      return { run: runOf(judged), report: buildModelReport({ ...source, report: judged.report }) };
    },
  });
  const report = buildModelReport({ ...source, report: exploration.report });
  return { run: runOf(exploration), report };
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
  // Faults of a system that a function makes have no key of their own in the file: it stands for them.
  const keyPathLocation = (keyPath: string) =>
    places.functionAt(keyPath) ??
    places.functionAt(`${keyPath}.next`) ??
    places.locate(keyPath) ??
    (/^(network|faults)\./.test(keyPath) ? places.model : undefined);
  return {
    file,
    name,
    ...(places.model && { at: places.model }),
    locate: (keyPath) => places.locate(keyPath),
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
