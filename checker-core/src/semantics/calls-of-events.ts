import { decode, encode } from '../values/canonical.ts';
import { printValue } from '../values/print.ts';
import { RefusedValue } from '../values/refused-value.ts';
import type { Call } from './call.ts';
import { MalformedHistory } from './malformed-history.ts';
import type { ReferenceObject } from './reference-object.ts';

/** An event as it may come from a log, where nothing has checked it. */
export interface AnyEvent {
  readonly caller?: unknown;
  readonly invoke?: unknown;
  readonly response?: unknown;
  readonly input?: unknown;
  readonly output?: unknown;
  readonly time?: unknown;
}

type OpenCall = Omit<Call, 'output' | 'answered'>;

interface Timed {
  readonly event: AnyEvent;
  readonly index: number;
  readonly moment: number;
}

/**
 * The calls that these events tell of. Throws `MalformedHistory` where they tell none.
 *
 * Events at the same time have no order but that of each caller: a call that was answered at the very
 * time at which another was invoked overlaps it.
 */
export function callsOfEvents(events: readonly AnyEvent[], object: ReferenceObject): Call[] {
  const calls: Call[] = [];
  const open = new Map<string, OpenCall>();
  for (const { event, index, moment } of timed(events)) {
    const { caller } = event;
    if (typeof caller !== 'string') {
      throw new MalformedHistory(
        index,
        `caller is ${printValue(caller, 60)}; it must be a string.`,
      );
    }
    const pending = open.get(caller);
    if (event.invoke !== undefined) {
      if (pending !== undefined) throw busy(index, pending, event.invoke);
      open.set(caller, invoked(event, caller, index, moment, object));
      continue;
    }
    if (pending === undefined || pending.operation !== event.response) {
      throw stray(index, caller, event.response, pending);
    }
    open.delete(caller);
    calls.push({ ...pending, output: data(index, 'output', event.output), answered: moment + 1 });
  }
  const unanswered = { output: undefined, answered: Number.POSITIVE_INFINITY };
  return [...calls, ...[...open.values()].map((call) => ({ ...call, ...unanswered }))];
}

/** The events in the order of their times, with equal moments for equal times. */
function timed(events: readonly AnyEvent[]): Timed[] {
  const withTime = events.findIndex(({ time }) => time !== undefined);
  if (withTime === -1) return events.map((event, index) => ({ event, index, moment: index }));
  const sorted = events.map((event, index) => {
    const { time } = event;
    if (typeof time === 'number' && !Number.isNaN(time)) return { event, index, time };
    const other = `event ${withTime} has a time, so each must have one, as a number`;
    throw new MalformedHistory(index, `time is ${printValue(time, 60)}, but ${other}.`);
  });
  sorted.sort((a, b) => a.time - b.time);
  let moment = 0;
  return sorted.map(({ event, index, time }, i) => {
    if (i > 0 && time !== sorted[i - 1]?.time) moment += 1;
    return { event, index, moment };
  });
}

function invoked(
  { invoke, input = {} }: AnyEvent,
  caller: string,
  index: number,
  moment: number,
  object: ReferenceObject,
): OpenCall {
  if (typeof invoke !== 'string' || !object.operations.includes(invoke)) {
    const known = object.operations.join(', ');
    const message = `${printValue(invoke, 60)} is no operation of the reference object; it has ${known}.`;
    throw new MalformedHistory(index, message);
  }
  const text = data(index, 'input', input);
  const fault = object.inputFault(invoke, decode(text));
  if (fault !== undefined) {
    throw new MalformedHistory(index, `${invoke} cannot take this input: ${fault}.`);
  }
  return { caller, operation: invoke, input: text, invoked: moment };
}

function data(index: number, what: string, value: unknown): string {
  try {
    return encode(value);
  } catch (error) {
    if (!(error instanceof RefusedValue)) throw error;
    throw new MalformedHistory(index, `its ${what} is not plain data: ${error.message}.`);
  }
}

function busy(index: number, { caller, operation }: OpenCall, invoke: unknown) {
  return new MalformedHistory(
    index,
    `${caller} invokes ${String(invoke)} while its ${operation} is pending; a caller does one operation at a time. If the response to ${operation} never came, let the events after it name another caller.`,
  );
}

function stray(index: number, caller: string, response: unknown, pending: OpenCall | undefined) {
  if (response === undefined) {
    const message = 'it has neither invoke nor response, which would name an operation.';
    return new MalformedHistory(index, message);
  }
  const state = pending === undefined ? 'no call' : `its ${pending.operation}`;
  return new MalformedHistory(
    index,
    `a response to ${String(response)} comes to ${caller}, which has ${state} pending. Leave out what was answered before, and record each call where it begins.`,
  );
}
