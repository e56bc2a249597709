/** Tells for how long one and the same turn has been running, however busy the machine is. */
import type { ControlBlock } from './control-block.ts';

/** The longest time between two looks that counts in full. */
const lookMsMax = 200;
/** What a time counts in which nothing was computed: a turn that only waits ends at last, too. */
const waitingShare = 1 / 4;

/** What has passed since some beginning. */
export interface Clock {
  readonly passedMs: number;
  /** What the process has computed, in all of its threads. */
  readonly computedMs: number;
}

/** Watches the turns of a thread. */
export class TurnWatch {
  readonly #control: ControlBlock;
  readonly #read: () => Clock;
  #last: Clock;
  #turns = -1;
  #stuckMs = 0;

  constructor(control: ControlBlock, read = processClock) {
    this.#control = control;
    this.#read = read;
    this.#last = read();
  }

  /**
   * To be called often. A time in which this thread slept too is no fault of the turn; nor is one
   * in which others had the processor: no thread computes more than its whole process.
   */
  stuckMs(): number {
    const now = this.#read();
    const { turn, turns } = this.#control;
    if (turn < 0 || turns !== this.#turns) this.#stuckMs = 0;
    else {
      const passedMs = Math.min(now.passedMs - this.#last.passedMs, lookMsMax);
      const computedMs = Math.min(now.computedMs - this.#last.computedMs, passedMs);
      this.#stuckMs += Math.max(computedMs, passedMs * waitingShare);
    }
    this.#turns = turns;
    this.#last = now;
    return this.#stuckMs;
  }
}

function processClock(): Clock {
  const { user, system } = process.cpuUsage();
  return { passedMs: performance.now(), computedMs: (user + system) / 1000 };
}
