import type { Progress } from 'everyturn';
import type { Death, LoadedModel, RunOptions } from 'everyturn/internal/checker/protocol';
import type { Bundle } from 'everyturn/internal/load/bundle';
import { type EditDelta, editDelta } from 'everyturn/internal/report/edit-delta';
import type {
  DirectiveReport,
  LoadFailure,
  ModelReport,
  PropertyReport,
} from 'everyturn/internal/report/model-report';
import type { CheckerProcess, RunEvent } from './checker-process.ts';
import { Snapshot } from './snapshot.ts';

/** What the results of a run refer to. */
export interface Basis {
  readonly run: number;
  readonly snapshot: Snapshot;
  /** The models of the file, once it is loaded. */
  readonly models: ReadonlyMap<string, LoadedModel>;
  /** Comments that are meant to answer the report, and do not; once the file is loaded. */
  readonly directives?: readonly DirectiveReport[];
}

/** What is known of one model: the finished report, or what was final before the end. */
export interface ModelResult {
  readonly name: string;
  readonly basis: Basis;
  readonly report?: ModelReport;
  /** What the newest edit changed, where it and the text before were explored to the end. */
  readonly delta?: EditDelta;
  /** Violations and witnesses of a run that has not finished (or never did). */
  readonly early: ReadonlyMap<string, PropertyReport>;
}

/** Why a run gave no result, or not all of it. */
export type Trouble =
  | { readonly kind: 'notLoaded'; readonly basis: Basis; readonly failure: LoadFailure }
  | { readonly kind: 'died'; readonly basis: Basis; readonly death: Death }
  /** An error of ours. */
  | { readonly kind: 'internal'; readonly basis: Basis; readonly message: string };

/** A run whose states a process still holds. */
export interface HeldRun {
  readonly process: CheckerProcess;
  readonly run: number;
  readonly bundle: Bundle;
  readonly options: RunOptions;
}

/** A report of all states of a model, of which text it is, and what the edit before changed. */
interface Whole {
  readonly report: ModelReport;
  readonly snapshot: Snapshot;
  readonly delta: EditDelta | undefined;
}

/** Where the newest run of a file stands. */
export type Phase = 'idle' | 'queued' | 'bundling' | 'running';

/**
 * A model file that is open or was checked. It keeps the results on show: those of the newest run
 * as they become final, and until then those of the run before.
 */
export class Session {
  /** Absolute path. */
  readonly file: string;
  phase: Phase = 'idle';
  /** The newest run; 0 before the first. Events of other runs are dropped. */
  run = 0;
  /** Whether the newest run ended because somebody asked it to. */
  cancelled = false;
  /** All files that the newest bundle read, or would have. */
  inputs: ReadonlySet<string> = new Set();
  /** The process of the newest run; it keeps the states until it is let go. */
  process: CheckerProcess | undefined;
  /** The run whose states the process still holds. */
  heldRun: number | undefined;
  /** What that run was started with. */
  heldAs: { readonly bundle: Bundle; readonly options: RunOptions } | undefined;
  /** What the process keeps for it. */
  heldBytes = 0;
  /** When it was last opened, changed, saved or asked for. */
  touchedAt = 0;
  readonly results = new Map<string, ModelResult>();
  readonly progress = new Map<string, Progress>();
  trouble: Trouble | undefined;
  /** Of each model, the milliseconds of its newest slice in idle time. */
  readonly slices = new Map<string, number>();
  /** Whether its states can be gone on with no more. */
  cannotGoOn = false;
  /**
   * While the newest run only goes on in idle time with the states that are held: the results of the
   * run before stay on show meanwhile.
   */
  background: { isPausing: boolean } | undefined;
  /** The model that is being explored. */
  exploring: string | undefined;
  #basis: Basis | undefined;
  /** Of each model, the newest report of all its states, and what had changed then. */
  readonly #whole = new Map<string, Whole>();

  constructor(file: string) {
    this.file = file;
  }

  /** What the newest run is about; absent until it was bundled. */
  get basis(): Basis | undefined {
    return this.#basis?.run === this.run ? this.#basis : undefined;
  }

  /** Whether the newest run came to its own end. */
  get settled(): boolean {
    return this.phase === 'idle' && !this.trouble && !this.cancelled && this.results.size > 0;
  }

  get lastSnapshot(): Snapshot | undefined {
    return this.#basis?.snapshot;
  }

  /** A newer run begins; results stay until it has better ones. */
  begin(run: number): void {
    this.run = run;
    this.phase = 'bundling';
    this.cancelled = false;
    this.heldRun = undefined;
    this.background = undefined;
    this.progress.clear();
    this.exploring = undefined;
  }

  /** The states of the run before are gone on with, as a run of its own about the same texts. */
  goOn(run: number): void {
    this.begin(run);
    this.phase = 'running';
    if (this.#basis) this.#basis = { ...this.#basis, run };
  }

  /** The same in idle time, with what is known on show. */
  goOnInBackground(run: number): void {
    const { heldRun } = this;
    this.goOn(run);
    this.heldRun = heldRun;
    this.background = { isPausing: false };
  }

  /** The run was bundled from these texts and now loads. */
  bundled(snapshot: Snapshot): void {
    this.#basis = { run: this.run, snapshot, models: new Map() };
    this.slices.clear();
    this.cannotGoOn = false;
    this.phase = 'running';
  }

  /** The file could not be bundled or loaded: nothing is known of it any more. */
  notLoaded(failure: LoadFailure): void {
    const basis = this.#basis ?? {
      run: this.run,
      snapshot: new Snapshot(new Map()),
      models: new Map(),
    };
    this.results.clear();
    this.trouble = { kind: 'notLoaded', basis, failure };
    this.phase = 'idle';
  }

