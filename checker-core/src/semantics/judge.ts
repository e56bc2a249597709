/**
 * Is there an order of the calls of a concurrent history in which a reference object, one call after
 * the other, gives just the outputs that were seen?
 *
 * `linearizable`: the order obeys real time as well: what was answered before another call was invoked
 * comes first (Herlihy and Wing 1990, "Linearizability: a correctness condition for concurrent
 * objects"). `sequentiallyConsistent`: it keeps the order of each caller only (Lamport 1979, "How to
 * make a multiprocessor computer that correctly executes multiprocess programs"). Pending calls may
 * have taken effect or not.
 *
 * The search is that of Wing and Gong (1993, "Testing and verifying concurrent objects"): it places
 * one call after the other and goes back where none fits. After Lowe (2017, "Testing for
 * linearizability") it remembers each set of placed calls with the state that the object had then, and
 * enters none twice. A pending call is not placed where it would leave the state as it is.
 *
 * Where the object declares keys, a history is linearizable if and only if the calls of each key are
 * (Horn and Kroening 2015, "Faster linearizability checking via P-compositionality"), so each key is
 * searched alone. This is not true of sequential consistency, which never uses keys.
 *
 * Both questions are NP-complete (Gibbons and Korach 1997, "Testing shared memories"): the cost grows
 * exponentially with the number of calls that overlap, not with the length of a history.
 */
import { decode } from '../values/canonical.ts';
import { CallerAgenda, RealTimeAgenda } from './agenda.ts';
import { type Call, callsOf } from './call.ts';
import { keysNotIndependent } from './errors.ts';
import { mergeOrders } from './merge-orders.ts';
import type { RecordedHistory } from './recorded-history.ts';
import type { ReferenceObject } from './reference-object.ts';
import { type BlockedCall, type Placed, search } from './search.ts';

/** What a history must obey besides the reference object. */
export type Consistency = 'linearizable' | 'sequentiallyConsistent';

/** A call in an order that explains a history. */
export interface OrderedCall {
  readonly caller: string;
  readonly operation: string;
  readonly input: unknown;
  /** What the object returned, which is what a completed call was answered. */
  readonly output: unknown;
  /** A pending call is in an order where it must have taken effect. */
  readonly completed: boolean;
}

/** A completed call that had to come next and does not fit. */
export interface MisfitCall extends OrderedCall {
  /** What the object would have returned instead. */
  readonly expected: unknown;
}

/** What is to be said of a history. */
export type Judgement =
  | {
      readonly explained: true;
      readonly order: readonly OrderedCall[];
    }
  | {
      readonly explained: false;
      /** An order of as many completed calls as possible: of one key, if the object has keys. */
      readonly longestPrefix: readonly OrderedCall[];
      /** The completed calls that could come next: none is answered as the object would. */
      readonly blocked: readonly MisfitCall[];
    };

/** Judges a recorded history. Pure: equal histories have equal judgements. */
export function judge(
  history: RecordedHistory,
  object: ReferenceObject,
  consistency: Consistency = 'linearizable',
): Judgement {
  return judgeCalls(callsOf(history), object, consistency);
}

/** Judges the calls of a history, whatever it was recorded in. */
export function judgeCalls(
  calls: readonly Call[],
  object: ReferenceObject,
  consistency: Consistency,
): Judgement {
  if (consistency === 'sequentiallyConsistent') {
    return told(search(new CallerAgenda(calls), object));
  }
  const parts = partsOf(calls, object);
  const orders: (readonly Placed[])[] = [];
  for (const part of parts) {
    const result = search(new RealTimeAgenda(part), object);
    if (!result.explained) return told(result);
    orders.push(result.order);
  }
  const order = orders.length === 1 ? orders.flat() : replay(mergeOrders(orders), object);
  return told({ explained: true, order });
}

/** The calls of each key, or all together. */
function partsOf(calls: readonly Call[], object: ReferenceObject): readonly (readonly Call[])[] {
  if (!object.hasKeys || !isTimedFinely(calls)) return [calls];
  const parts = new Map<string, Call[]>();
  for (const call of calls) {
    const key = object.keyOf(call.operation, call.input);
    const part = parts.get(key);
    if (part === undefined) parts.set(key, [call]);
    else part.push(call);
  }
  return [...parts.values()];
}

/**
 * Whether each call of a caller is answered before its next one in time, and not only in order. Were it
 * not so, keys could not be judged one by one, no more than for sequential consistency.
 */
function isTimedFinely(calls: readonly Call[]): boolean {
  const last = new Map<string, number>();
  return calls.every(({ caller, invoked, answered }) => {
    const before = last.get(caller) ?? 0;
    last.set(caller, answered);
    return before <= invoked;
  });
}

/** The calls of all keys on one object. Were they not independent, some output would differ. */
function replay(order: readonly Placed[], object: ReferenceObject): readonly Placed[] {
  let state = object.initial();
  for (const { call, output } of order) {
    const effect = object.apply(state, call.operation, call.input);
    if (effect.output !== output) {
      const [input, together, alone] = [call.input, effect.output, output].map(decode);
      throw keysNotIndependent(call.operation, input, together, alone);
    }
    state = effect.state;
  }
  return order;
}

function told(result: ReturnType<typeof search>): Judgement {
  if (result.explained) return { explained: true, order: result.order.map(ordered) };
  return {
    explained: false,
    longestPrefix: result.longestPrefix.map(ordered),
    blocked: result.blocked.map(misfit),
  };
}

const ordered = ({ call, output }: Placed): OrderedCall => ({
  caller: call.caller,
  operation: call.operation,
  input: decode(call.input),
  output: decode(output),
  completed: call.output !== undefined,
});

const misfit = ({ call, output, expected }: BlockedCall): MisfitCall => ({
  ...ordered({ call, output }),
  expected: decode(expected),
});
