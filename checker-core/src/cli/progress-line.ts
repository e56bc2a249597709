import type { Progress } from '../model/check-options.ts';
import { progressHeadline } from '../report/sentences.ts';
import { formatCount } from '../report/words.ts';
import { cut } from '../values/print.ts';
import type { Output } from './terminal.ts';

const liveIntervalMs = 250;
const logIntervalMs = 10_000;
const clearLine = '\r\u001b[2K';

/** Tells how far an exploration has come: one live line on a terminal, a line every 10 s elsewhere. */
export class ProgressLine {
  readonly #output: Output;
  readonly #now: () => number;
  readonly #isLive: boolean;
  #saidAt: number;
  #isShown = false;

  constructor(output: Output, now: () => number = () => performance.now()) {
    this.#output = output;
    this.#now = now;
    this.#isLive = output.isTTY === true;
    this.#saidAt = this.#isLive ? Number.NEGATIVE_INFINITY : now();
  }

  show(model: string, progress: Progress): void {
    const now = this.#now();
    if (now - this.#saidAt < (this.#isLive ? liveIntervalMs : logIntervalMs)) return;
    this.#saidAt = now;
    const open = `${formatCount(progress.frontier)} not expanded`;
    const text = `${model}: ${progressHeadline(progress)}, ${open}`;
    if (this.#isLive) {
      this.#output.write(clearLine + cut(text, (this.#output.columns ?? 80) - 1));
      this.#isShown = true;
    } else {
      this.#output.write(`${text}\n`);
    }
  }

  /** Removes the live line, so that something else can be printed in its place. */
  clear(): void {
    if (this.#isShown) this.#output.write(clearLine);
    this.#isShown = false;
  }
}
