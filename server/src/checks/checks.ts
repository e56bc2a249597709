import {
  type Answer,
  type Extension,
  endsRun,
  type Question,
  type RunOptions,
} from 'everyturn/internal/checker/protocol';
import type { Bundle } from 'everyturn/internal/load/bundle';
import { differsInPropertiesOnly } from 'everyturn/internal/load/property-edit';
import type { OpenDocument, OpenDocuments } from '../documents/open-documents.ts';
import { internalError } from '../errors.ts';
import { Gatherer } from '../gatherer.ts';
import type { ExtendResult, Settings } from '../protocol/index.ts';
import { nextSlice } from './background.ts';
import { bundle } from './bundle.ts';
import type { CheckerProcess, ExtendMessage, RunEvent, RunMessage } from './checker-process.ts';
import { isModelFile } from './discovery.ts';
import { toLetGo } from './parked.ts';
import type { ProcessPool } from './process-pool.ts';
import { heapMbOf, runOptions } from './run-options.ts';
import { RunQueue } from './run-queue.ts';
import { type HeldRun, type ModelResult, Session } from './session.ts';
import { type Snapshot, snapshotOf, snapshotOfFiles, textOnDisk } from './snapshot.ts';

/** Events of files are gathered this long: one save often makes several. */
const gatherMs = 10;

/** A spare process is started when those who wait for a verdict have had theirs. */
const idleMs = 200;

const statesGone = 'The states of this run were released. Check again first.';

/** What the checks of a server need. */
export interface ChecksOptions {
  readonly documents: OpenDocuments;
  readonly pool: ProcessPool;
  readonly settings: () => Settings;
  /** How many runs may go on at once. */
  readonly runsMax: number;
  readonly onChange: (session: Session) => void;
  readonly onEvent: (session: Session, event: RunEvent) => void;
  readonly log: (message: string) => void;
}

/** Decides which model files are checked and when, and keeps what is known of each. */
export class Checks {
  readonly #options: ChecksOptions;
  readonly #sessions = new Map<string, Session>();
  readonly #queue: RunQueue;
  readonly #gathering = new Map<string, NodeJS.Timeout>();
  readonly #bundling = new Map<Session, Promise<void>>();
  /** Those whose next run must not make use of the one before. */
  readonly #inFull = new Set<Session>();
  /** What goes on in idle time, until it has come to its end. */
  readonly #goingOn = new Map<Session, Promise<unknown>>();
  /** Texts on disk of files that changed there since they were checked. */
  readonly #onDisk = new Map<string, string | undefined>();
  readonly #warming = new Gatherer(idleMs, () => this.#warm());
  readonly #idling = new Gatherer(idleMs, () => this.#goOnInBackground());
  /** Packages that the newest bundle imports: the next one will hardly import others. */
  #preloads: readonly string[] = [];
  #lastRun = 0;
  #clock = 0;
  #trusted: boolean;
  /** Whether the settings are known, without which no run may start. */
  #hasBegun = false;

  constructor(options: ChecksOptions, trusted: boolean) {
    this.#options = options;
    this.#trusted = trusted;
    this.#queue = new RunQueue(options.runsMax, (file) => this.#sessions.get(file)?.touchedAt ?? 0);
    this.#queue.hold();
  }

  /** Whether anything of the workspace may run. */
  get trusted(): boolean {
    return this.#trusted;
  }

