import type { SystemEvent } from '../../../model/report.ts';
import { type AnyEnvelope, type Inbox, type Medium, mediumFor } from '../../../network/medium.ts';
import type { RecordedHistory } from '../../../semantics/recorded-history.ts';
import type { PlacedActor } from '../../../system/placed-actor.ts';
import type { ActorState, FaultsLeft, SystemState } from '../../../system/system-state.ts';
import { decode, encode, endOf } from '../../../values/canonical.ts';
import { deepFreeze } from '../../../values/freeze.ts';
import type { Effect, HistoryEvent } from '../../reference/actor-turns.ts';
import {
  type Happened,
  type Happening,
  type SystemSteps,
  systemEvents,
} from '../../reference/system-steps.ts';
import type { Origin, TurnSurroundings } from '../fronts/front.ts';
import type { SystemSlots } from '../fronts/system-slots.ts';
import type { IdSource } from '../shape/slot-values.ts';
import { type Leaf, leafKind } from './leaves.ts';
import { numberOf, Operations } from './operations.ts';

/** A message that may be delivered or lost. */
interface Message {
  readonly number: number;
  readonly text: string;
  readonly envelope: AnyEnvelope;
}

/** One result of something that happened, as leaves. */
interface Made {
  readonly leaf: number;
  /** Operations on histories that decide whether it is a step; undefined where that is clear. */
  readonly decides?: readonly number[];
  /** Taken instead where it is none. */
  readonly idle?: number;
}

/** The budget that each event spends, if that is a number. */
export const budgetOf: Readonly<Partial<Record<SystemEvent, keyof FaultsLeft>>> = {
  lose: 'lose',
  duplicate: 'duplicate',
  crash: 'crashes',
};

const blank: ActorState = deepFreeze({
  fields: undefined,
  inbox: [],
  timers: new Set<string>(),
  crashed: false,
});

/** Makes leaves of what happens to single actors, once for each reading of their slots. */
export class SystemLeaves {
  readonly origins: Origin[] = [];
  readonly operations: Operations;
  readonly #around: TurnSurroundings;
  readonly #steps: SystemSteps;
  readonly #slots: SystemSlots;
  readonly #originNumbers = new Map<string, number>();
  readonly #made = new Map<string, readonly Made[]>();
  /** Inboxes are changed as texts, which takes less time than as values. */
  readonly #medium: Medium<string>;
  readonly #messages = new Map<string, Message>();
  /** What can be delivered of each inbox of each slot. */
  readonly #deliverables: (readonly Message[])[][] = [];

