import type { AnyEnvelope } from '../../network/medium.ts';
import type { Cast, PlacedActor } from '../../system/placed-actor.ts';
import { decode, encode } from '../../values/canonical.ts';
import { deepFreeze, isMutationOfFrozen } from '../../values/freeze.ts';
import { RefusedValue } from '../../values/refused-value.ts';
import {
  changedMessage,
  type Failure,
  messageNotData,
  messageOutsideSchema,
  placedAtCall,
  threw,
  turnIsOver,
  undeclaredTimer,
  unknownAddress,
  unknownKind,
  wrongResult,
} from '../errors.ts';
import type { KnownData } from './known-data.ts';
import { schemaIssue } from './state-schema.ts';

/** Thrown to end a turn that failed. */
export class FailedTurn extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'FailedTurn';
    this.failure = failure;
  }
}

/** What a turn of an actor is begun with. */
export interface RunStart {
  readonly cast: Cast;
  readonly actor: PlacedActor;
  /** The function that runs. */
  readonly keyPath: string;
  /** The timers that are armed when it begins. */
  readonly timers: ReadonlySet<string>;
  readonly choose: (options: Iterable<unknown>) => unknown;
  readonly data: KnownData;
  /** The message that the turn handles, if it does. */
  readonly received?: AnyEnvelope;
}

/** One turn of an actor: hands out the turn's object and gathers what it is asked to do. */
export class ActorRun {
  readonly #start: RunStart;
  readonly sent: AnyEnvelope[] = [];
  readonly timers: Set<string>;
  /** The first send to an address at which there is no actor: reported, but not in the way. */
  astray: Failure | undefined;
  /** The first thing that must not be done, whether the turn has caught its exception or not. */
  #misuse: FailedTurn | undefined;
  #over = false;

  constructor(start: RunStart) {
    this.#start = start;
    this.timers = new Set(start.timers);
  }

  /** Runs a function of the actor on a draft. Throws `FailedTurn` for whatever it does wrong. */
  run(turn: (state: unknown, ...rest: readonly unknown[]) => unknown, draft: unknown): void {
    const { keyPath, received, data } = this.#start;
    const handed = this.#handed();
    let result: unknown;
    try {
      result = received
        ? turn(draft, deepFreeze(decode(data.textOf(received.message))), handed)
        : turn(draft, handed);
    } catch (error) {
      throw this.#misuse ?? failedTurn(keyPath, error);
    } finally {
      this.#over = true;
    }
    if (this.#misuse) throw this.#misuse;
    if (result === undefined) return;
    const expected = 'nothing, and change its draft in place';
    throw new FailedTurn(wrongResult(keyPath, result, expected));
  }

  /** The object that the turn works with. Its functions may be taken off it. */
  #handed(): object {
    const { actor, choose, received } = this.#start;
    const send = (to: string, message: unknown) => this.#send(to, message);
    return Object.freeze({
      self: actor.address,
      props: actor.props,
      choose: (options: Iterable<unknown>) => {
        this.#assertRunning('choose');
        return choose(options);
      },
      send,
      broadcast: (to: Iterable<string>, message: unknown) => {
        for (const receiver of to) send(receiver, message);
      },
      setTimer: (timer: string) => {
        this.#timersFor('setTimer', timer).add(timer);
      },
      cancelTimer: (timer: string) => {
        this.#timersFor('cancelTimer', timer).delete(timer);
      },
      ...(received && {
        sender: received.from,
        reply: (message: unknown) => send(received.from, message),
      }),
    });
  }

  #send(to: string, message: unknown): void {
    const { cast, actor, keyPath } = this.#start;
    this.#assertRunning('send');
    const copy = this.#copied(message);
    this.sent.push({ from: actor.address, to, message: copy });
    if (cast.at(to)) return;
    const addresses = cast.actors.map(({ address }) => address);
    this.astray ??= placedAtCall(unknownAddress(keyPath, kindOf(copy), to, addresses));
  }

  /** The message as it is now: what the turn changes later does not reach it. */
  #copied(message: unknown): unknown {
    const { actor, keyPath, data } = this.#start;
    let text: string;
    try {
      text = encode(message);
    } catch (error) {
      if (!(error instanceof RefusedValue)) throw error;
      throw this.#misused(messageNotData(keyPath, error.path, error.what));
    }
    const copy = data.valueOf(text);
    const kind = kindOf(copy);
    const schema = actor.messageSchemas.get(kind);
    if (!schema) throw this.#misused(unknownKind(keyPath, kind, [...actor.messageSchemas.keys()]));
    const issue = data.misfit(text, schema, () => {
      const { kind: _, ...fields } = copy as Readonly<Record<string, unknown>>;
      return schemaIssue(schema, fields, encode(fields));
    });
    if (issue) throw this.#misused(messageOutsideSchema(keyPath, kind, issue.path, issue.what));
    return copy;
  }

  #timersFor(what: string, timer: string): Set<string> {
    const { actor, keyPath } = this.#start;
    this.#assertRunning(what);
    const declared = Object.keys(actor.declaration.timers ?? {});
    if (!declared.includes(timer)) throw this.#misused(undeclaredTimer(keyPath, timer, declared));
    return this.timers;
  }

  /** A turn's object that is kept beyond the turn does nothing any more. */
  #assertRunning(what: string): void {
    if (!this.#over) return;
    throw new FailedTurn(placedAtCall(turnIsOver(this.#start.keyPath, what)));
  }

  #misused(failure: Failure): FailedTurn {
    this.#misuse ??= new FailedTurn(placedAtCall(failure));
    return this.#misuse;
  }
}

/** The failure of a function that threw; messages and props are frozen. */
export function failedTurn(keyPath: string, error: unknown): FailedTurn {
  if (error instanceof FailedTurn) return error;
  const isMutation = error instanceof Error && isMutationOfFrozen(error);
  return new FailedTurn(isMutation ? changedMessage(keyPath, error) : threw(keyPath, error));
}

function kindOf(message: unknown): string {
  const isObject = typeof message === 'object' && message !== null && 'kind' in message;
  return isObject ? String(message.kind) : String(message);
}
