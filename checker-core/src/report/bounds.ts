/** The sentences about the bound that ended an exploration, and what to do about it. */
import type { Budget } from '../model/budget.ts';
import type { Subject } from './sentences.ts';
import { countOf, formatCount, statesOf } from './words.ts';

/** What ended an exploration before its end. */
export type Bound = keyof Budget | 'stopped' | 'error';

/** What became of the frontier: `twoPhase stopped at depth 5: 54 of 171 states were not expanded.` */
export function frontierSentence(
  subject: Subject,
  stopped: Bound,
  budget: Budget,
  errorCode?: string,
): string {
  const where = stoppedAt(stopped, budget, errorCode);
  const seen = statesOf(subject.distinctStates, subject);
  const left = subject.frontier === 1 ? 'was' : 'were';
  return subject.frontier === 0
    ? `${subject.name} ${where}: what follows there is not known; ${seen} seen.`
    : `${subject.name} ${where}: ${formatCount(subject.frontier)} of ${seen} ${left} not expanded.`;
}

function stoppedAt(stopped: Bound, budget: Budget, errorCode: string | undefined): string {
  const bound = (value: number | undefined, print: (value: number) => string, name: string) =>
    value === undefined ? `stopped at its bound of ${name}` : `stopped at ${print(value)}`;
  switch (stopped) {
    case 'depthMax':
      return bound(budget.depthMax, (depth) => `depth ${formatCount(depth)}`, 'depth');
    case 'statesMax':
      return bound(budget.statesMax, (states) => countOf(states, 'state'), 'states');
    case 'timeMs':
      return bound(budget.timeMs, formatDuration, 'time');
    case 'memoryBytes':
      return bound(budget.memoryBytes, formatSize, 'memory');
    case 'stopped':
      return 'was stopped by you';
    case 'error':
      return `was explored in part because of ${errorCode ?? 'a model error'}`;
  }
}

/** What the reader calls the bounds, such as the options of a command. */
export type BoundNames = Readonly<Record<keyof Budget, string>>;

const ownNames: BoundNames = {
  statesMax: 'statesMax',
  depthMax: 'depthMax',
  timeMs: 'timeMs',
  memoryBytes: 'memoryBytes',
};

/** What to do about a frontier, as a sentence. */
export function frontierNextStep(stopped: Bound, names = ownNames): string {
  switch (stopped) {
    case 'depthMax':
    case 'statesMax':
      return `Raise ${names[stopped]}, or bound the model itself, for example with a fence (within).`;
    case 'timeMs':
      return `Allow more time (${names.timeMs}), or bound the model itself.`;
    case 'memoryBytes':
      return `Allow more memory (${names.memoryBytes}), or bound the model itself.`;
    case 'stopped':
      return 'Check again and let it run to its end.';
    case 'error':
      return 'Correct the model error, then check again.';
  }
}

/** A duration: `10 s`, `250 ms`, `0.1 ms`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1) return `${milliseconds} ms`;
  return milliseconds < 1000
    ? `${formatCount(Math.round(milliseconds))} ms`
    : `${formatCount(Math.round(milliseconds / 100) / 10)} s`;
}

/** A size in memory: `1 GiB`, `512 MiB`. */
export function formatSize(bytes: number): string {
  const mebibytes = bytes / 2 ** 20;
  if (mebibytes < 1) return countOf(bytes, 'byte');
  return mebibytes < 1024
    ? `${Math.round(mebibytes)} MiB`
    : `${Math.round((mebibytes / 1024) * 10) / 10} GiB`;
}
