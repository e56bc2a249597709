/**
 * What can happen in a system, by the slots that it reads. Whatever happens to one actor depends on
 * its own slots: its fields, its timers, its inbox. What a turn sends changes the inboxes and
 * histories of others by operations, which depend on their own slots alone and are remembered by
 * themselves. So a handler runs once for each state of its actor and each message that it meets. An
 * actor whose states do not repeat is left to plain runs.
 */
import type { PlacedActor } from '../../../system/placed-actor.ts';
import { budgetOf } from '../../../system/system-state.ts';
import { decode } from '../../../values/canonical.ts';
import type { Failure } from '../../errors.ts';
import type { SystemSteps } from '../../reference/system-steps.ts';
import type { Expanding, Origin, TurnSurroundings, Turns } from '../fronts/front.ts';
import type { SystemSlots } from '../fronts/system-slots.ts';
import type { IdSource } from '../shape/slot-values.ts';
import { ActorTrials } from './actor-trials.ts';
import { child } from './group-tables.ts';
import { PlainLeaves } from './plain-leaves.ts';
import { SystemLeaves } from './system-leaves.ts';
import { knownOnly } from './unknown-value.ts';

/** Something that can be answered when the values of some slots are known. */
interface Question {
  /** The actor to which something happens; undefined for messages to nobody. */
  readonly actor?: PlacedActor;
  readonly waits: readonly number[];
  readonly answer: (ids: IdSource) => Answer;
}

interface Answer {
  readonly leaves?: readonly number[];
  readonly questions?: readonly Question[];
}

interface Resolved {
  readonly leaves: number[];
  readonly pending: Map<number, Question[]>;
}

/** The memo of everything that can happen in a system. */
export class SystemTrie implements Turns {
  readonly root: number;
  readonly #around: TurnSurroundings;
  readonly #steps: SystemSteps;
  readonly #slots: SystemSlots;
  readonly #leaves: SystemLeaves;
  readonly #plain: PlainLeaves;
  readonly #trials: ActorTrials;
  readonly #pending: (readonly Question[])[] = [];
  /** For each actor the group with which everything that happens to it begins. */
  readonly #tops: number[] = [];
  readonly #known: Uint8Array;

  constructor(around: TurnSurroundings, steps: SystemSteps, slots: SystemSlots) {
    this.#around = around;
    this.#steps = steps;
    this.#slots = slots;
    this.#leaves = new SystemLeaves(around, steps, slots);
    this.#plain = new PlainLeaves(around, steps, slots, this.#leaves.origins);
    this.#trials = new ActorTrials(around.tuning, around.leaves);
    this.#known = new Uint8Array(slots.shape.slots.length);
    this.root = around.tables.addChild(-1, 0);
  }

  get origins(): readonly Origin[] {
    return this.#leaves.origins.all;
  }

  begin({ ids }: Expanding): void {
    this.#known.fill(0);
    const questions = this.#steps.cast.actors.map((actor) => this.#ofActor(actor));
    const astray = this.#steps.mayHappen('lose') ? [this.#ofAstray()] : [];
    this.#fill(this.root, this.#resolve([...questions, ...astray], ids), 0);
  }

  beginAnew(): void {
    this.#plain.beginAnew();
    this.#trials.beginAnew();
  }

