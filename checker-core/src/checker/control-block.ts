/** A few numbers that the thread of a model shares with its supervisor, without any message. */

const stopFlag = 0;
const turnIndex = 1;
const turnCount = 2;

/** What the thread of a model does at this moment, seen from both sides. */
export class ControlBlock {
  readonly buffer: SharedArrayBuffer;
  readonly #cells: Int32Array;

  constructor(buffer = new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT)) {
    this.buffer = buffer;
    this.#cells = new Int32Array(buffer);
  }

  /** Whether the exploration was asked to end. */
  get isStopping(): boolean {
    return Atomics.load(this.#cells, stopFlag) === 1;
  }

  stop(): void {
    Atomics.store(this.#cells, stopFlag, 1);
  }

  /** What was asked to end has ended, and something else begins. */
  goOn(): void {
    Atomics.store(this.#cells, stopFlag, 0);
  }

  /** Index of the key path of the newest turn; -1 before the first. */
  get turn(): number {
    return Atomics.load(this.#cells, turnIndex) - 1;
  }

  /** Turns begun so far, modulo 2³². */
  get turns(): number {
    return Atomics.load(this.#cells, turnCount);
  }

  /** A turn begins. */
  begin(turn: number): void {
    this.#cells[turnIndex] = turn + 1;
    Atomics.add(this.#cells, turnCount, 1);
  }

  /** Work of our own goes on that no turn is to blame for. */
  rest(): void {
    this.begin(-1);
  }
}
