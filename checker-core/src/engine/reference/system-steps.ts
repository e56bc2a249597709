/**
 * What a step of a system is: the one definition in the product. User code runs on plain values that
 * are decoded anew for each turn; nothing is remembered between turns.
 */
import type { SystemDefinition } from '../../model/definition.ts';
import type { Network } from '../../model/network.ts';
import { type SystemEvent, systemEvents } from '../../model/system-event.ts';
import { type AnyEnvelope, type Medium, mediumOf } from '../../network/medium.ts';
import type { RecordedHistory } from '../../semantics/recorded-history.ts';
import { type Cast, castOf, type PlacedActor, splitFields } from '../../system/placed-actor.ts';
import { type Recording, recordingsOf } from '../../system/recording.ts';
import {
  type ActorState,
  type FaultsLeft,
  type SystemState,
  spend,
  withActor,
} from '../../system/system-state.ts';
import { decode, encode } from '../../values/canonical.ts';
import { deepFreeze } from '../../values/freeze.ts';
import { type Failure, unhandledMessage } from '../errors.ts';
import { FailedTurn } from './actor-run.ts';
import {
  ActorTurns,
  actorState,
  type Choose,
  type Effect,
  type HistoryEvent,
} from './actor-turns.ts';
import { forEachChoice } from './choice-script.ts';
import type { Outcome } from './steps.ts';

type OnIdle = (action: number) => void;

/** What is to happen: who is to be named for it, and what comes of it. */
export interface Happening {
  readonly by: string;
  readonly event: SystemEvent;
  readonly params: Readonly<Record<string, unknown>>;
  readonly effect: (choose: Choose) => Effect;
  /** The state before, where it is no step if it changes nothing about this actor. */
  readonly idle?: { readonly before: SystemState; readonly actor: PlacedActor };
}

/** What came of a happening under one sequence of choices. */
export interface Happened {
  readonly script: readonly number[];
  readonly choices: readonly string[];
  /** Absent where the turn failed. */
  readonly effect?: Effect;
  readonly failure?: Failure;
  /** The turn ran, and is no step because it changed nothing. */
  readonly isIdle: boolean;
}

