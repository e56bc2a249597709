import { CheckerProcess } from './checker-process.ts';

/** Starts checker processes, and keeps one warm so that a check need not wait for it. */
export class ProcessPool {
  readonly #entry: string;
  readonly #living = new Set<CheckerProcess>();
  #spare: CheckerProcess | undefined;

  /** `entry` is the script of the checker process. */
  constructor(entry: string) {
    this.#entry = entry;
  }

  /** Starts the spare process, if there is none. */
  warm(): void {
    if (!this.#spare || this.#spare.ended) this.#spare = this.#start();
  }

  /** A process without a run. */
  take(): CheckerProcess {
    this.warm();
    // `warm` has just made sure of it.
    const taken = this.#spare as CheckerProcess;
    this.#spare = undefined;
    return taken;
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
