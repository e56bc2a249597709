import type { RunOptions } from 'everyturn/internal/checker/protocol';
import type { Settings } from '../protocol/index.ts';

/** How a file is checked under the person's settings. */
export function runOptions(settings: Settings): RunOptions {
  const { budget, turn } = settings;
  const { timeMs, statesMax, depthMax, memoryMb } = budget;
  return {
    defaultBudget: {
      timeMs,
      statesMax,
      memoryBytes: memoryMb * 2 ** 20,
      ...(depthMax !== null && { depthMax }),
    },
    turnTimeoutMs: turn.timeoutMs,
    heapMb: heapMbOf(settings),
  };
}

/** The budget should bite first, and with a result; the heap's end is the end of the run. */
export function heapMbOf({ budget }: Settings): number {
  return Math.ceil(budget.memoryMb * 1.25);
}