  get sessions(): readonly Session[] {
    return [...this.#sessions.values()];
  }

  session(file: string): Session | undefined {
    return this.#sessions.get(file);
  }

  /** The client is ready and its settings are known: what was asked for meanwhile starts. */
  begin(): void {
    this.#hasBegun = true;
    this.#queue.resume();
    this.checkUnchecked();
  }

  /** From now on code of the workspace may run. */
  trust(): void {
    if (this.#trusted) return;
    this.#trusted = true;
    this.checkUnchecked();
  }

  /** Checks the models that are open and were never checked, unless that is left to commands. */
  checkUnchecked(): void {
    if (!this.#isAutomatic) return;
    for (const session of this.#sessions.values()) {
      if (session.run === 0 && session.phase === 'idle') this.#gather(session);
    }
  }

  /** A document was opened: a model is checked, or checked again if it changed while closed. */
  async opened(document: OpenDocument): Promise<void> {
    this.consider(document);
    const session = this.#sessions.get(document.file);
    if (session && session.run > 0) await this.#changed(document.file, () => false);
    else this.checkUnchecked();
  }

  /** The text of a document is new: it may have become a model file. */
  consider(document: OpenDocument): void {
    const session = this.#sessions.get(document.file);
    if (!session && !(document.isFile && isModelFile(document.source))) return;
    this.#touch(session ?? this.#open(document.file));
    if (this.#trusted) this.#warm();
  }

  /** A file was saved in the client: what it takes part in is checked, unless nothing changed. */
  async saved(file: string): Promise<void> {
    const session = this.#sessions.get(file);
    if (session) this.#touch(session);
    await this.#changed(file, (affected) => affected === session && !affected.settled);
  }

  /** A file changed on disk by other hands: a branch switch, a code generator. */
  async changedOnDisk(file: string, how: 'created' | 'changed' | 'deleted'): Promise<void> {
    if (how === 'deleted' && this.#sessions.has(file)) this.#forget(file);
    const mayResolve = (session: Session) =>
      how === 'created' &&
      session.trouble?.kind === 'notLoaded' &&
      session.trouble.failure.cause === 'import';
    await this.#changed(file, mayResolve);
  }

  /** Packages were installed or removed: what could not be loaded may load now. */
  packagesChanged(): void {
    this.recheckAll();
  }

  /** Checks every model that was checked before, for example under a new budget. */
  recheckAll(): void {
    for (const session of this.#sessions.values()) {
      if (session.run === 0) continue;
      this.#inFull.add(session);
      this.#gather(session);
    }
  }

  /** Checks a file now, or only one of its models. */
  check(file: string, model?: string): void {
    if (!this.#trusted) return;
    const session = this.#sessions.get(file) ?? this.#open(file);
    this.#touch(session);
    this.#ungather(file);
    this.#inFull.add(session);
    this.#enqueue(session, model === undefined ? {} : { models: [model] });
  }

  /**
   * Goes on with the states of a model. Resolves when that has come to its end: with what was found of
   * what was looked for, or with the reason where it cannot be done, and nothing has changed then.
   */
  extend(file: string, model: string, by: Extension): Promise<ExtendResult> {
    const session = this.#sessions.get(file);
    if (session?.background) {
      return this.#pause(session).then(() => this.extend(file, model, by));
    }
    const { process, heldRun: of, phase } = session ?? {};
    if (!session || !process || of === undefined || phase !== 'idle') {
      return Promise.resolve({ refused: statesGone });
    }
    this.#touch(session);
    const run = ++this.#lastRun;
    session.goOn(run);
    return this.#extend(session, process, { kind: 'extend', run, of, model, by });
  }

  /** Ends the run of a file; what it reached is reported as a bounded result. */
  cancel(file: string): void {
    const session = this.#sessions.get(file);
    if (!session) return;
    this.#ungather(file);
    session.cancelled = true;
    if (session.phase === 'running') {
      session.process?.stop(session.run);
      return;
    }
    if (session.phase === 'idle') return;
    session.run = ++this.#lastRun;
    this.#rest(session);
  }

  /** Asks about the states of the newest run of a file; while it goes on, for a map only. */
  async ask(file: string, question: Question): Promise<Answer> {
    const session = this.#sessions.get(file);
    if (session?.phase === 'running' && !session.background && question.ask === 'view') {
      return session.process?.ask(session.run, question) ?? { kind: 'gone' };
    }
    if (session?.background) await this.#pause(session);
    if (!session?.process || session.heldRun === undefined) return { kind: 'gone' };
    this.#touch(session);
    this.#idling.ask();
    const { process } = session;
    const answer = await process.ask(session.heldRun, question);
    if (process === session.process && process.keptBytes > session.heldBytes) {
      session.heldBytes = process.keptBytes;
      this.#boundMemory(session);
    }
    if (session.process?.ended) {
      session.release();
      this.#options.onChange(session);
    }
    return answer;
  }

  /** Whether texts that a result refers to have changed since. */
  isStale({ basis: { snapshot } }: Pick<ModelResult, 'basis'>): boolean {
    return snapshot.files.some((file) => !snapshot.has(file, this.#textNow(file, snapshot)));
  }

  /** Lets go of everything that runs. */
  dispose(): void {
    for (const timer of this.#gathering.values()) clearTimeout(timer);
    this.#warming.dispose();
    this.#idling.dispose();
    this.#options.pool.dispose();
  }

  #extend(
    session: Session,
    process: CheckerProcess,
    message: ExtendMessage,
  ): Promise<ExtendResult> {
    let result: ExtendResult = {};
    const extended = new Promise<ExtendResult>((resolve) => {
      process.run(session.file, message, (event) => {
        this.#receive(session, event);
        if (event.kind === 'sought') result = { sought: event.sought };
        if (event.kind === 'notExtended') result = { refused: event.reason };
        if (endsRun(event)) resolve(result);
      });
    });
    this.#options.onChange(session);
    return extended;
  }

  /** When nothing else is to be done, one run that the settings have cut goes on, for a while. */
  #goOnInBackground(): void {
    const settings = this.#options.settings();
    const isBusy = this.sessions.some(({ phase }) => phase !== 'idle');
    if (!this.#isAutomatic || !settings.background || isBusy) return;
    const byUrgency = [...this.sessions].sort((a, b) => b.touchedAt - a.touchedAt);
    for (const session of byUrgency) {
      const { process, heldRun: of } = session;
      const slice = nextSlice(session, settings);
      if (!slice || !process || of === undefined) continue;
      const { model, budget } = slice;
      const run = ++this.#lastRun;
      session.slices.set(model, budget.timeMs);
      session.goOnInBackground(run);
      process.stepBack();
      const message = { kind: 'extend', run, of, model, by: { budget } } as const;
      this.#goingOn.set(session, this.#extend(session, process, message));
      return;
    }
  }

  /** Lets what goes on in idle time wait: somebody asks for the states. */
  async #pause(session: Session): Promise<void> {
    if (session.background) session.background.isPausing = true;
    session.process?.stop(session.run);
    await this.#goingOn.get(session);
  }

  /** Whether models are checked without anybody asking for it. */
  get #isAutomatic(): boolean {
    return this.#trusted && this.#hasBegun && this.#options.settings().check.on === 'save';
  }

  #textNow(file: string, snapshot: Snapshot): string | undefined {
    const open = this.#options.documents.ofFile(file);
    if (open) return open.text;
    return this.#onDisk.has(file) ? this.#onDisk.get(file) : snapshot.source(file)?.text;
  }

  #open(file: string): Session {
    const session = new Session(file);
    this.#sessions.set(file, session);
    this.#options.onChange(session);
    return session;
  }

  #forget(file: string): void {
    const session = this.#sessions.get(file);
    if (!session) return;
    this.cancel(file);
    session.release();
    this.#sessions.delete(file);
    this.#options.onChange(session);
  }

  #touch(session: Session): void {
    session.touchedAt = ++this.#clock;
  }

  async #changed(file: string, evenSo: (session: Session) => boolean): Promise<void> {
    // What changes before the begin needs no care: nothing was read yet.
    if (!this.#trusted || !this.#hasBegun) return;
    const text = await textOnDisk(file);
    for (const session of this.#sessions.values()) {
      if (session.file !== file && !session.inputs.has(file) && !evenSo(session)) continue;
      // A run that is being bundled may have read the file before or after the change.
      await this.#bundling.get(session);
      if (session.phase === 'queued') continue;
      const isSame = session.lastSnapshot?.has(file, text) ?? false;
      if (isSame) this.#onDisk.delete(file);
      else this.#onDisk.set(file, text);
      if (isSame && !evenSo(session)) continue;
      if (session.phase === 'running' && isSame) continue;
      if (this.#isAutomatic) this.#gather(session);
      else this.#options.onChange(session);
    }
  }

  #gather(session: Session): void {
    if (this.#gathering.has(session.file)) return;
    const start = () => {
      this.#gathering.delete(session.file);
      this.#enqueue(session, {});
    };
    this.#gathering.set(session.file, setTimeout(start, gatherMs));
  }

  #ungather(file: string): void {
    clearTimeout(this.#gathering.get(file));
    this.#gathering.delete(file);
  }

  #enqueue(session: Session, which: Pick<RunOptions, 'models'>): void {
    if (session.phase === 'idle') session.phase = 'queued';
    this.#queue.enter(session.file, () => {
      const bundling = this.#start(session, which);
      this.#bundling.set(session, bundling);
      void bundling.then(() => {
        if (this.#bundling.get(session) === bundling) this.#bundling.delete(session);
      });
    });
    this.#options.onChange(session);
  }

  /** Starts a run. An error of ours must not look like a result, nor like nothing. */
  async #start(session: Session, which: Pick<RunOptions, 'models'>): Promise<void> {
    const run = ++this.#lastRun;
    try {
      await this.#bundleAndRun(session, run, which);
    } catch (error) {
      this.#options.log(`A check of ${session.file} failed: ${stackOf(error)}`);
      const snapshot = await snapshotOfFiles([session.file], undefined);
      if (session.run !== run) return;
      session.failed(snapshot, internalError(error));
      this.#rest(session);
    }
  }

