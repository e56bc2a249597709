import type { AnyObservation } from '../../model/definition.ts';
import type { AnyEnvelope, Medium } from '../../network/medium.ts';
import type { RecordedHistory } from '../../semantics/recorded-history.ts';
import { type Cast, type PlacedActor, splitFields } from '../../system/placed-actor.ts';
import {
  type Recording,
  recordDelivered,
  recordSent,
  SecondInvocation,
} from '../../system/recording.ts';
import { type SystemState, withActor } from '../../system/system-state.ts';
import { decode, encode } from '../../values/canonical.ts';
import { RefusedValue } from '../../values/refused-value.ts';
import { type Failure, notData, outsideSchema, secondInvocation } from '../errors.ts';
import { ActorRun, FailedTurn, failedTurn } from './actor-run.ts';
import { KnownData } from './known-data.ts';
import { type SchemaIssue, schemaIssue } from './state-schema.ts';

/** Picks one of some options. */
export type Choose = (options: Iterable<unknown>) => unknown;

/** What a turn made of a state. */
export interface Effect {
  readonly state: SystemState;
  /** What it sent, in this order. */
  readonly sent: readonly AnyEnvelope[];
  /** That it sent something to an address at which there is no actor. */
  readonly astray?: Failure;
}

/** What may be an event of a history. */
export interface HistoryEvent {
  readonly kind: 'sent' | 'delivered';
  readonly envelope: AnyEnvelope;
}

/** A turn that is to run. */
export interface TurnRequest {
  readonly actor: PlacedActor;
  /** The function: `on.vote`, `start`. */
  readonly name: string;
  readonly turn: (state: unknown, ...rest: readonly unknown[]) => unknown;
  readonly received?: AnyEnvelope;
}

/** Runs the functions of a system's actors on its states. All methods throw `FailedTurn`. */
export class ActorTurns {
  readonly #cast: Cast;
  readonly #recordings: readonly Recording[];
  readonly #medium: Medium;
  readonly #onTurn: ((keyPath: string) => void) | undefined;
  readonly #data = new KnownData();

  constructor(
    cast: Cast,
    recordings: readonly Recording[],
    medium: Medium,
    onTurn: ((keyPath: string) => void) | undefined,
  ) {
    this.#cast = cast;
    this.#recordings = recordings;
    this.#medium = medium;
    this.#onTurn = onTurn;
  }

  /** The fields that `init` gives an actor. */
  initialFields({ keyPath, behavior, ...actor }: PlacedActor, choose: Choose): object {
    const at = `${keyPath}.init`;
    this.#onTurn?.(at);
    try {
      const fields = behavior.init(actor.props, Object.freeze({ choose }));
      return this.#kept(actor, at, textOf(at, fields));
    } catch (error) {
      throw failedTurn(at, error);
    }
  }

  /** Runs one turn of an actor: its changes, its messages and its timers take effect together. */
  take(state: SystemState, request: TurnRequest, choose: Choose): Effect {
    const { actor, name, turn, received } = request;
    const keyPath = `${actor.keyPath}.${name}`;
    const { fields, ...rest } = actorState(state, actor);
    const { timers } = rest;
    const cast = this.#cast;
    const run = new ActorRun({
      cast,
      actor,
      keyPath,
      timers,
      choose,
      data: this.#data,
      ...(received && { received }),
    });
    const before = this.#data.textOf(fields);
    const draft = decode(before);
    this.#onTurn?.(keyPath);
    run.run(turn, draft);
    const made = textOf(keyPath, draft);
    const kept = made === before ? fields : this.#kept(actor, keyPath, made);
    const changed = { ...rest, fields: kept, timers: run.timers };
    const after = run.sent.reduce(
      (before, envelope) => this.#send(before, envelope),
      withActor(state, actor.index, changed),
    );
    return { state: after, sent: run.sent, ...(run.astray && { astray: run.astray }) };
  }