/** Takes steps of one system. */
export class SystemSteps {
  readonly cast: Cast;
  readonly recordings: readonly Recording[];
  /** Key paths of the handlers in the order of the actors, then of what the network and faults do. */
  readonly actions: readonly string[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #declaration: SystemDefinition['declaration'];
  readonly #medium: Medium;
  readonly #turns: ActorTurns;
  readonly #mayCrash: ReadonlySet<string>;

  constructor(definition: SystemDefinition, onTurn?: (keyPath: string) => void) {
    const { network, faults } = definition.declaration;
    this.#declaration = definition.declaration;
    this.cast = castOf(definition);
    this.recordings = recordingsOf(definition.properties);
    this.#medium = mediumOf(network);
    this.#turns = new ActorTurns(this.cast, this.recordings, this.#medium, onTurn);
    const addresses = this.cast.actors.map(({ address }) => address);
    this.#mayCrash = new Set<string>(faults ? (faults.of ?? addresses) : []);
    this.actions = this.#actions();
    this.#places = new Map(this.actions.map((keyPath, place) => [keyPath, place]));
  }

  /** The faults of which there is a number. */
  get budgets(): readonly (keyof FaultsLeft)[] {
    const { network, faults } = this.#declaration;
    return [
      ...(isNumber(network.lose) ? (['lose'] as const) : []),
      ...(isNumber(network.duplicate) ? (['duplicate'] as const) : []),
      ...(isNumber(faults?.crashes) ? (['crashes'] as const) : []),
    ];
  }

  /** Whether the declaration allows such an event at all. */
  mayHappen(event: SystemEvent): boolean {
    const { network, faults } = this.#declaration;
    switch (event) {
      case 'lose':
        return network.lose === 'any' || isNumber(network.lose);
      case 'duplicate':
        return isNumber(network.duplicate);
      case 'crash':
        return isNumber(faults?.crashes);
      case 'recover':
        return faults?.recover === true && isNumber(faults.crashes);
      default:
        return true;
    }
  }

  get network(): Network {
    return this.#declaration.network;
  }

  /** The frozen fields of an actor with a canonical text. */
  fieldsOf(text: string): object {
    return this.#turns.fieldsOf(text);
  }

  /** The canonical text of frozen fields, or of a frozen message. */
  textOf(value: unknown): string {
    return this.#turns.textOf(value);
  }

  /** What a delivery or a sending of a message makes of a history. */
  recorded(history: RecordedHistory, place: number, event: HistoryEvent): RecordedHistory {
    const recording = this.recordings[place];
    return recording ? this.#turns.recorded(history, recording, event) : history;
  }

  /** Every state in which the system may begin, once for each sequence of choices. */
  initial(): readonly Outcome[] {
    const origin = { action: -1, by: 'init', params: {} };
    const beginning = { by: 'init', event: 'deliver', params: {} } as const;
    const effect = (choose: Choose) => this.#begin(choose);
    return outcomesOf(origin, this.happened({ ...beginning, effect }));
  }

  /** All steps of a state: by kind, then by role, then by canonical value. */
  successors(state: SystemState, onIdle: OnIdle = () => {}): readonly Outcome[] {
    const happenings = systemEvents.flatMap((event) => [
      ...this.happenings(event, state),
      ...(event === 'lose' ? this.lossesAstray(state) : []),
    ]);
    return happenings.flatMap((happening) => {
      const { by, event, params } = happening;
      const action = this.place(by);
      const origin = { action, by, event, params };
      return outcomesOf(origin, this.happened(happening), () => onIdle(action));
    });
  }

  /** The place of a key path in `actions`; -1 for any other. */
  place(keyPath: string): number {
    return this.#places.get(keyPath) ?? -1;
  }

  /** What can happen to these actors in a state. */
  happenings(
    event: SystemEvent,
    state: SystemState,
    actors: readonly PlacedActor[] = this.cast.actors,
  ): readonly Happening[] {
    const up = actors.filter((actor) => !actorState(state, actor).crashed);
    switch (event) {
      case 'lose':
        return this.#losses(state, actors);
      case 'deliver':
        return this.#deliveries(state, up);
      case 'duplicate':
        return this.#duplicates(state, up);
      case 'timer':
        return this.#timers(state, up);
      case 'crash':
        return this.#crashes(state, up);
      case 'recover':
        return this.#recoveries(state, actors);
    }
  }

  /** Messages to nobody can be lost. */
  lossesAstray(state: SystemState): readonly Happening[] {
    const medium = this.#medium;
    if (!this.#mayLose(state)) return [];
    return medium.deliverable(state.astray).map((envelope) => {
      const astray = medium.remove(state.astray, envelope);
      return this.#lost(envelope, { ...state, astray });
    });
  }

  /** What comes of a happening, once for each sequence of choices that does not disable it. */
  happened({ effect, idle }: Happening): readonly Happened[] {
    const all: Happened[] = [];
    let made: Effect | undefined;
    forEachChoice(
      (choose) => {
        made = undefined;
        made = effect(choose);
      },
      ({ script, choices, disabled, error }) => {
        if (disabled) return;
        if (made === undefined) {
          if (!(error instanceof FailedTurn)) throw error;
          all.push({ script, choices, failure: error.failure, isIdle: false });
          return;
        }
        const isIdle = idle !== undefined && this.#changesNothing(idle, made);
        all.push({ script, choices, effect: made, isIdle });
      },
    );
    return all;
  }

  /** Whether a turn left its actor and the histories as they were, and sent nothing. */
  #changesNothing(
    { before, actor }: NonNullable<Happening['idle']>,
    { state, sent }: Effect,
  ): boolean {
    if (sent.length > 0) return false;
    const [was, is] = [actorState(before, actor), actorState(state, actor)];
    return (
      this.textOf(was.fields) === this.textOf(is.fields) &&
      isSame(was.timers, is.timers) &&
      isSame(before.histories, state.histories)
    );
  }

  #actions(): readonly string[] {
    const { network, faults } = this.#declaration;
    const handlers = this.cast.actors.flatMap(({ keyPath, behavior, address }) => [
      ...Object.keys(behavior.on).map((kind) => `${keyPath}.on.${kind}`),
      ...Object.keys(behavior.onTimer ?? {}).map((timer) => `${keyPath}.onTimer.${timer}`),
      ...(behavior.recover && faults?.recover && this.#mayCrash.has(address)
        ? [`${keyPath}.recover`]
        : []),
    ]);
    const recoversPlainly = this.cast.actors.some(
      ({ address, behavior }) => this.#mayCrash.has(address) && !behavior.recover,
    );
    return [
      ...handlers,
      ...(network.lose === 0 ? [] : ['network.lose']),
      ...((faults?.crashes ?? 0) === 0 ? [] : ['faults.crashes']),
      ...(faults?.crashes && faults.recover && recoversPlainly ? ['faults.recover'] : []),
    ];
  }

