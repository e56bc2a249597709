import type { Explored } from './explored.ts';

/** So many steps are kept; what is beyond is made again for each map. */
const stepsMax = 20_000_000;

/** The steps of so many states lie together. */
export const blockSize = 2_048;

type Visit = (from: number, action: number, target: number) => void;

/** The steps of some states in a row. */
interface Block {
  /** By state: where its steps end. */
  readonly ends: Uint32Array;
  readonly targets: Int32Array;
  readonly actions: Uint8Array | Uint16Array;
}

/**
 * The steps of an exploration, made when they are first asked for and kept, in blocks of states:
 * another grouping of the same states then costs a pass over two arrays. A step takes five or six
 * bytes. Blocks are kept from the first one on, as far as there is room.
 */
export class StepList {
  readonly #explored: Explored;
  readonly #blocks: Block[] = [];
  readonly #stepsMax: number;
  #steps = 0;
  /** Where the steps of a block are gathered. */
  #room = { targets: new Int32Array(8 * blockSize), actions: new Int32Array(8 * blockSize) };

  constructor(explored: Explored, most = stepsMax) {
    this.#explored = explored;
    this.#stepsMax = most;
  }

  /** How many steps are kept. */
  get kept(): number {
    return this.#steps;
  }

  /** Keeps none of them any longer. */
  release(): void {
    this.#blocks.length = 0;
    this.#steps = 0;
  }

  /** Calls `visit` for each step of an expanded state. */
  forEachStep(index: number, visit: (action: number, target: number) => void): void {
    const place = index % blockSize;
    const block = this.#blocks[(index - place) / blockSize];
    if (!block) {
      this.#explored.forEachStep(index, visit);
      return;
    }
    const { ends, targets, actions } = block;
    const end = ends[place] as number;
    for (let at = place === 0 ? 0 : (ends[place - 1] as number); at < end; at++) {
      visit(actions[at] as number, targets[at] as number);
    }
  }

  /** The same for the expanded states of a range. Where it is the next block, that is kept. */
  forEachStepIn(from: number, to: number, visit: Visit): void {
    for (let begin = from; begin < to; ) {
      const number = Math.floor(begin / blockSize);
      const end = Math.min(to, (number + 1) * blockSize);
      const isWhole = begin % blockSize === 0 && (end % blockSize === 0 || end === this.#count);
      const isNext = number === this.#blocks.length && this.#steps < this.#stepsMax;
      if (isWhole && isNext) this.#blocks.push(this.#make(begin, end));
      const block = this.#blocks[number];
      if (block) visitBlock(block, number * blockSize, begin, end, visit);
      else visitSteps(this.#explored, begin, end, visit);
      begin = end;
    }
  }

  get #count(): number {
    return this.#explored.stateCount;
  }

  #make(from: number, to: number): Block {
    const ends = new Uint32Array(to - from);
    let { targets, actions } = this.#room;
    let count = 0;
    visitSteps(this.#explored, from, to, (index, action, target) => {
      if (count === targets.length) {
        this.#room = { targets: doubled(targets), actions: doubled(actions) };
        ({ targets, actions } = this.#room);
      }
      actions[count] = action;
      targets[count] = target;
      count += 1;
      ends[index - from] = count;
    });
    // States without steps end where the one before ends.
    for (let place = 1; place < ends.length; place++) {
      ends[place] ||= ends[place - 1] as number;
    }
    this.#steps += count;
    const own = actions.subarray(0, count);
    return {
      ends,
      targets: targets.slice(0, count),
      actions: this.#explored.actions.length <= 256 ? Uint8Array.from(own) : Uint16Array.from(own),
    };
  }
}

function visitBlock(block: Block, first: number, from: number, to: number, visit: Visit): void {
  const { ends, targets, actions } = block;
  let at = from === first ? 0 : (ends[from - first - 1] as number);
  for (let index = from; index < to; index++) {
    const end = ends[index - first] as number;
    for (; at < end; at++) visit(index, actions[at] as number, targets[at] as number);
  }
}

/** Calls `visit` for each step of the expanded states of a range. */
export function visitSteps(explored: Explored, from: number, to: number, visit: Visit): void {
  if (explored.forEachStepIn) {
    explored.forEachStepIn(from, to, visit);
    return;
  }
  for (let index = from; index < to; index++) {
    if (!explored.isExpanded(index)) continue;
    explored.forEachStep(index, (action, target) => visit(index, action, target));
  }
}

function doubled(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}