  constructor(around: TurnSurroundings, steps: SystemSteps, slots: SystemSlots) {
    this.#around = around;
    this.#steps = steps;
    this.#slots = slots;
    this.operations = new Operations(around);
    const queues = new Map<string, string>();
    this.#medium = mediumFor(steps.network, {
      text: (envelope) => envelope,
      queue: (envelope) => {
        let queue = queues.get(envelope);
        if (queue === undefined) {
          const { from, to } = decode(envelope) as AnyEnvelope;
          queue = encode([to, from]);
          queues.set(envelope, queue);
        }
        return queue;
      },
    });
  }

  /** What can happen to an actor by itself: timers, crash, recovery. */
  alone(event: SystemEvent, actor: PlacedActor, ids: IdSource): readonly number[] {
    return this.#of(event, actor, ids, undefined).map(({ leaf }) => leaf);
  }

  /**
   * What can happen to the messages of an actor; undefined where it depends on histories that are not
   * known.
   */
  received(
    event: SystemEvent,
    actor: PlacedActor,
    ids: IdSource,
    knowsHistories: boolean,
  ): readonly number[] | undefined {
    const { inbox } = this.#slotsOf(actor);
    const leaves: number[] = [];
    for (const message of this.#deliverable(inbox, ids.id(inbox))) {
      for (const { leaf, decides, idle } of this.#of(event, actor, ids, message)) {
        if (decides && !knowsHistories) return undefined;
        const isIdle = decides?.every((operation) =>
          this.operations.leaves(operation, (slot) => ids.id(slot)),
        );
        leaves.push(isIdle && idle !== undefined ? idle : leaf);
      }
    }
    return leaves;
  }

  /** Losses of messages to nobody. */
  astray(ids: IdSource): readonly number[] {
    const { astray, left } = this.#slots;
    return this.#deliverable(astray, ids.id(astray)).flatMap(({ text, envelope }) => {
      const state = this.#reduced(undefined, { astray: [envelope] }, 'lose');
      return this.#steps.lossesAstray(state).map((happening) => {
        const operations = [
          this.#take(astray, text),
          ...(left.lose === undefined ? [] : [this.#spend(left.lose)]),
        ];
        const order = this.#steps.cast.actors.length;
        return this.#add(happening, { script: [], choices: [] }, { operations, order });
      });
    });
  }

  #of(
    event: SystemEvent,
    actor: PlacedActor,
    ids: IdSource,
    message: Message | undefined,
  ): readonly Made[] {
    const { fields, timers, crashed } = this.#slotsOf(actor);
    const read = `${ids.id(fields)} ${ids.id(timers)} ${ids.id(crashed)}`;
    const name = `${event} ${actor.index} ${read} ${message?.number}`;
    let made = this.#made.get(name);
    if (!made) {
      const own = this.#stateOf(actor, ids, message ? [message.envelope] : []);
      const state = this.#reduced(actor, { own }, event);
      made = this.#steps
        .happenings(event, state, [actor])
        .flatMap((happening) =>
          this.#steps
            .happened(happening)
            .map((happened) => this.#make(happening, happened, actor, own, message)),
        );
      this.#made.set(name, made);
    }
    return made;
  }

  #make(
    happening: Happening,
    happened: Happened,
    actor: PlacedActor,
    own: ActorState,
    message: Message | undefined,
  ): Made {
    const { event } = happening;
    const { effect, failure, isIdle } = happened;
    const order = systemEvents.indexOf(event) * (this.#steps.cast.actors.length + 1) + actor.index;
    const histories = this.#historyOperations(event, effect?.sent ?? [], message?.envelope);
    if (!effect) {
      // A history may have failed before: then the plain turn tells why.
      const why = histories.length === 0 && failure ? { failure } : {};
      return { leaf: this.#add(happening, happened, { kind: leafKind.failed, order, ...why }) };
    }
    const idle = () => this.#add(happening, happened, { kind: leafKind.idle, order });
    if (isIdle && histories.length === 0) return { leaf: idle() };
    const operations = [
      ...this.#inboxOperations(event, actor, effect.sent, message),
      ...histories,
      ...this.#budgetOperations(event),
    ];
    const leaf = this.#add(happening, happened, {
      order,
      operations,
      writes: this.#writes(actor, own, effect),
      ...(effect.astray && { kind: leafKind.failedStep, failure: effect.astray }),
    });
    return isIdle ? { leaf, decides: histories, idle: idle() } : { leaf };
  }

  #add(
    { by, event, params }: Happening,
    { script, choices }: Pick<Happened, 'script' | 'choices'>,
    more: Partial<Leaf>,
  ): number {
    const action = this.#steps.place(by);
    const name = encode([by, event, params]);
    const instance = this.#originNumbers.get(name) ?? this.origins.length;
    if (instance === this.origins.length) {
      this.#originNumbers.set(name, instance);
      this.origins.push({ action, by, event, params });
    }
    const plain = { kind: leafKind.step, writes: [] };
    return this.#around.leaves.add({ ...plain, instance, action, script, choices, ...more });
  }

  /** What a turn made of the slots that it has read. */
  #writes(actor: PlacedActor, before: ActorState, { state }: Effect): readonly number[] {
    const slots = this.#slotsOf(actor);
    const after = state.actors[actor.index] ?? before;
    const texts = [
      ['fields', this.#steps.textOf(before.fields), this.#steps.textOf(after.fields)],
      ['timers', encode(before.timers), encode(after.timers)],
      ['crashed', encode(before.crashed), encode(after.crashed)],
    ] as const;
    return texts.flatMap(([part, was, is]) =>
      was === is ? [] : [slots[part], numberOf(this.#around, slots[part], is)],
    );
  }

  #inboxOperations(
    event: SystemEvent,
    actor: PlacedActor,
    sent: readonly AnyEnvelope[],
    message: Message | undefined,
  ): readonly number[] {
    const { cast } = this.#steps;
    const own = this.#slotsOf(actor).inbox;
    const isTaken =
      message && (event === 'lose' || (event === 'deliver' && !this.#medium.keepsDelivered));
    const added = new Map<number, AnyEnvelope[]>();
    for (const envelope of sent) {
      const receiver = cast.at(envelope.to);
      const slot = receiver ? this.#slotsOf(receiver).inbox : this.#slots.astray;
      added.set(slot, [...(added.get(slot) ?? []), envelope]);
    }
    return [
      ...(isTaken ? [this.#take(own, message.text)] : []),
      ...[...added].map(([slot, envelopes]) => {
        const texts = envelopes.map((envelope) => encode(envelope));
        return this.operations.add(slot, ['send', texts], (text) =>
          textOf(
            texts.reduce<readonly string[]>(
              (inbox, next) => this.#medium.add(inbox, next),
              partsOf(text),
            ),
          ),
        );
      }),
    ];
  }

  #take(slot: number, envelope: string): number {
    return this.operations.add(slot, ['take', envelope], (text) =>
      textOf(this.#medium.remove(partsOf(text), envelope)),
    );
  }

  #budgetOperations(event: SystemEvent): readonly number[] {
    const budget = budgetOf[event];
    const slot = budget && this.#slots.left[budget];
    return slot === undefined ? [] : [this.#spend(slot)];
  }

  #spend(slot: number): number {
    return this.operations.add(slot, ['spend'], (text) => encode(Number(decode(text)) - 1));
  }

  /** Operations on the histories that these messages may belong to. */
  #historyOperations(
    event: SystemEvent,
    sent: readonly AnyEnvelope[],
    message: AnyEnvelope | undefined,
  ): readonly number[] {
    const isDelivered = message && (event === 'deliver' || event === 'duplicate');
    const events: readonly HistoryEvent[] = [
      ...(isDelivered ? [{ kind: 'delivered' as const, envelope: message }] : []),
      ...sent.map((envelope) => ({ kind: 'sent' as const, envelope })),
    ];
    return this.#steps.recordings.flatMap(({ recorder }, place) => {
      const calls = Object.values(recorder.calls);
      const relevant = events.filter(({ kind, envelope }) =>
        calls.some(
          ({ invoke, response }) => (kind === 'sent' ? invoke : response).kind === kindOf(envelope),
        ),
      );
      const slot = this.#slots.histories[place];
      if (relevant.length === 0 || slot === undefined) return [];
      const change = (text: string) =>
        encode(
          relevant.reduce(
            (history, event) => this.#steps.recorded(history, place, event),
            // Slots of histories hold nothing else.
            deepFreeze(decode(text)) as RecordedHistory,
          ),
        );
      return [this.operations.add(slot, ['record', relevant], change)];
    });
  }

  /** A state of which only this much is looked at. */
  #reduced(
    actor: PlacedActor | undefined,
    { own = blank, astray = [] }: { readonly own?: ActorState; readonly astray?: Inbox },
    event: SystemEvent,
  ): SystemState {
    const budget = budgetOf[event];
    const actors = this.#steps.cast.actors.map((other) => (other === actor ? own : blank));
    const isCounted = budget !== undefined && this.#slots.left[budget] !== undefined;
    return { actors, astray, histories: [], left: isCounted ? { [budget]: 1 } : {} };
  }

  #stateOf(actor: PlacedActor, ids: IdSource, inbox: Inbox): ActorState {
    const slots = this.#slotsOf(actor);
    const textAt = (slot: number) => this.#around.codec.slot(slot).text(ids.id(slot));
    return {
      fields: this.#steps.fieldsOf(textAt(slots.fields)),
      inbox,
      timers: deepFreeze(decode(textAt(slots.timers))) as ReadonlySet<string>,
      crashed: decode(textAt(slots.crashed)) === true,
    };
  }

  #deliverable(slot: number, id: number): readonly Message[] {
    const known = this.#deliverables[slot] ?? [];
    this.#deliverables[slot] = known;
    let messages = known[id];
    if (!messages) {
      const texts = this.#medium.deliverable(partsOf(this.#around.codec.slot(slot).text(id)));
      messages = texts.map((text) => this.#message(text));
      known[id] = messages;
    }
    return messages;
  }

  #message(text: string): Message {
    let message = this.#messages.get(text);
    if (!message) {
      const envelope = deepFreeze(decode(text)) as AnyEnvelope;
      message = { number: this.#messages.size, text, envelope };
      this.#messages.set(text, message);
    }
    return message;
  }

  #slotsOf({ index }: PlacedActor) {
    const slots = this.#slots.actors[index];
    if (!slots) throw new Error('Internal error: an actor has no slots.');
    return slots;
  }
}

/** The texts of the envelopes in the text of an inbox. */
function partsOf(inbox: string): readonly string[] {
  const parts: string[] = [];
  for (let from = 1; inbox[from] !== ']'; ) {
    const end = endOf(inbox, from);
    parts.push(inbox.slice(from, end));
    from = end;
  }
  return parts;
}

function textOf(parts: readonly string[]): string {
  return `[${parts.join('')}]`;
}

function kindOf({ message }: AnyEnvelope): unknown {
  return (message as { readonly kind: unknown }).kind;
}