  miss(group: number, value: number, { ids }: Expanding, expanded: number): number | undefined {
    const { tables, leaves } = this.#around;
    const actor = this.#pending[group]?.[0]?.actor;
    if (actor && this.#trials.hasFailed(actor.index, expanded)) {
      const number = this.#giveUp(actor);
      if (this.#tops[actor.index] === group) return number;
    }
    tables.markKnown(group, this.#known);
    const from = leaves.count;
    const resolved = knownOnly(() => this.#resolve(this.#pending[group] ?? [], ids));
    if (!resolved) return undefined;
    const number = tables.addChild(group, value);
    this.#fill(number, resolved, expanded);
    if (actor) this.#trials.made(actor.index, from, expanded);
    return number;
  }

  /** What happens to an actor is not remembered any more. */
  #giveUp({ index }: PlacedActor): number {
    const { tables } = this.#around;
    const number = tables.addChild(-1, 0);
    tables.setChild(number, child.direct, index);
    tables.short(this.#tops[index] ?? 0, number);
    return number;
  }

  direct(list: number, state: Expanding): number[] | undefined {
    const actor = this.#steps.cast.actors[list];
    return actor && knownOnly(() => this.#plain.of(actor, state));
  }

  operate(operation: number, value: number): number | Failure | undefined {
    return this.#leaves.operations.apply(operation, value);
  }

  #resolve(questions: readonly Question[], ids: IdSource): Resolved {
    const resolved: Resolved = { leaves: [], pending: new Map() };
    const ask = (question: Question) => {
      const unread = question.waits.find((slot) => this.#known[slot] !== 1);
      if (unread !== undefined) {
        resolved.pending.set(unread, [...(resolved.pending.get(unread) ?? []), question]);
        return;
      }
      const { leaves = [], questions: more = [] } = question.answer(ids);
      resolved.leaves.push(...leaves);
      for (const next of more) ask(next);
    };
    for (const question of questions) ask(question);
    return resolved;
  }

  #fill(number: number, { leaves, pending }: Resolved, expanded: number): void {
    const { tables, leaves: all } = this.#around;
    tables.setChild(number, child.leafFrom, all.enlist(leaves));
    tables.setChild(number, child.leafTo, all.listed);
    tables.setChild(number, child.groupFrom, tables.groupCount);
    for (const [unit, waiting] of pending) {
      const group = tables.addGroup(unit, number, expanded);
      this.#pending[group] = waiting;
      const [{ actor } = {}] = waiting;
      if (number === this.root && actor) this.#tops[actor.index] = group;
    }
    tables.setChild(number, child.groupTo, tables.groupCount);
  }

  /** What can happen to an actor, by its state. */
  #ofActor(actor: PlacedActor): Question {
    const { fields, crashed, timers } = this.#slots.actors[actor.index] ?? noSlots();
    const hasTimers = Object.keys(actor.declaration.timers ?? {}).length > 0;
    const mayCrash = this.#steps.mayHappen('crash');
    return {
      actor,
      waits: [fields, ...(mayCrash ? [crashed] : []), ...(hasTimers ? [timers] : [])],
      answer: (ids) => ({
        leaves: (['timer', 'recover'] as const).flatMap((event) =>
          this.#leaves.alone(event, actor, ids),
        ),
        questions: (['lose', 'deliver', 'duplicate', 'crash'] as const)
          .filter((event) => this.#steps.mayHappen(event))
          .map((event) => this.#ofEvent(event, actor)),
      }),
    };
  }

  /** Faults and deliveries: what is left of a budget and what the inbox holds decides, too. */
  #ofEvent(event: 'lose' | 'deliver' | 'duplicate' | 'crash', actor: PlacedActor): Question {
    const { inbox } = this.#slots.actors[actor.index] ?? noSlots();
    const left = this.#left(event);
    const received = (knowsHistories: boolean) => (ids: IdSource) => {
      return this.#leaves.received(event, actor, ids, knowsHistories);
    };
    return {
      actor,
      waits: [...left, ...(event === 'crash' ? [] : [inbox])],
      answer: (ids) => {
        if (left.some((slot) => this.#isSpent(slot, ids))) return {};
        if (event === 'crash') return { leaves: this.#leaves.alone(event, actor, ids) };
        const leaves = received(false)(ids);
        if (leaves) return { leaves };
        // Whether a message ends a call decides whether it is a step at all.
        const answer = (known: IdSource) => ({ leaves: received(true)(known) ?? [] });
        return { questions: [{ actor, waits: this.#slots.histories, answer }] };
      },
    };
  }

  #ofAstray(): Question {
    const left = this.#left('lose');
    return {
      waits: [...left, this.#slots.astray],
      answer: (ids) =>
        left.some((slot) => this.#isSpent(slot, ids)) ? {} : { leaves: this.#leaves.astray(ids) },
    };
  }

  /** The slot of the budget that an event spends, if there is one. */
  #left(event: keyof typeof budgetOf): readonly number[] {
    const budget = budgetOf[event];
    const slot = budget && this.#slots.left[budget];
    return slot === undefined ? [] : [slot];
  }

  #isSpent(slot: number, ids: IdSource): boolean {
    return decode(this.#around.codec.slot(slot).text(ids.id(slot))) === 0;
  }
}

function noSlots(): never {
  throw new Error('Internal error: an actor has no slots.');
}
