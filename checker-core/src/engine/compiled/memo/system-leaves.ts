import { type SystemEvent, systemEvents } from '../../../model/system-event.ts';
import type { Inbox } from '../../../network/medium.ts';
import type { PlacedActor } from '../../../system/placed-actor.ts';
import { type ActorState, budgetOf, type SystemState } from '../../../system/system-state.ts';
import { decode, encode } from '../../../values/canonical.ts';
import { deepFreeze } from '../../../values/freeze.ts';
import type { Failure } from '../../errors.ts';
import type { Effect } from '../../reference/actor-turns.ts';
import type { Happened, Happening, SystemSteps } from '../../reference/system-steps.ts';
import type { TurnSurroundings } from '../fronts/front.ts';
import type { SystemSlots } from '../fronts/system-slots.ts';
import type { IdSource } from '../shape/slot-values.ts';
import { HistoryOperations, type Noted } from './history-operations.ts';
import { InboxOperations } from './inbox-operations.ts';
import { type Leaf, leafKind } from './leaves.ts';
import { type Message, Messages } from './messages.ts';
import { numberOf, Operations } from './operations.ts';
import { Origins } from './origins.ts';

/** One result of something that happened, as leaves. */
interface Made {
  readonly leaf: number;
  /** Taken instead where no history takes note of the delivery: it is no step then. */
  readonly idle?: number;
}

/** Something that happens to one actor. */
interface Case {
  readonly happening: Happening;
  readonly actor: PlacedActor;
  /** The actor before, as far as is looked at. */
  readonly own: ActorState;
  readonly message: Message | undefined;
  /** The delivery that histories may note. */
  readonly deliveries: readonly Noted[];
  readonly order: number;
}

/** What happened, without the state at which it did. */
type Named = Pick<Happening, 'by' | 'event' | 'params'>;

/** What came of something that happened; as it is kept, it holds on to no state. */
interface Came {
  readonly happening: Named;
  readonly message: Message | undefined;
  readonly order: number;
  readonly made: readonly Made[];
  /** Operations that note a delivery in histories. */
  readonly noted: readonly number[];
  /** Whether histories decide what comes of it: that it is no step, or that it fails. */
  readonly isOpen: boolean;
}

/** What came of an event by the number of its message, -1 where there is none. */
type CameByMessage = Map<number, readonly Came[]>;

const blank: ActorState = deepFreeze({
  fields: undefined,
  inbox: [],
  timers: new Set<string>(),
  crashed: false,
});

/** Makes leaves of what happens to single actors, once for each reading of their slots. */
export class SystemLeaves {
  readonly origins = new Origins();
  readonly operations: Operations;
  readonly #histories: HistoryOperations;
  readonly #around: TurnSurroundings;
  readonly #steps: SystemSteps;
  readonly #slots: SystemSlots;
  /** What came of events at states of actors: by actor and event, by fields, by timers and crashes. */
  readonly #came: Map<number, CameByMessage>[][] = [];
  readonly #messages: Messages;
  readonly #failures = new Map<string, number>();
  readonly #inboxes: InboxOperations;

  constructor(around: TurnSurroundings, steps: SystemSteps, slots: SystemSlots) {
    this.#around = around;
    this.#steps = steps;
    this.#slots = slots;
    this.operations = new Operations(around);
    this.#messages = new Messages((message) => steps.textOf(message));
    this.#histories = new HistoryOperations(this.operations, around, steps, slots);
    this.#inboxes = new InboxOperations(this.operations, around, this.#messages, steps.network);
  }

