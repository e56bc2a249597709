/** A thread that has started but has not run anything: it is there for one run, and then over. */
import { Worker } from 'node:worker_threads';
import type { Bundle } from '../load/bundle.ts';
import { ControlBlock } from './control-block.ts';
import { packageStamp } from './package-stamp.ts';
import type { WorkerStart } from './worker-messages.ts';

/** Started before its run is known, it may have loaded the packages that the run will import. */
export class FreshThread {
  readonly worker: Worker;
  readonly control = new ControlBlock();
  readonly #heapMb: number;
  readonly #preloads: readonly string[];
  readonly #stamp: string;
  #hasFailed = false;

  constructor(file: URL, heapMb: number, preloads: readonly string[] = []) {
    this.#heapMb = heapMb;
    this.#preloads = preloads;
    // Before anything is loaded: a package that changes meanwhile must look changed.
    this.#stamp = packageStamp(preloads);
    const start: WorkerStart = { control: this.control.buffer, preloads };
    this.worker = new Worker(file, {
      workerData: start,
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
      // Options of the process, such as a loader of a test runner, are not for the model.
      execArgv: [],
    });
    this.worker.on('error', () => this.#fail());
    this.worker.on('exit', () => this.#fail());
  }

  /**
   * Whether a run in this thread has the same result as in one that starts now: nothing was loaded
   * that the bundle does not import itself, and it has not changed since.
   */
  fits(bundle: Bundle, heapMb: number): boolean {
    return (
      !this.#hasFailed &&
      this.#heapMb === heapMb &&
      this.#preloads.every((url) => bundle.preloads.includes(url)) &&
      packageStamp(this.#preloads) === this.#stamp
    );
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  #fail(): void {
    this.#hasFailed = true;
  }
}
