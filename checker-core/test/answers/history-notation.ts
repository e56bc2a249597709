import type { AnyEvent } from 'everyturn/internal/semantics/calls-of-events';
import type {
  RecordedCaller,
  RecordedHistory,
} from 'everyturn/internal/semantics/recorded-history';

const token = /^(\d): ?(\[?)(\w+)(?: (\w+))?(?:=(\w+))?(\]?)$/;

/**
 * Reads `0:[w B · 1: r=A · 0:w]`: callers with the invocation (`[…`), the response (`…]`) or the whole
 * of an operation, here a write of B and a read that gives A.
 */
export function eventsOf(
  notation: string,
  operationOf: (name: string, argument?: string, result?: string) => Described,
): AnyEvent[] {
  return notation.split(' · ').flatMap((part) => {
    const [, caller, begins, name, argument, result, ends] = token.exec(part) ?? [];
    if (caller === undefined || name === undefined) throw new Error(`not understood: ${part}`);
    const { operation, input, output } = operationOf(name, argument, result);
    const invocation = { caller, invoke: operation, input };
    const response = { caller, response: operation, output };
    if (begins) return [invocation];
    return ends ? [response] : [invocation, response];
  });
}

export interface Described {
  readonly operation: string;
  readonly input: object;
  readonly output: unknown;
}

/** Events as a state keeps them: by caller, with what was completed when each call began. */
export function recordedOf(events: readonly AnyEvent[]): RecordedHistory {
  const history: Record<string, RecordedCaller> = {};
  for (const { caller, invoke, input, output } of events) {
    const name = String(caller);
    const { completed, pending } = history[name] ?? { completed: [], pending: null };
    if (invoke !== undefined) {
      const entries = Object.entries(history).filter(([other]) => other !== name);
      const after = Object.fromEntries(entries.map(([o, calls]) => [o, calls.completed.length]));
      history[name] = { completed, pending: { operation: String(invoke), input, after } };
    } else if (pending !== null) {
      history[name] = { completed: [...completed, { ...pending, output }], pending: null };
    }
  }
  return history;
}
