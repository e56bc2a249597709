import { systemEvents } from '../../../model/system-event.ts';
import type { PlacedActor } from '../../../system/placed-actor.ts';
import type { ActorState, FaultsLeft, SystemState } from '../../../system/system-state.ts';
import { encode } from '../../../values/canonical.ts';
import type { Effect } from '../../reference/actor-turns.ts';
import type { Happened, Happening, SystemSteps } from '../../reference/system-steps.ts';
import type { Expanding, TurnSurroundings } from '../fronts/front.ts';
import type { ActorSlots, SystemSlots } from '../fronts/system-slots.ts';
import type { IdSource } from '../shape/slot-values.ts';
import { type Leaf, leafKind } from './leaves.ts';
import { numberOf } from './operations.ts';
import type { Origins } from './origins.ts';

/** Makes leaves of what happens in one state, on the whole of it: nothing is remembered. */
export class PlainLeaves {
  readonly #around: TurnSurroundings;
  readonly #steps: SystemSteps;
  readonly #slots: SystemSlots;
  readonly #origins: Origins;
  /** The state that was read last. */
  #read: { readonly index: number; readonly state: SystemState } | undefined;

  constructor(around: TurnSurroundings, steps: SystemSteps, slots: SystemSlots, origins: Origins) {
    this.#around = around;
    this.#steps = steps;
    this.#slots = slots;
    this.#origins = origins;
  }

  /** From now on numbers may stand for other states. */
  beginAnew(): void {
    this.#read = undefined;
  }

  /** Everything that can happen to an actor in a state. */
  of(actor: PlacedActor, { index, ids }: Expanding): number[] {
    if (this.#read?.index !== index) this.#read = { index, state: this.#stateOf(ids) };
    const { state } = this.#read;
    return systemEvents.flatMap((event, kind) => {
      const order = kind * (this.#steps.cast.actors.length + 1) + actor.index;
      return this.#steps
        .happenings(event, state, [actor])
        .flatMap((happening) =>
          this.#steps
            .happened(happening)
            .map((happened) => this.#add(happening, happened, order, state, ids)),
        );
    });
  }

  #add(
    { by, event, params }: Happening,
    { script, choices, effect, failure, isIdle }: Happened,
    order: number,
    ...[before, ids]: [SystemState, IdSource]
  ): number {
    const action = this.#steps.place(by);
    const origin = { action, by, event, params };
    const instance = this.#origins.countedWith(origin);
    const base = { instance, origin, action, script, choices, order, writes: [] };
    return this.#around.leaves.addPassing(
      effect && !isIdle
        ? { ...base, ...this.#step(effect, before, ids) }
        : {
            ...base,
            kind: effect ? leafKind.idle : leafKind.failed,
            ...(failure && { failure }),
          },
    );
  }

  #step(
    { state, astray }: Effect,
    before: SystemState,
    ids: IdSource,
  ): Pick<Leaf, 'kind' | 'writes' | 'failure'> {
    const writes = this.#writes(before, state, ids);
    return astray
      ? { kind: leafKind.failedStep, writes, failure: astray }
      : { kind: leafKind.step, writes };
  }

  /** What differs between two states; parts that are one object do not. */
  #writes(before: SystemState, after: SystemState, ids: IdSource): readonly number[] {
    const writes: number[] = [];
    const put = (slot: number, text: string) => {
      const id = numberOf(this.#around, slot, text);
      if (id !== ids.id(slot)) writes.push(slot, id);
    };
    const compare = (slot: number | undefined, was: unknown, is: unknown) => {
      if (slot !== undefined && was !== is) put(slot, encode(is));
    };
    for (const [index, own] of this.#slots.actors.entries()) {
      const [was, is] = [before.actors[index], after.actors[index]];
      if (was === is || !was || !is) continue;
      if (was.fields !== is.fields) put(own.fields, this.#steps.textOf(is.fields));
      for (const part of ['inbox', 'timers', 'crashed'] as const) {
        compare(own[part], was[part], is[part]);
      }
    }
    compare(this.#slots.astray, before.astray, after.astray);
    for (const [i, slot] of this.#slots.histories.entries()) {
      compare(slot, before.histories[i], after.histories[i]);
    }
    for (const [fault, slot] of this.#budgets()) {
      compare(slot, before.left[fault], after.left[fault]);
    }
    return writes;
  }

  #stateOf(ids: IdSource): SystemState {
    const { codec } = this.#around;
    // Slots hold nothing but what they are named for.
    const value = <T>(slot: number) => codec.slot(slot).frozen(ids.id(slot), 0) as T;
    const actorOf = ({ fields, inbox, timers, crashed }: ActorSlots): ActorState => ({
      fields: this.#steps.fieldsOf(codec.slot(fields).text(ids.id(fields))),
      inbox: value(inbox),
      timers: value(timers),
      crashed: value(crashed),
    });
    return {
      actors: this.#slots.actors.map(actorOf),
      astray: value(this.#slots.astray),
      histories: this.#slots.histories.map((slot) => value(slot)),
      left: Object.fromEntries(this.#budgets().map(([fault, slot]) => [fault, value(slot)])),
    };
  }

  #budgets(): readonly (readonly [keyof FaultsLeft, number])[] {
    // The keys are those of the budgets of faults.
    return Object.entries(this.#slots.left) as (readonly [keyof FaultsLeft, number])[];
  }
}