  /** The run came to an end by an error of ours. */
  failed(snapshot: Snapshot, message: string): void {
    this.#basis = { run: this.run, snapshot, models: new Map() };
    this.results.clear();
    this.trouble = { kind: 'internal', basis: this.#basis, message };
    this.phase = 'idle';
  }

  /** Lets go of the process and its states; verdicts and traces stay. */
  release(): void {
    this.process?.dispose();
    this.process = undefined;
    this.heldRun = undefined;
    this.heldAs = undefined;
    this.heldBytes = 0;
  }

  /** Hands over the process of a run that came to its own end, with its states. */
  detach(): HeldRun | undefined {
    const { process, heldRun, heldAs } = this;
    const isWhole = !this.trouble && !this.cancelled;
    if (!process || process.ended || heldRun === undefined || !heldAs || !isWhole) {
      this.release();
      return undefined;
    }
    this.process = undefined;
    this.release();
    return { process, run: heldRun, ...heldAs };
  }

  /** Takes over what the checker of the newest run says. */
  receive(event: RunEvent): void {
    const basis = this.#basis;
    if (event.run !== this.run || !basis) return;
    if (this.background && this.#receiveInBackground(this.background, basis, event)) return;
    switch (event.kind) {
      case 'loaded':
        this.#loaded({ ...basis, directives: event.directives }, event.models);
        break;
      case 'loadFailed':
        this.notLoaded(event.failure);
        break;
      case 'started':
        this.exploring = event.model;
        break;
      case 'progress':
        this.progress.set(event.model, event.progress);
        break;
      case 'verdict':
        this.#verdict(event.model, event.property, event.report);
        break;
      case 'finished':
        this.#finished(event.report);
        break;
      case 'done':
        this.phase = 'idle';
        this.heldRun = this.run;
        this.heldBytes = event.memoryBytes ?? 0;
        this.background = undefined;
        this.exploring = undefined;
        break;
      case 'notExtended':
        this.cannotGoOn = true;
        this.background = undefined;
        this.phase = 'idle';
        this.heldRun = this.run;
        this.exploring = undefined;
        break;
      case 'died':
        this.#died(basis, event.death);
        break;
      case 'output':
      case 'sought':
      case 'notRejudged':
        break;
    }
  }

  /** Whether an event of a run in idle time changes nothing of what is on show. */
  #receiveInBackground({ isPausing }: { isPausing: boolean }, basis: Basis, event: RunEvent) {
    switch (event.kind) {
      case 'verdict': {
        const known = this.results.get(event.model)?.report?.verdicts[event.property]?.kind;
        if (known === event.report.kind) return true;
        // News: from now on it is a run as any other.
        this.background = undefined;
        this.heldRun = undefined;
        return false;
      }
      case 'finished': {
        const { name, stopped } = event.report;
        const before = this.results.get(name);
        if (!isPausing || stopped !== 'stopped' || !before) return false;
        // It was only asked to wait. All that was said before still holds.
        this.results.set(name, { ...before, basis });
        this.progress.delete(name);
        return true;
      }
      case 'died':
        // What was known before it began does not depend on it.
        this.background = undefined;
        this.cannotGoOn = true;
        this.phase = 'idle';
        this.exploring = undefined;
        return true;
      default:
        return false;
    }
  }

  #loaded(basis: Basis, models: readonly LoadedModel[]): void {
    const byName = new Map(models.map((model) => [model.name, model]));
    this.#basis = { ...basis, models: byName };
    this.trouble = undefined;
    for (const name of this.results.keys()) if (!byName.has(name)) this.results.delete(name);
  }

  #verdict(name: string, property: string, report: PropertyReport): void {
    // `receive` has made sure of it.
    const basis = this.#basis as Basis;
    const before = this.results.get(name);
    const early = new Map(before?.basis === basis ? before.early : []).set(property, report);
    this.results.set(name, { name, basis, early });
  }

  #finished(report: ModelReport): void {
    // `receive` has made sure of it.
    const basis = this.#basis as Basis;
    const { name } = report;
    const delta = this.#deltaOf(report, basis);
    this.results.set(name, { name, basis, report, early: new Map(), ...(delta && { delta }) });
    this.progress.delete(name);
  }

  /** What an edit changed stays known while runs go on with the same text. */
  #deltaOf(report: ModelReport, { snapshot }: Basis): EditDelta | undefined {
    if (!report.exhausted) return undefined;
    const before = this.#whole.get(report.name);
    const isSame = before?.snapshot === snapshot;
    const delta = isSame ? before.delta : before && editDelta(before.report, report);
    this.#whole.set(report.name, { report, snapshot, delta });
    return delta;
  }

  #died(basis: Basis, death: Death): void {
    for (const [name, result] of this.results) {
      if (result.basis !== basis) this.results.delete(name);
    }
    const model = death.model ?? this.exploring;
    this.trouble = {
      kind: 'died',
      basis,
      death: model === undefined ? death : { ...death, model },
    };
    this.phase = 'idle';
    this.exploring = undefined;
  }
}
