import { encode } from '../values/canonical.ts';
import type { PendingCall, RecordedHistory } from './recorded-history.ts';

/** One call of a history, with its place in real time. */
export interface Call {
  readonly caller: string;
  readonly operation: string;
  /** Canonical text. */
  readonly input: string;
  /** Canonical text; absent while the call is pending. */
  readonly output: string | undefined;
  /** A moment: calls that were answered at this moment or before it come first in real time. */
  readonly invoked: number;
  /** A moment after `invoked`; infinite while the call is pending, or if no call was invoked later. */
  readonly answered: number;
}

/** The calls of a history, those of each caller in their order. */
export function callsOf(history: RecordedHistory): readonly Call[] {
  const callers = Object.keys(history).sort();
  const moments = new Moments(history, callers);
  return callers.flatMap((caller) => {
    const { completed, pending } = history[caller] ?? { completed: [], pending: null };
    const calls = completed.map((call, index) => ({
      ...begun(caller, index, call, moments),
      output: encode(call.output),
      answered: moments.answered(caller, index),
    }));
    if (pending === null) return calls;
    const open = begun(caller, completed.length, pending, moments);
    return [...calls, { ...open, output: undefined, answered: Number.POSITIVE_INFINITY }];
  });
}

const begun = (caller: string, index: number, call: PendingCall, moments: Moments) => ({
  caller,
  operation: call.operation,
  input: encode(call.input),
  invoked: moments.invoked(caller, index, call.after),
});

/**
 * Gives the events of a history moments with the same order. As events happen one after the other,
 * the numbers of completed calls, caller by caller, only grow from each invocation to the next. So
 * invocations are ordered by the sum of these numbers, and those with equal sums saw the same. A
 * call was answered just before the first invocation that counts it.
 */
class Moments {
  readonly #sums: readonly number[];
  /** For each caller, what each moment counts of it. */
  readonly #counts: ReadonlyMap<string, readonly number[]>;

  constructor(history: RecordedHistory, callers: readonly string[]) {
    const seen = new Map<number, readonly number[]>();
    for (const caller of callers) {
      const { completed, pending } = history[caller] ?? { completed: [], pending: null };
      for (const [index, { after }] of [...completed, ...(pending ? [pending] : [])].entries()) {
        const counts = callers.map((other) => (other === caller ? index : (after[other] ?? 0)));
        const sum = sumOf(counts);
        assertSame(counts, seen.get(sum) ?? counts);
        seen.set(sum, counts);
      }
    }
    this.#sums = [...seen.keys()].sort((a, b) => a - b);
    this.#counts = new Map(
      callers.map((caller, i) => [caller, this.#sums.map((sum) => seen.get(sum)?.[i] ?? 0)]),
    );
  }

  invoked(caller: string, index: number, after: { readonly [caller: string]: number }): number {
    let sum = index;
    for (const [other, count] of Object.entries(after)) if (other !== caller) sum += count;
    return firstFrom(this.#sums, sum);
  }

  answered(caller: string, index: number): number {
    const counts = this.#counts.get(caller) ?? [];
    const moment = firstFrom(counts, index + 1);
    return moment < counts.length ? moment : Number.POSITIVE_INFINITY;
  }
}

function assertSame(counts: readonly number[], others: readonly number[]): void {
  if (counts.some((count, i) => count !== others[i])) {
    throw new Error('Internal error: two calls of a history were invoked in two orders at once.');
  }
}

const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

/** The first index of an ascending list whose number is at least this. */
function firstFrom(ascending: readonly number[], least: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
