/** Turns the messages that are sent and delivered into histories, one event after the other. */
import type { AnyObservation, AnyRecorder, AnySystemProperties } from '../model/definition.ts';
import type { AnyEnvelope } from '../network/medium.ts';
import type { RecordedCaller, RecordedHistory } from '../semantics/recorded-history.ts';
import { decode, encode } from '../values/canonical.ts';
import { deepFreeze } from '../values/freeze.ts';

/** A history that is a part of the state. */
export interface Recording {
  /** The name of the property that declares it. */
  readonly name: string;
  /** Its key path: `linearizable.register`. */
  readonly keyPath: string;
  readonly recorder: AnyRecorder;
}

/** The histories of a system in declaration order. One that two properties share is one history. */
export function recordingsOf(properties: AnySystemProperties): readonly Recording[] {
  const recordings = new Map<AnyRecorder, Recording>();
  for (const kind of ['linearizable', 'sequentiallyConsistent'] as const) {
    for (const [name, recorder] of Object.entries(properties[kind] ?? {})) {
      if (recordings.has(recorder)) continue;
      const isTaken = [...recordings.values()].some((other) => other.name === name);
      const keyPath = `${kind}.${name}`;
      recordings.set(recorder, { name: isTaken ? keyPath : name, keyPath, recorder });
    }
  }
  return [...recordings.values()];
}

/** Thrown when a caller invokes an operation before its last one is answered. */
export class SecondInvocation extends Error {
  readonly caller: string;
  readonly operation: string;
  readonly pending: string;

  constructor(caller: string, operation: string, pending: string) {
    super(`${caller} invokes ${operation} while its ${pending} is pending`);
    this.caller = caller;
    this.operation = operation;
    this.pending = pending;
  }
}

/** Asks an observation what a message says; `keyPath` names it. */
export type Observe = (keyPath: string, observation: AnyObservation, message: unknown) => unknown;

/** The history after a message was sent: it may begin a call of its sender. */
export function recordSent(
  history: RecordedHistory,
  { recorder, keyPath }: Recording,
  { from, message }: AnyEnvelope,
  observe: Observe,
): RecordedHistory {
  let after = history;
  for (const [operation, { invoke }] of Object.entries(recorder.calls)) {
    if (invoke.kind !== kindOf(message)) continue;
    const input = copied(observe(`${keyPath}.${operation}.invoke`, invoke, message));
    const { completed, pending } = callerOf(after, from);
    if (pending) throw new SecondInvocation(from, operation, pending.operation);
    const call = { operation, input, after: completedBy(after, from) };
    after = { ...after, [from]: { completed, pending: call } };
  }
  return after;
}

/** The history after a message was delivered: it may end the call that its receiver waits for. */
export function recordDelivered(
  history: RecordedHistory,
  { recorder, keyPath }: Recording,
  { to, message }: AnyEnvelope,
  observe: Observe,
): RecordedHistory {
  const { completed, pending } = callerOf(history, to);
  if (!pending) return history;
  const { operation } = pending;
  const response = recorder.calls[operation]?.response;
  if (!response || response.kind !== kindOf(message)) return history;
  const output = copied(observe(`${keyPath}.${operation}.response`, response, message));
  return { ...history, [to]: { completed: [...completed, { ...pending, output }], pending: null } };
}

function callerOf(history: RecordedHistory, caller: string): RecordedCaller {
  return Object.hasOwn(history, caller)
    ? (history[caller] as RecordedCaller)
    : { completed: [], pending: null };
}

/** How many calls of every other caller are completed; those without any are left out. */
function completedBy(history: RecordedHistory, caller: string): Record<string, number> {
  const counts = Object.entries(history)
    .filter(([other, { completed }]) => other !== caller && completed.length > 0)
    .map(([other, { completed }]) => [other, completed.length]);
  return Object.fromEntries(counts);
}

function kindOf(message: unknown): unknown {
  return (message as { readonly kind: unknown }).kind;
}

function copied(value: unknown): unknown {
  return deepFreeze(decode(encode(value)));
}