  /** The state with the histories to which a delivery is a response. */
  record(state: SystemState, envelope: AnyEnvelope): SystemState {
    return this.#recorded(state, { kind: 'delivered', envelope });
  }

  /** What an event makes of one history. */
  recorded(
    history: RecordedHistory,
    recording: Recording,
    { kind, envelope }: HistoryEvent,
  ): RecordedHistory {
    const record = kind === 'sent' ? recordSent : recordDelivered;
    try {
      return record(history, recording, envelope, this.#observe);
    } catch (error) {
      if (!(error instanceof SecondInvocation)) throw error;
      const { caller, operation, pending } = error;
      throw new FailedTurn(secondInvocation(recording.keyPath, caller, operation, pending));
    }
  }

  #send(state: SystemState, envelope: AnyEnvelope): SystemState {
    const after = this.#recorded(state, { kind: 'sent', envelope });
    const receiver = this.#cast.at(envelope.to);
    if (!receiver) return { ...after, astray: this.#medium.add(after.astray, envelope) };
    const { inbox, ...rest } = actorState(after, receiver);
    return withActor(after, receiver.index, { ...rest, inbox: this.#medium.add(inbox, envelope) });
  }

  #recorded(state: SystemState, event: HistoryEvent): SystemState {
    if (state.histories.length === 0) return state;
    const histories = state.histories.map((history, i) => {
      const recording = this.#recordings[i];
      return recording ? this.recorded(history, recording, event) : history;
    });
    return { ...state, histories };
  }

  readonly #observe = (keyPath: string, { extract }: AnyObservation, message: unknown): unknown => {
    this.#onTurn?.(keyPath);
    try {
      const value = extract(message);
      textOf(keyPath, value);
      return value;
    } catch (error) {
      throw failedTurn(keyPath, error);
    }
  };

  /** The fields with a canonical text as they are kept: data that its schemas allow, by themselves. */
  #kept(
    actor: Pick<PlacedActor, 'declaration' | 'durableFields'>,
    keyPath: string,
    text: string,
  ): object {
    const fields = this.fieldsOf(text);
    const issue = this.#data.misfit(text, actor.declaration, () => fieldsIssue(actor, fields));
    if (issue) throw new FailedTurn(outsideSchema(keyPath, issue.path, issue.what));
    return fields;
  }

  /** The frozen fields with a canonical text. */
  fieldsOf(text: string): object {
    // Fields are objects, and so are their texts.
    return this.#data.valueOf(text) as object;
  }

  /** The canonical text of frozen fields, or of a frozen message. */
  textOf(value: unknown): string {
    return this.#data.textOf(value);
  }
}

function textOf(keyPath: string, draft: unknown): string {
  try {
    return encode(draft);
  } catch (error) {
    if (!(error instanceof RefusedValue)) throw error;
    throw new FailedTurn(notData(keyPath, error.path, error.what));
  }
}

/** The state of one actor. */
export function actorState(state: SystemState, { index }: Pick<PlacedActor, 'index'>) {
  const actor = state.actors[index];
  if (!actor) throw new Error('Internal error: a state lacks one of its actors.');
  return actor;
}

function fieldsIssue(
  actor: Pick<PlacedActor, 'declaration' | 'durableFields'>,
  fields: unknown,
): SchemaIssue | undefined {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    return { path: '', what: 'an actor has a record of fields as its state' };
  }
  const parts = splitFields(actor, fields);
  for (const part of ['durable', 'volatile'] as const) {
    const schema = actor.declaration[part];
    const issue = schema
      ? schemaIssue(schema, parts[part], encode(parts[part]))
      : undeclared(parts[part]);
    if (issue) return issue;
  }
  return undefined;
}

function undeclared(fields: object): SchemaIssue | undefined {
  const [stranger] = Object.keys(fields);
  return stranger === undefined
    ? undefined
    : { path: stranger, what: 'the schema has no such key' };
}
