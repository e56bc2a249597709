/** Supervises the thread in which models run: it can be stopped, ended and outlived. */
import type { Worker } from 'node:worker_threads';
import type { Bundle } from '../load/bundle.ts';
import type { Progress } from '../model/check-options.ts';
import type { SourceLocation } from '../model/report.ts';
import type { ControlBlock } from './control-block.ts';
import { ended, endless, outOfMemory, type RunSoFar } from './death-messages.ts';
import { FreshThread } from './fresh-thread.ts';
import {
  type Death,
  endsRun,
  type FromChecker,
  type LoadedModel,
  type ToChecker,
} from './protocol.ts';
import { TurnWatch } from './turn-watch.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

const pollMs = 50;
const turnTimeoutMsDefault = 2000;
/** Loading a file may start packages too, which no turn does: it has the time of several turns, */
const loadTimeoutTurns = 5;
/** and however short those are, this long. */
const loadTimeoutMsLeast = 2000;
const heapMbDefault = 1024;
const mebibyte = 2 ** 20;
const statesGone = 'The states of this run were released. Check again first.';
/** What a process may take besides the heap of the thread before it counts as out of memory. */
const besidesHeapMb = 512;
/** And what each further thread may take. */
const furtherThreadMb = 512;

/** How to start a checker. */
export interface HostOptions {
  /** The entry of the thread; by default the one next to this file. */
  readonly workerFile?: URL;
}

type RunMessage = Extract<ToChecker, { kind: 'run' }>;

/** A checker: makes one run at a time, each in a fresh thread, and answers about the last one. */
export class CheckerHost {
  readonly #onMessage: (message: FromChecker) => void;
  readonly #workerFile: URL;
  #thread: SupervisedThread | undefined;
  /** Started ahead of the next run. */
  #spare: FreshThread | undefined;

  constructor(onMessage: (message: FromChecker) => void, options: HostOptions = {}) {
    this.#onMessage = onMessage;
    this.#workerFile = options.workerFile ?? defaultWorkerFile();
  }