  /** All `init` first, then all `start`, each in the order of the roles. */
  #begin(choose: Choose): Effect {
    const { network, faults } = this.#declaration;
    const { actors } = this.cast;
    const left: FaultsLeft = {
      ...(isNumber(network.lose) && { lose: network.lose }),
      ...(isNumber(network.duplicate) && { duplicate: network.duplicate }),
      ...(isNumber(faults?.crashes) && { crashes: faults.crashes }),
    };
    const begun: SystemState = {
      actors: actors.map((actor) => ({
        fields: this.#turns.initialFields(actor, choose),
        inbox: [],
        timers: new Set(),
        crashed: false,
      })),
      astray: [],
      histories: this.recordings.map(() => ({})),
      left,
    };
    let effect: Effect = { state: begun, sent: [] };
    for (const actor of actors) {
      const { start } = actor.behavior;
      if (!start) continue;
      const request = { actor, name: 'start', turn: start };
      const { state, sent, astray } = this.#turns.take(effect.state, request, choose);
      const failure = effect.astray ?? astray;
      effect = { state, sent: [...effect.sent, ...sent], ...(failure && { astray: failure }) };
    }
    return effect;
  }

  #mayLose(state: SystemState): boolean {
    return this.#declaration.network.lose === 'any' || (state.left.lose ?? 0) > 0;
  }

  #lost(envelope: AnyEnvelope, without: SystemState): Happening {
    return {
      by: 'network.lose',
      event: 'lose',
      params: paramsOf(envelope),
      effect: () => ({ state: spend(without, 'lose'), sent: [] }),
    };
  }

  #losses(state: SystemState, actors: readonly PlacedActor[]): readonly Happening[] {
    if (!this.#mayLose(state)) return [];
    return actors.flatMap((actor) =>
      this.#medium
        .deliverable(actorState(state, actor).inbox)
        .map((envelope) => this.#lost(envelope, this.#without(state, actor, envelope))),
    );
  }

  #deliveries(state: SystemState, up: readonly PlacedActor[]): readonly Happening[] {
    return this.#received(state, up, 'deliver', (actor, envelope) =>
      this.#medium.keepsDelivered ? state : this.#without(state, actor, envelope),
    );
  }

  /** Deliveries of messages that stay nevertheless. */
  #duplicates(state: SystemState, up: readonly PlacedActor[]): readonly Happening[] {
    if (!state.left.duplicate) return [];
    return this.#received(state, up, 'duplicate', () => spend(state, 'duplicate'));
  }

  /** `taken` is the state when the message has been taken off the network. */
  #received(
    state: SystemState,
    up: readonly PlacedActor[],
    event: 'deliver' | 'duplicate',
    taken: (actor: PlacedActor, envelope: AnyEnvelope) => SystemState,
  ): readonly Happening[] {
    return up.flatMap((actor) =>
      this.#medium.deliverable(actorState(state, actor).inbox).map((envelope): Happening => {
        const name = `on.${kindOf(envelope)}`;
        return {
          by: `${actor.keyPath}.${name}`,
          event,
          params: paramsOf(envelope),
          effect: (choose) => {
            const before = this.#turns.record(taken(actor, envelope), envelope);
            const turn = handlerOf(actor, envelope);
            return this.#turns.take(before, { actor, name, turn, received: envelope }, choose);
          },
          ...(!this.#medium.uncovers && { idle: { before: state, actor } }),
        };
      }),
    );
  }

  #timers(state: SystemState, up: readonly PlacedActor[]): readonly Happening[] {
    return up.flatMap((actor) => {
      const before = actorState(state, actor);
      return [...before.timers].map((timer): Happening => {
        const name = `onTimer.${timer}`;
        const turn = actor.behavior.onTimer?.[timer];
        if (!turn) throw new Error(`Internal error: the timer ${timer} has no turn.`);
        const timers = new Set([...before.timers].filter((other) => other !== timer));
        const disarmed = withActor(state, actor.index, { ...before, timers });
        return {
          by: `${actor.keyPath}.${name}`,
          event: 'timer',
          params: { actor: actor.address, timer },
          effect: (choose) => this.#turns.take(disarmed, { actor, name, turn }, choose),
          idle: { before: state, actor },
        };
      });
    });
  }

  #crashes(state: SystemState, up: readonly PlacedActor[]): readonly Happening[] {
    if (!state.left.crashes) return [];
    return up
      .filter(({ address }) => this.#mayCrash.has(address))
      .map((actor) => ({
        by: 'faults.crashes',
        event: 'crash',
        params: { actor: actor.address },
        effect: (choose) => {
          const { inbox, fields } = actorState(state, actor);
          const crashed: ActorState = {
            fields: this.#afterCrash(actor, fields, choose),
            inbox,
            timers: new Set(),
            crashed: true,
          };
          return { state: spend(withActor(state, actor.index, crashed), 'crashes'), sent: [] };
        },
      }));
  }

  /** Durable fields stay; the others become what `init` gives, which may choose. */
  #afterCrash(actor: PlacedActor, fields: unknown, choose: Choose): unknown {
    if (!actor.declaration.volatile) return fields;
    const fresh = splitFields(actor, this.#turns.initialFields(actor, choose));
    // The fields of an actor are a record: its turns are checked for that.
    return { ...splitFields(actor, fields as object).durable, ...fresh.volatile };
  }

  #recoveries(state: SystemState, actors: readonly PlacedActor[]): readonly Happening[] {
    if (!this.#declaration.faults?.recover) return [];
    return actors
      .filter((actor) => actorState(state, actor).crashed)
      .map((actor) => {
        const up = { ...actorState(state, actor), crashed: false };
        const before = withActor(state, actor.index, up);
        const turn = actor.behavior.recover;
        return {
          by: turn ? `${actor.keyPath}.recover` : 'faults.recover',
          event: 'recover',
          params: { actor: actor.address },
          effect: (choose) =>
            turn
              ? this.#turns.take(before, { actor, name: 'recover', turn }, choose)
              : { state: before, sent: [] },
        };
      });
  }

  #without(state: SystemState, actor: PlacedActor, envelope: AnyEnvelope): SystemState {
    const { inbox, ...rest } = actorState(state, actor);
    const after = { ...rest, inbox: this.#medium.remove(inbox, envelope) };
    return withActor(state, actor.index, after);
  }
}

