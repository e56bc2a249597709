/** The entry of the thread in which the models of one run are loaded, explored and asked about. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { Explored as StatesOfModel } from '../coverage/explored.ts';
import { LiveMap } from '../coverage/live-map.ts';
import { type StateMap, stateMap } from '../coverage/state-map.ts';
import type { ViewRequest, WhyNot } from '../coverage/view.ts';
import { ModelError } from '../engine/errors.ts';
import type { Exploration } from '../engine/exploration.ts';
import { onlyCompiled } from '../engine/search.ts';
import type { Bundle } from '../load/bundle.ts';
import { type Directives, directivesOf } from '../load/directives.ts';
import { importBundle } from '../load/import-bundle.ts';
import { CaughtOutput, forbidEnding } from './confinement.ts';
import { ControlBlock } from './control-block.ts';
import { type ExpansionStart, serveRun, startExpansion } from './expansion-thread.ts';
import { LiveAnswers } from './live-answers.ts';
import { describe, type ExportedModel, exportedModels } from './loaded-models.ts';
import { type Continued, type RunSurroundings, runModel } from './model-run.ts';
import type { Answer, Extension, LoadedModel, Question } from './protocol.ts';
import { searched } from './search-run.ts';
import { warmUp } from './warm-up.ts';
import type { FromWorker, ToWorker, WorkerStart } from './worker-messages.ts';

/** So long a map may take that had better come early, steps included. */
const patienceMs = 100;

/** So long steps are counted before other questions have their turn. */
const stepsSliceMs = 40;

interface Explored extends Continued {
  readonly map: StateMap;
}

type ViewQuestion = Extract<Question, { ask: 'view' }>;

/** One run, and the states that it leaves behind. */
class ThreadOfRun {
  readonly #control: ControlBlock;
  readonly #post: (message: FromWorker) => void;
  readonly #explored = new Map<string, Explored>();
  #models: readonly LoadedModel[] = [];
  #directives: Directives = { directives: [], problems: [] };
  #around: RunSurroundings | undefined;
  /** The model that is being explored: its states come and go. */
  #live: LiveAnswers | undefined;
  /** The steps that maps held when that was told last. */
  #stepsTold = 0;

  constructor(control: ControlBlock, post: (message: FromWorker) => void) {
    this.#control = control;
    this.#post = post;
  }

  async receive(message: ToWorker): Promise<void> {
    if (message.kind === 'run') return this.#run(message);
    if (message.kind === 'rejudge') return this.#rejudge(message);
    if (message.kind === 'extend') return this.#extend(message);
    const { id, question } = message;
    try {
      const answer = await this.#answer(question);
      this.#post({ kind: 'answer', id, answer, ...this.#moreMemory() });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#post({ kind: 'refused', id, reason });
    }
  }

