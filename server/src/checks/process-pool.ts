import { CheckerProcess, type Preparation } from './checker-process.ts';

/**
 * Starts checker processes, one for each run, and keeps one warm so that a check need not wait for
 * it. No process is used twice: what a model leaves behind ends with it.
 */
export class ProcessPool {
  readonly #entry: string;
  readonly #living = new Set<CheckerProcess>();
  /** A process without a run, and what it got ready for, as text. */
  #spare: { readonly process: CheckerProcess; readonly prepared: string } | undefined;

  /** `entry` is the script of the checker process. */
  constructor(entry: string) {
    this.#entry = entry;
  }

  /** Starts the spare process, if there is none, and gets it ready for a run. */
  warm(preparation: Preparation): void {
    const known = this.#spare;
    const spare = known && !known.process.ended ? known : { process: this.#start(), prepared: '' };
    const wanted = JSON.stringify(preparation);
    if (spare.prepared !== wanted) spare.process.prepare(preparation);
    this.#spare = { process: spare.process, prepared: wanted };
  }

  /** A process without a run. */
  take(): CheckerProcess {
    const spare = this.#spare;
    this.#spare = undefined;
    return spare && !spare.process.ended ? spare.process : this.#start();
  }

  /** Ends all processes; none may outlive the server. */
  dispose(): void {
    for (const process of this.#living) process.dispose();
    this.#living.clear();
  }

  #start(): CheckerProcess {
    for (const process of this.#living) if (process.ended) this.#living.delete(process);
    const started = new CheckerProcess(this.#entry);
    this.#living.add(started);
    return started;
  }
}
