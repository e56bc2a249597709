/**
 * Checks one file: bundles it, runs its models in a checker, gathers their reports. Where a checker
 * dies in the middle of a model, that model is reported as far as it got and a new checker goes on
 * with the models that are left.
 */
import type {
  Answer,
  Death,
  FromChecker,
  LoadedModel,
  Question,
  RunOptions,
  ToChecker,
} from '../checker/protocol.ts';
import type { Bundle } from '../load/bundle.ts';
import type { Progress } from '../model/check-options.ts';
import { reportOfDeath } from '../report/death-report.ts';
import type {
  DirectiveReport,
  LoadFailure,
  ModelReport,
  PropertyReport,
} from '../report/model-report.ts';

/** What the command needs of a checker. */
export interface Checker {
  post(message: ToChecker): void;
  dispose(): Promise<void>;
}

/** What the command is made with; tests bring their own. */
export interface CheckTools {
  readonly bundle: (file: string) => Promise<Bundle | LoadFailure>;
  readonly startChecker: (onMessage: (message: FromChecker) => void) => Checker;
}

/** Who wants to know what goes on, and who may end it. */
export interface Watcher {
  readonly onProgress: (model: string, progress: Progress) => void;
  readonly onOutput: (text: string) => void;
  /** Aborted when the exploration shall stop and report what it has. */
  readonly stop: AbortSignal;
  /** Called while the checker holds the states of the models that it reported. */
  readonly onStates?: (models: readonly ModelReport[], ask: Ask) => Promise<void>;
}

/** Asks a checker about the states that it holds; undefined where it refuses to answer. */
export type Ask = (question: Question) => Promise<Answer | undefined>;

/** What is known of a file. */
export interface FileResult {
  readonly models: readonly ModelReport[];
  /** Names of all models of the file, also of those that were not asked for. */
  readonly known: readonly string[];
  readonly failure?: LoadFailure;
  /** Comments that are meant to answer the report, and do not. */
  readonly directives: readonly DirectiveReport[];
  /** Names of models that were not reached. */
  readonly notChecked: readonly string[];
}

/** Checks the models of one file. */
export async function checkFile(
  file: string,
  options: RunOptions,
  tools: CheckTools,
  watcher: Watcher,
): Promise<FileResult> {
  const bundle = await tools.bundle(file);
  if ('cause' in bundle) return { ...nothing, failure: bundle };
  const models: ModelReport[] = [];
  let known: readonly string[] = [];
  let wanted = options.models;
  for (;;) {
    const runOptions = wanted === undefined ? options : { ...options, models: wanted };
    const run = await runOnce(file, bundle, runOptions, tools, watcher);
    models.push(...run.reports);
    const names = run.loaded.map(({ name }) => name);
    if (known.length === 0) known = names;
    const { directives } = run;
    const left = names.filter(
      (name) => (wanted?.includes(name) ?? true) && !models.some((report) => report.name === name),
    );
    if (run.failure !== undefined) {
      return { models, known, directives, failure: run.failure, notChecked: left };
    }
    const isOver = run.death === undefined || left.length === 0 || watcher.stop.aborted;
    if (isOver) return { models, known, directives, notChecked: left };
    wanted = left;
  }
}

const nothing: FileResult = { models: [], known: [], directives: [], notChecked: [] };

interface OneRun {
  readonly loaded: readonly LoadedModel[];
  readonly directives: readonly DirectiveReport[];
  readonly reports: readonly ModelReport[];
  readonly death?: Death;
  readonly failure?: LoadFailure;
}

/** One checker from its start to its end. */
async function runOnce(
  file: string,
  bundle: Bundle,
  options: RunOptions,
  tools: CheckTools,
  watcher: Watcher,
): Promise<OneRun> {
  const run = new Gathering(file, watcher);
  const checker = tools.startChecker((message) => run.receive(message));
  const stop = () => checker.post({ kind: 'stop', run: runId });
  watcher.stop.addEventListener('abort', stop);
  try {
    checker.post({ kind: 'run', run: runId, bundle, options });
    if (watcher.stop.aborted) stop();
    const ended = await run.ended;
    if (ended.death === undefined && ended.failure === undefined) {
      await watcher.onStates?.(ended.reports, (question) => run.ask(question, checker));
    }
    return ended;
  } finally {
    watcher.stop.removeEventListener('abort', stop);
    await checker.dispose();
  }
}

/** Each checker of the command line has one run. */
const runId = 1;

/** What the messages of one run add up to. */
class Gathering {
  readonly ended: Promise<OneRun>;
  readonly #file: string;
  readonly #watcher: Watcher;
  readonly #reports: ModelReport[] = [];
  /** Verdicts of the model that is being explored. */
  readonly #found = new Map<string, PropertyReport>();
  #loaded: readonly LoadedModel[] = [];
  #directives: readonly DirectiveReport[] = [];
  #end: (run: OneRun) => void = () => {};
  /** Who waits for the answers, by the numbers of the questions. */
  readonly #asked = new Map<number, (answer: Answer | undefined) => void>();

  constructor(file: string, watcher: Watcher) {
    this.#file = file;
    this.#watcher = watcher;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  receive(message: FromChecker): void {
    switch (message.kind) {
      case 'loaded':
        this.#loaded = message.models;
        this.#directives = message.directives;
        break;
      case 'loadFailed':
        this.#finish({ failure: message.failure });
        break;
      case 'started':
        this.#found.clear();
        break;
      case 'progress':
        this.#watcher.onProgress(message.model, message.progress);
        break;
      case 'verdict':
        this.#found.set(message.property, message.report);
        break;
      case 'finished':
        this.#reports.push(message.report);
        break;
      case 'output':
        this.#watcher.onOutput(message.text);
        break;
      case 'died':
        this.#die(message.death);
        break;
      case 'done':
        this.#finish({});
        break;
      case 'answer':
        this.#asked.get(message.id)?.(message.answer);
        break;
      case 'refused':
        this.#asked.get(message.id)?.(undefined);
        break;
      case 'notRejudged':
      case 'notExtended':
      case 'sought':
        // The command line judges nothing twice, and searches from no states.
        break;
    }
  }

  ask(question: Question, checker: Checker): Promise<Answer | undefined> {
    const id = this.#asked.size + 1;
    return new Promise((resolve) => {
      this.#asked.set(id, resolve);
      checker.post({ kind: 'ask', id, run: runId, question });
    });
  }

  #die(death: Death): void {
    const file = this.#file;
    const model = this.#loaded.find(({ name }) => name === death.model);
    if (model === undefined) {
      const code = death.code === 'EVT207' ? death.code : 'EVT212';
      const { message, at } = death;
      const place = at === undefined ? {} : { at };
      this.#finish({ failure: { code, file, cause: 'throws', message, ...place } });
    } else {
      this.#reports.push(reportOfDeath({ file, model, death, found: this.#found }));
      this.#finish({ death });
    }
  }

  #finish(end: Pick<OneRun, 'death' | 'failure'>): void {
    const loaded = this.#loaded;
    this.#end({ loaded, directives: this.#directives, reports: this.#reports, ...end });
  }
}