  /** Bundles a file and hands it to its process, unless a newer run begins meanwhile. */
  async #bundleAndRun(
    session: Session,
    run: number,
    which: Pick<RunOptions, 'models'>,
  ): Promise<void> {
    const before = session.lastSnapshot;
    // Before the session begins: it forgets then what it holds.
    const held = session.detach();
    session.begin(run);
    this.#options.onChange(session);
    const isWhole = this.#inFull.delete(session) || which.models !== undefined;
    try {
      const bundled = await this.#bundle(session, run, before);
      if (!bundled) return;
      const options = { ...which, ...runOptions(this.#options.settings()) };
      const message = { kind: 'run', run, bundle: bundled, options } as const;
      if (held && !isWhole && isSame(held, message)) this.#rejudge(session, held, message);
      else this.#run(session, message);
    } finally {
      if (session.process !== held?.process) held?.process.dispose();
    }
  }

  /** Bundles the file of a session; nothing when that fails or a newer run begins meanwhile. */
  async #bundle(
    session: Session,
    run: number,
    before: Snapshot | undefined,
  ): Promise<Bundle | undefined> {
    const bundled = await bundle(session.file);
    const snapshot = bundled.ok
      ? await snapshotOf(bundled.bundle, before)
      : await snapshotOfFiles([session.file, ...bundled.inputs], before);
    if (session.run !== run) return undefined;
    session.inputs = new Set(
      bundled.ok ? bundled.bundle.inputs : [session.file, ...bundled.inputs],
    );
    session.bundled(snapshot);
    for (const file of session.inputs) this.#onDisk.delete(file);
    if (!bundled.ok) {
      session.notLoaded(bundled.failure);
      this.#rest(session);
      return undefined;
    }
    this.#preloads = bundled.bundle.preloads;
    return bundled.bundle;
  }

  #run(session: Session, message: RunMessage): void {
    session.process = this.#options.pool.take();
    session.process.run(session.file, message, (event) => this.#receive(session, event));
    session.heldAs = message;
    this.#options.onChange(session);
  }

  /** Only properties differ: the states of the run before are judged once more, if that can be. */
  #rejudge(session: Session, { process, run: of }: HeldRun, message: RunMessage): void {
    const { run, bundle } = message;
    let hasBegun = false;
    session.process = process;
    session.heldAs = message;
    process.run(session.file, { kind: 'rejudge', run, of, bundle }, (event) => {
      hasBegun ||= event.kind === 'loaded';
      const isDoubtful = event.kind === 'notRejudged' || (event.kind === 'died' && !hasBegun);
      if (!isDoubtful) this.#receive(session, event);
      else if (session.run === run) {
        session.release();
        this.#run(session, message);
      }
    });
    this.#options.onChange(session);
  }

  #receive(session: Session, event: RunEvent): void {
    if (event.run !== session.run) return;
    session.receive(event);
    this.#options.onEvent(session, event);
    if (event.kind === 'died') session.release();
    if (event.kind === 'done') this.#boundMemory(session);
    if (session.phase === 'idle') this.#rest(session);
    else this.#options.onChange(session);
  }

  #boundMemory(newest: Session): void {
    const bytesMax = this.#options.settings().memory.parkedMb * 2 ** 20;
    for (const session of toLetGo(this.sessions, newest, bytesMax)) {
      session.release();
      this.#options.onChange(session);
    }
  }

  /** The newest run of a session is over. */
  #rest(session: Session): void {
    session.phase = 'idle';
    this.#queue.leave(session.file);
    this.#warming.ask();
    this.#idling.ask();
    this.#options.onChange(session);
  }

  #warm(): void {
    const heapMb = heapMbOf(this.#options.settings());
    this.#options.pool.warm({ heapMb, preloads: this.#preloads });
  }
}

/** Whether a run may judge the states of the one before: only properties differ. */
function isSame(held: HeldRun, { bundle, options }: RunMessage): boolean {
  return (
    JSON.stringify(held.options) === JSON.stringify(options) &&
    differsInPropertiesOnly(held.bundle, bundle)
  );
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