function isNumber(budget: unknown): budget is number {
  return typeof budget === 'number' && budget > 0;
}

/** Mostly it is the same object: then nothing is written down. */
function isSame(before: unknown, after: unknown): boolean {
  return before === after || encode(before) === encode(after);
}

/** Without those that are no steps. */
function outcomesOf(
  origin: Pick<Outcome, 'action' | 'by' | 'event' | 'params'>,
  happened: readonly Happened[],
  onIdle: () => void = () => {},
): readonly Outcome[] {
  return happened.flatMap(({ script, choices, effect, failure, isIdle }) => {
    const base = { ...origin, script, choices };
    if (!effect) return [{ ...base, ...(failure && { failure }) }];
    if (isIdle) {
      onIdle();
      return [];
    }
    const { state, sent, astray } = effect;
    return [{ ...base, sent, key: encode(state), ...(astray && { failure: astray }) }];
  });
}

/** The state of a system with this canonical text, frozen. */
export function stateOf(key: string): SystemState {
  // Only systems make these texts, and they make them of such states.
  return deepFreeze(decode(key)) as SystemState;
}

function handlerOf({ keyPath, address, behavior }: PlacedActor, envelope: AnyEnvelope) {
  const kind = kindOf(envelope);
  const handler = Object.hasOwn(behavior.on, kind) ? behavior.on[kind] : undefined;
  if (handler) return handler;
  throw new FailedTurn(unhandledMessage(`${keyPath}.on.${kind}`, address, envelope.from, kind));
}

function kindOf({ message }: AnyEnvelope): string {
  return (message as { readonly kind: string }).kind;
}

function paramsOf({ from, to, message }: AnyEnvelope): Readonly<Record<string, unknown>> {
  return { from, to, message };
}