  async #run({ run, bundle, options }: Extract<ToWorker, { kind: 'run' }>): Promise<void> {
    const post = this.#post;
    const control = this.#control;
    const output = new CaughtOutput((text) => post({ kind: 'output', run, text }));
    // Of these the model is not to blame, however long they take to load.
    await load(bundle.preloads);
    const isWatched = options.coverage !== false;
    const loaded = await this.#load(bundle, run, isWatched);
    if ('cause' in loaded) {
      output.end();
      post({ kind: 'loadFailed', run, failure: loaded });
      return;
    }
    const { models, sources } = loaded;
    this.#models = models.map(describe);
    this.#sayLoaded(run);
    const { file } = bundle;
    const recruit = (model: string) =>
      startExpansion(new URL(import.meta.url), { bundle, run, model, isWatched });
    const { directives } = this.#directives;
    const onStates = (model: string, explored: StatesOfModel) => {
      this.#live = new LiveAnswers(model, this.#live, new LiveMap(explored));
    };
    const around = { file, run, options, sources, directives, control, post, recruit, onStates };
    this.#around = around;
    for (const model of models) {
      const { name } = model;
      if (options.models?.includes(name) === false) continue;
      // Models that a stop leaves out were not begun: nothing is said of them.
      if (control.isStopping) break;
      post({ kind: 'started', run, model: name });
      this.#finish(run, name, await runModel(model, around));
    }
    output.end();
    post({ kind: 'done', run, memoryBytes: process.memoryUsage.rss() });
  }

  /** From now on questions about a model are about these states. */
  #finish(run: number, name: string, continued: Continued): void {
    this.#live = undefined;
    this.#post({ kind: 'finished', run, report: continued.report });
    const map = stateMap(continued.run.exploration.explored);
    this.#explored.set(name, { ...continued, map });
  }

  /** Goes on with the states of one model; of the others it says what it said before. */
  async #extend({ run, model, by }: Extract<ToWorker, { kind: 'extend' }>): Promise<void> {
    const post = this.#post;
    const explored = this.#explored.get(model);
    if (!explored || !this.#around) {
      post({ kind: 'notExtended', run, reason: `There are no states of ${model}.` });
      return;
    }
    const output = new CaughtOutput((text) => post({ kind: 'output', run, text }));
    this.#sayLoaded(run);
    for (const [name, { report }] of this.#explored) {
      if (name !== model) post({ kind: 'finished', run, report });
    }
    post({ kind: 'started', run, model });
    this.#live = new LiveAnswers(model);
    explored.map.release();
    try {
      const around = { ...this.#around, run };
      if ('search' in by) {
        const { sought, continued } = await searched(explored, by, around);
        post({ kind: 'sought', run, sought });
        this.#finish(run, model, continued);
      } else {
        this.#finish(run, model, await explored.run.extend(extension(explored, by), around));
      }
      output.end();
      post({ kind: 'done', run, memoryBytes: process.memoryUsage.rss() });
    } catch (error) {
      output.end();
      if (!(error instanceof ModelError)) throw error;
      post({ kind: 'notExtended', run, reason: error.message });
    } finally {
      this.#live = undefined;
    }
  }

  #sayLoaded(run: number): void {
    const directives = this.#directives.problems;
    this.#post({ kind: 'loaded', run, models: this.#models, directives });
  }

  async #load(bundle: Bundle, run: number, isWatched: boolean) {
    // No turn has this number yet: it stands for the top level of the file.
    this.#control.begin(0);
    const imported = await importBundle(bundle, run, isWatched);
    this.#control.rest();
    if (!imported.ok) return imported.failure;
    this.#directives = directivesOf(bundle);
    const models = exportedModels(bundle, imported);
    return 'cause' in models ? models : { models, sources: imported.sources };
  }

  /** Says everything about such a run at its end, or nothing: a doubt is for a new run to clear. */
  async #rejudge({ run, bundle }: Extract<ToWorker, { kind: 'rejudge' }>): Promise<void> {
    const post = this.#post;
    const output = new CaughtOutput((text) => post({ kind: 'output', run, text }));
    const rejudged = await this.#rejudgeAll(bundle, run);
    output.end();
    if (!rejudged) {
      this.#explored.clear();
      post({ kind: 'notRejudged', run });
      return;
    }
    this.#models = rejudged.map(({ model }) => describe(model));
    this.#sayLoaded(run);
    for (const { model, ...continued } of rejudged) {
      post({ kind: 'started', run, model: model.name });
      this.#finish(run, model.name, continued);
    }
    post({ kind: 'done', run, memoryBytes: process.memoryUsage.rss() });
  }

  async #rejudgeAll(bundle: Bundle, run: number) {
    if (!this.#around) return undefined;
    const loaded = await this.#load(bundle, run, this.#around.options.coverage !== false);
    if ('cause' in loaded) return undefined;
    const names = loaded.models.map(({ name }) => name);
    if (names.join() !== [...this.#explored.keys()].join()) return undefined;
    const { directives } = this.#directives;
    const around = { ...this.#around, run, sources: loaded.sources, directives };
    const all: (Continued & { readonly model: ExportedModel })[] = [];
    for (const model of loaded.models) {
      const rejudged = await this.#explored.get(model.name)?.run.rejudge(model, around);
      if (!rejudged) return undefined;
      all.push({ ...rejudged, model });
    }
    return all;
  }

  async #answer(question: Question): Promise<Answer> {
    if (this.#live?.model === question.model && question.ask === 'view') {
      const view = await this.#liveView(question);
      if (view) return view;
    }
    const explored = this.#explored.get(question.model);
    if (!explored || this.#live?.model === question.model) return { kind: 'gone' };
    const { map } = explored;
    if (question.ask !== 'view') {
      const { groupBy, cell } = question;
      if (question.ask === 'trace') return traceTo(explored, groupBy, cell);
      if (question.ask === 'condition') return map.condition(groupBy, cell);
      return question.ask === 'cell' ? map.cell(groupBy, cell) : whyNot(explored, groupBy, cell);
    }
    return this.#view(explored, question);
  }

  /** A map of the run that goes on; undefined where there is none, or it has ended meanwhile. */
  async #liveView({ model, request }: ViewQuestion): Promise<Answer | undefined> {
    await this.#live?.untilItMay();
    if (this.#live?.model !== model) return undefined;
    // Of the time that this takes no turn is to blame.
    this.#control.rest();
    return this.#live.view(request);
  }

  /** A map whose steps take long to count is made in slices, so that other questions are answered. */
  async #view(explored: Explored, { model, request }: ViewQuestion): Promise<Answer> {
    const path = statesOnTrace(explored, request);
    for (;;) {
      const begun = performance.now();
      const sliceMs = request.early ? patienceMs : stepsSliceMs;
      const view = explored.map.view(request, path, () => performance.now() - begun >= sliceMs);
      if (view.kind !== 'view' || !view.stepsPending || request.early) return view;
      await new Promise((resolve) => setImmediate(resolve));
      const isThere = this.#explored.get(model) === explored && this.#live?.model !== model;
      if (!isThere) return { kind: 'gone' };
    }
  }

  /** What is kept for answers counts as memory of the run, too. */
  #moreMemory(): { memoryBytes?: number } {
    const stepsKept = [...this.#explored.values()].reduce((sum, { map }) => sum + map.stepsKept, 0);
    if (stepsKept === this.#stepsTold) return {};
    this.#stepsTold = stepsKept;
    return { memoryBytes: process.memoryUsage.rss() };
  }
}

type Further = Exclude<Extension, { search: unknown }>;

/** How to go on with states: what their map tells of them is asked before. */
function extension({ map }: Explored, by: Further): (from: Exploration) => Promise<Exploration> {
  if ('budget' in by) return (from) => from.extend(by.budget);
  const isChosen = map.openIn(by.groupBy, by.cell);
  map.release();
  return (from) => {
    if (!from.extendFrom) throw onlyCompiled();
    return from.extendFrom(isChosen);
  };
}

function statesOnTrace({ map, run }: Explored, { trace, to }: ViewRequest): readonly number[] {
  const first = to && map.firstIn(to.groupBy, to.cell);
  if (first !== undefined) return run.traceTo(first).states;
  return trace === undefined ? [] : run.exploration.traceStates(trace);
}

/** So many states of the nearest cell have their guards asked. */
const askedMax = 100;

/** What is near a cell that was not reached, and which conditions block the actions there. */
function whyNot({ map, run }: Explored, groupBy: readonly string[], key: string): WhyNot {
  const answer = map.whyNot(groupBy, key);
  const { nearest } = answer;
  if (!nearest) return answer;
  const states = map.expandedIn(groupBy, nearest.key, askedMax);
  const blocked = run.blockedIn(states);
  if (blocked.size === 0) return answer;
  const actions = nearest.actions.map((one) => {
    const blockedBy = one.states === 0 ? blocked.get(one.action) : undefined;
    return { ...one, ...(blockedBy && { blockedBy }) };
  });
  return { ...answer, nearest: { ...nearest, actions, asked: states.length } };
}

function traceTo({ map, run }: Explored, groupBy: readonly string[], key: string): Answer {
  const first = map.firstIn(groupBy, key);
  return first === undefined
    ? { kind: 'trace', key }
    : { kind: 'trace', key, trace: run.traceTo(first).trace };
}

const port = parentPort;
if (port === null) throw new Error('This file is the entry of a worker thread.');
// Threads are started here with nothing else.
const start = workerData as WorkerStart | ExpansionStart;
forbidEnding();
// The innermost frames of an exception may all lie in a library.
Error.stackTraceLimit = 50;
if ('bundle' in start) {
  // Nothing that the model throws outside its turns is said twice.
  process.on('uncaughtException', () => {});
  process.on('unhandledRejection', () => {});
  await serveRun(start, port);
} else serve(start, port);

function serve({ control, preloads }: WorkerStart, port: MessagePort): void {
  const thread = new ThreadOfRun(new ControlBlock(control), (message) => port.postMessage(message));
  // What a timer or a promise of the model throws later belongs to no turn.
  const stray = (error: unknown) => process.stderr.write(`${textOf(error)}\n`);
  process.on('uncaughtException', stray);
  process.on('unhandledRejection', stray);
  // As below, a package that cannot be loaded is reported later.
  const warm = warmUp(preloads).catch(() => {});
  port.on('message', (message: ToWorker) => {
    const received = warm.then(() => thread.receive(message));
    received.catch((error: unknown) => {
      port.postMessage({ kind: 'broken', reason: textOf(error) } satisfies FromWorker);
    });
  });
}

/** A package that cannot be loaded fails again when the bundle imports it, and is reported then. */
async function load(urls: readonly string[]): Promise<void> {
  await Promise.allSettled(urls.map((url) => import(url)));
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