  /** What can happen to an actor by itself: timers, crash, recovery. */
  alone(event: SystemEvent, actor: PlacedActor, ids: IdSource): readonly number[] {
    const came = this.#of(this.#cameAt(event, actor, ids), event, actor, ids, undefined);
    return came.flatMap(({ made }) => made.map(({ leaf }) => leaf));
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
    const known = this.#cameAt(event, actor, ids);
    const leaves: number[] = [];
    for (const message of this.#inboxes.deliverable(inbox, ids.id(inbox))) {
      for (const came of this.#of(known, event, actor, ids, message)) {
        if (!came.isOpen) for (const { leaf } of came.made) leaves.push(leaf);
        else if (!knowsHistories) return undefined;
        else leaves.push(...this.#decided(came, ids));
      }
    }
    return leaves;
  }

  /** The leaves of a delivery where the histories are known. */
  #decided(came: Came, ids: IdSource): readonly number[] {
    const answers = came.noted.map((operation) =>
      this.operations.changes(operation, (slot) => ids.id(slot)),
    );
    const failure = answers.find((answer) => typeof answer !== 'boolean');
    if (failure) return [this.#failed(came, failure)];
    const isNoted = answers.includes(true);
    return came.made.map(({ leaf, idle = leaf }) => (isNoted ? leaf : idle));
  }

  /** A delivery that cannot be noted fails before its turn begins, and so before it chooses. */
  #failed({ happening, message: received, order }: Came, failure: Failure): number {
    const { by, event, params } = happening;
    const { code, keyPath, message } = failure;
    const name = encode([by, event, params, code, keyPath, message]);
    const known = this.#failures.get(name);
    if (known !== undefined) return known;
    const nothing = { script: [], choices: [] };
    const leaf = this.#add(happening, received, nothing, {
      kind: leafKind.failed,
      order,
      failure,
    });
    this.#failures.set(name, leaf);
    return leaf;
  }

  /** Losses of messages to nobody. */
  astray(ids: IdSource): readonly number[] {
    const { astray, left } = this.#slots;
    return this.#inboxes.deliverable(astray, ids.id(astray)).flatMap((message) => {
      const state = this.#reduced(undefined, { astray: [message.envelope] }, 'lose');
      return this.#steps.lossesAstray(state).map((happening) => {
        const operations = [
          this.#inboxes.take(astray, message),
          ...(left.lose === undefined ? [] : [this.#spend(left.lose)]),
        ];
        const order = this.#steps.cast.actors.length;
        return this.#add(happening, message, { script: [], choices: [] }, { operations, order });
      });
    });
  }

  /** What is known to have come of an event at the state of an actor. */
  #cameAt(event: SystemEvent, actor: PlacedActor, ids: IdSource): CameByMessage {
    const { fields, timers, crashed } = this.#slotsOf(actor);
    const place = actor.index * systemEvents.length + systemEvents.indexOf(event);
    const byFields = this.#came[place] ?? [];
    this.#came[place] = byFields;
    const byRest = byFields[ids.id(fields)] ?? new Map<number, CameByMessage>();
    byFields[ids.id(fields)] = byRest;
    const rest = 2 * ids.id(timers) + ids.id(crashed);
    let came = byRest.get(rest);
    if (!came) {
      came = new Map();
      byRest.set(rest, came);
    }
    return came;
  }

  #of(
    known: CameByMessage,
    ...[event, actor, ids, message]: [SystemEvent, PlacedActor, IdSource, Message | undefined]
  ): readonly Came[] {
    const number = message?.number ?? -1;
    let all = known.get(number);
    if (!all) {
      const own = this.#stateOf(actor, ids, message ? [message.envelope] : []);
      const state = this.#reduced(actor, { own }, event);
      all = this.#steps
        .happenings(event, state, [actor])
        .map((happening) => this.#cameOf(happening, actor, own, message));
      known.set(number, all);
    }
    return all;
  }

  #cameOf(
    happening: Happening,
    actor: PlacedActor,
    own: ActorState,
    message: Message | undefined,
  ): Came {
    const { by, event, params } = happening;
    const order = systemEvents.indexOf(event) * (this.#steps.cast.actors.length + 1) + actor.index;
    const isDelivered = event === 'deliver' || event === 'duplicate';
    const deliveries: readonly Noted[] =
      message && isDelivered ? [{ kind: 'delivered', message }] : [];
    const happens: Case = { happening, actor, own, message, deliveries, order };
    const made = this.#steps.happened(happening).map((happened) => this.#make(happens, happened));
    const isOpen =
      made.some(({ idle }) => idle !== undefined) ||
      deliveries.some((delivery) => this.#histories.mayFail(delivery.message.envelope));
    const noted = this.#histories.of(deliveries);
    return { happening: { by, event, params }, message, order, made, noted, isOpen };
  }

  #make(happens: Case, happened: Happened): Made {
    const { happening, actor, own, message, deliveries, order } = happens;
    const { event } = happening;
    const { effect, failure, isIdle } = happened;
    if (!effect) {
      const why = failure && { failure };
      const kind = leafKind.failed;
      return { leaf: this.#add(happening, message, happened, { kind, order, ...why }) };
    }
    const sent = effect.sent.map((envelope) => this.#messages.of(envelope));
    const sendings = sent.map((each): Noted => ({ kind: 'sent', message: each }));
    const histories = this.#histories.of([...deliveries, ...sendings]);
    const idle = () => this.#add(happening, message, happened, { kind: leafKind.idle, order });
    if (isIdle && histories.length === 0) return { leaf: idle() };
    const operations = [
      ...this.#inboxOperations(event, actor, sent, message),
      ...histories,
      ...this.#budgetOperations(event),
    ];
    const leaf = this.#add(happening, message, happened, {
      order,
      operations,
      writes: this.#writes(actor, own, effect),
      ...(effect.astray && { kind: leafKind.failedStep, failure: effect.astray }),
    });
    return isIdle ? { leaf, idle: idle() } : { leaf };
  }

  #add(
    { by, event, params }: Named,
    message: Message | undefined,
    { script, choices }: Pick<Happened, 'script' | 'choices'>,
    more: Partial<Leaf>,
  ): number {
    const action = this.#steps.place(by);
    const instance = this.origins.number({ action, by, event, params }, message?.number);
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
    sent: readonly Message[],
    message: Message | undefined,
  ): readonly number[] {
    const { cast } = this.#steps;
    const own = this.#slotsOf(actor).inbox;
    const isTaken =
      message && (event === 'lose' || (event === 'deliver' && !this.#inboxes.keepsDelivered));
    const added = new Map<number, Message[]>();
    for (const each of sent) {
      const receiver = cast.at(each.envelope.to);
      const slot = receiver ? this.#slotsOf(receiver).inbox : this.#slots.astray;
      added.set(slot, [...(added.get(slot) ?? []), each]);
    }
    return [
      ...(isTaken ? [this.#inboxes.take(own, message)] : []),
      ...[...added].map(([slot, messages]) => this.#inboxes.send(slot, messages)),
    ];
  }

  #budgetOperations(event: SystemEvent): readonly number[] {
    const budget = budgetOf[event];
    const slot = budget && this.#slots.left[budget];
    return slot === undefined ? [] : [this.#spend(slot)];
  }

  #spend(slot: number): number {
    return this.operations.add(slot, 'spend', (value) => {
      const left = Number(this.#around.codec.slot(slot).value(value));
      return numberOf(this.#around, slot, encode(left - 1));
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

  #slotsOf({ index }: PlacedActor) {
    const slots = this.#slots.actors[index];
    if (!slots) throw new Error('Internal error: an actor has no slots.');
    return slots;
  }
}