  post(message: ToChecker): void {
    if (message.kind === 'prepare') {
      void this.#spare?.end();
      this.#spare = new FreshThread(this.#workerFile, message.heapMb, message.preloads);
    } else if (message.kind === 'run') {
      void this.#thread?.end();
      this.#thread = new SupervisedThread(message, this.#threadFor(message), this.#onMessage);
    } else if (message.kind === 'rejudge') {
      const isThere = this.#thread?.run === message.of && this.#thread.isAtRest;
      if (isThere) this.#thread?.rejudge(message);
      else this.#onMessage({ kind: 'notRejudged', run: message.run });
    } else if (message.kind === 'extend') {
      const isThere = this.#thread?.run === message.of && this.#thread.isAtRest;
      if (isThere) this.#thread?.extend(message);
      else this.#onMessage({ kind: 'notExtended', run: message.run, reason: statesGone });
    } else if (message.kind === 'stop') {
      if (this.#thread?.run === message.run) this.#thread.stop();
    } else if (this.#thread?.run === message.run && this.#thread.isAlive) {
      this.#thread.ask(message);
    } else {
      this.#onMessage({ kind: 'answer', id: message.id, answer: { kind: 'gone' } });
    }
  }

  /** Ends whatever runs; nothing is said any more. */
  async dispose(): Promise<void> {
    await Promise.all([this.#thread?.end(), this.#spare?.end()]);
    this.#thread = undefined;
    this.#spare = undefined;
  }

  /** The spare thread if it will do, else one that starts now. */
  #threadFor({ bundle, options }: RunMessage): FreshThread {
    const { heapMb = heapMbDefault } = options;
    const spare = this.#spare;
    this.#spare = undefined;
    if (spare?.fits(bundle, heapMb)) return spare;
    void spare?.end();
    return new FreshThread(this.#workerFile, heapMb);
  }
}

/** Node 20 runs no TypeScript: from the sources, the built entry is used. */
function defaultWorkerFile(): URL {
  const isSource = import.meta.url.endsWith('.ts');
  return new URL(isSource ? '../../dist/checker/worker.js' : './worker.js', import.meta.url);
}

/** One thread with one run. */
class SupervisedThread {
  #message: RunMessage;
  readonly #onMessage: (message: FromChecker) => void;
  readonly #control: ControlBlock;
  readonly #worker: Worker;
  #poll: NodeJS.Timeout;
  readonly #watch: TurnWatch;
  /** The questions to which no answer has come yet. */
  readonly #asked = new Set<number>();
  readonly #rssAtStart = process.memoryUsage.rss();
  #models: readonly LoadedModel[] = [];
  #model: string | undefined;
  #keyPaths: readonly string[] = [];
  #progress: Progress | undefined;
  #hasViolation = false;
  #isBusy = true;
  #isAlive = true;

  constructor(message: RunMessage, thread: FreshThread, onMessage: (message: FromChecker) => void) {
    this.#message = message;
    this.#onMessage = onMessage;
    this.#control = thread.control;
    this.#worker = thread.worker;
    this.#watch = new TurnWatch(this.#control);
    this.#worker.on('message', (said: FromWorker) => this.#receive(said));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', (code) => this.#die('EVT212', ended(this.#soFar(), `code ${code}`)));
    this.#worker.postMessage(message satisfies ToWorker);
    this.#poll = setInterval(() => this.#check(), pollMs);
  }

  /** The newest run that it was asked for. */
  get run(): number {
    return this.#message.run;
  }

  /** Whether it has come to the end of a run and can be asked for more. */
  get isAtRest(): boolean {
    return this.#isAlive && !this.#isBusy;
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  stop(): void {
    this.#control.stop();
  }

  rejudge(message: Extract<ToChecker, { kind: 'rejudge' }>): void {
    this.#begin(message, message.bundle);
  }

  extend(message: Extract<ToChecker, { kind: 'extend' }>): void {
    this.#begin(message, this.#message.bundle);
  }

  /** Begins another run over the states that the thread holds. */
  #begin(message: Extract<ToChecker, { kind: 'rejudge' | 'extend' }>, bundle: Bundle): void {
    this.#message = { ...this.#message, run: message.run, bundle };
    this.#control.goOn();
    this.#isBusy = true;
    this.#poll = setInterval(() => this.#check(), pollMs);
    this.#worker.postMessage(message satisfies ToWorker);
  }

  ask(message: Extract<ToChecker, { kind: 'ask' }>): void {
    this.#asked.add(message.id);
    this.#worker.postMessage(message satisfies ToWorker);
  }

  /** Ends the thread without a word about the run. */
  async end(): Promise<void> {
    clearInterval(this.#poll);
    if (this.#isAlive) this.#letGo();
    await this.#worker.terminate();
  }

  get #heapMb(): number {
    return this.#message.options.heapMb ?? heapMbDefault;
  }

  #receive(said: FromWorker): void {
    if (!this.#isAlive) return;
    if (said.kind === 'turns') {
      this.#keyPaths = said.keyPaths;
      return;
    }
    if (said.kind === 'broken') {
      this.#die('EVT212', ended(this.#soFar(), said.reason));
      return;
    }
    if (said.kind === 'loaded') this.#models = said.models;
    if (said.kind === 'started') {
      this.#model = said.model;
      this.#progress = undefined;
      this.#hasViolation = false;
    }
    if (said.kind === 'progress') this.#progress = said.progress;
    if (said.kind === 'verdict' && said.report.kind === 'violated') this.#hasViolation = true;
    if (said.kind === 'answer' || said.kind === 'refused') this.#asked.delete(said.id);
    if (endsRun(said)) {
      this.#isBusy = false;
      clearInterval(this.#poll);
    }
    this.#onMessage(said);
  }

  #check(): void {
    const { turnTimeoutMs = turnTimeoutMsDefault } = this.#message.options;
    const isLoading = this.#model === undefined;
    const limitMs = isLoading
      ? Math.max(loadTimeoutTurns * turnTimeoutMs, loadTimeoutMsLeast)
      : turnTimeoutMs;
    if (this.#watch.stuckMs() > limitMs) {
      this.#die('EVT207', endless(this.#soFar(), this.#keyPath, limitMs));
      return;
    }
    const grown = process.memoryUsage.rss() - this.#rssAtStart;
    const { workers = 1 } = this.#message.options;
    const roomMb = this.#heapMb + besidesHeapMb + (workers - 1) * furtherThreadMb;
    if (grown > roomMb * mebibyte) this.#dieOfMemory();
  }

  #fail(error: Error): void {
    if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') this.#dieOfMemory();
    else this.#die('EVT212', ended(this.#soFar(), error.message));
  }

  #dieOfMemory(): void {
    this.#die('EVT212', outOfMemory(this.#soFar(), this.#heapMb));
  }

  #die(code: Death['code'], message: string): void {
    if (!this.#isAlive) return;
    const keyPath = this.#keyPath;
    const at = this.#placeOf(keyPath);
    const death: Death = {
      code,
      ...(this.#model !== undefined && { model: this.#model }),
      ...(keyPath !== undefined && { keyPath }),
      message,
      ...(at && { at }),
      ...(this.#progress && { progress: this.#progress }),
    };
    const wasBusy = this.#isBusy;
    this.#letGo();
    void this.#worker.terminate();
    if (wasBusy) this.#onMessage({ kind: 'died', run: this.run, death });
  }

  /** From now on nothing that the thread says counts; its states are gone. */
  #letGo(): void {
    this.#isAlive = false;
    this.#isBusy = false;
    clearInterval(this.#poll);
    for (const id of this.#asked) {
      this.#onMessage({ kind: 'answer', id, answer: { kind: 'gone' } });
    }
    this.#asked.clear();
  }

  /** The function that runs now; absent between turns and while the file loads. */
  get #keyPath(): string | undefined {
    return this.#model === undefined ? undefined : this.#keyPaths[this.#control.turn];
  }

  #placeOf(keyPath: string | undefined): SourceLocation | undefined {
    const model = this.#models.find(({ name }) => name === this.#model);
    return model?.functions.find((known) => known.keyPath === keyPath)?.at ?? model?.at;
  }

  #soFar(): RunSoFar {
    return {
      file: this.#message.bundle.file,
      ...(this.#model !== undefined && { model: this.#model }),
      ...(this.#progress && { states: this.#progress.states }),
      hasViolation: this.#hasViolation,
    };
  }
}
