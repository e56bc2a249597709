import { decode, encode } from '../values/canonical.ts';
import { RefusedValue } from '../values/refused-value.ts';
import type { Call } from './call.ts';
import {
  busyCaller,
  inputOutsideSchema,
  nameless,
  notPlainData,
  strayResponse,
  timeMissing,
  unknownCaller,
  unknownOperation,
} from './errors.ts';
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
 * The calls that these events tell of, those of each caller in their order. Throws
 * `MalformedHistory` where they tell none.
 *
 * Events at the same time have no order but that of each caller: a call that was answered at the very
 * time at which another was invoked overlaps it.
 */
export function callsOfEvents(events: readonly AnyEvent[], object: ReferenceObject): Call[] {
  const calls: Call[] = [];
  const open = new Map<string, OpenCall>();
  for (const { event, index, moment } of timed(events)) {
    const { caller } = event;
    if (typeof caller !== 'string') throw unknownCaller(index, caller);
    const pending = open.get(caller);
    if (event.invoke !== undefined) {
      if (pending !== undefined) throw busyCaller(index, caller, pending.operation, event.invoke);
      open.set(caller, invoked(event, caller, index, moment, object));
      continue;
    }
    if (event.response === undefined) throw nameless(index);
    if (pending === undefined || pending.operation !== event.response) {
      throw strayResponse(index, caller, event.response, pending?.operation);
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
    throw timeMissing(index, time, withTime);
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
    throw unknownOperation(index, invoke, object.operations);
  }
  const text = data(index, 'input', input);
  const fault = object.inputFault(invoke, decode(text));
  if (fault !== undefined) throw inputOutsideSchema(index, invoke, fault);
  return { caller, operation: invoke, input: text, invoked: moment };
}

function data(index: number, what: string, value: unknown): string {
  try {
    return encode(value);
  } catch (error) {
    if (!(error instanceof RefusedValue)) throw error;
    throw notPlainData(index, what, error);
  }
}
