/** What is said when a run ends before its time. */
import { basename } from 'node:path';
import { formatCount } from '../report/words.ts';

/** What is known of a run at its end. */
export interface RunSoFar {
  readonly file: string;
  readonly model?: string;
  readonly states?: number;
  readonly hasViolation: boolean;
}

/** A turn, or the top level of a file, that does not come to its end. */
export function endless(so: RunSoFar, keyPath: string | undefined, limitMs: number): string {
  const what =
    so.model === undefined || keyPath === undefined
      ? `${basename(so.file)} did not finish loading`
      : `${keyPath.replace(/^(actions|actors)\./, '')} of ${so.model} did not return`;
  return `${what} within ${limitMs / 1000} s; the run was stopped.`;
}

/** Too much memory. */
export function outOfMemory(so: RunSoFar, heapMb: number): string {
  const size = heapMb % 1024 === 0 ? `${heapMb / 1024} GiB` : `${heapMb} MiB`;
  if (so.model === undefined) {
    return `The checker of ${basename(so.file)} ran out of memory while it loaded (${size}).`;
  }
  const found = so.hasViolation ? 'the violations found before stay true' : 'no violation so far';
  const states = formatCount(so.states ?? 0);
  return `The checker of ${so.model} ran out of memory at ${states} states (${size}); ${found}.`;
}

/** A thread that ended by itself, or an exception that nobody caught. */
export function ended(so: RunSoFar, reason: string): string {
  return `The checker of ${so.model ?? basename(so.file)} ended before its run did: ${reason}.`;
}
