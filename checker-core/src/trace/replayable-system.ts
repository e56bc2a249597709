import type { Outcome } from '../engine/reference/steps.ts';
import { SystemModel } from '../engine/reference/system-model.ts';
import { stateOf } from '../engine/reference/system-steps.ts';
import type { SystemDefinition } from '../model/definition.ts';
import { type SystemEvent, systemEvents } from '../model/system-event.ts';
import { type Inbox, mediumOf } from '../network/medium.ts';
import type { PlacedActor } from '../system/placed-actor.ts';
import { budgetOf, type SystemState } from '../system/system-state.ts';
import { encode } from '../values/canonical.ts';
import { printValue } from '../values/print.ts';
import type { ReplayStep } from './replay-step.ts';

type Params = Readonly<Record<string, unknown>>;

/** What each event must be told, in this order. */
const needed: Readonly<Record<SystemEvent, readonly string[]>> = {
  lose: ['from', 'to', 'message'],
  deliver: ['from', 'to', 'message'],
  duplicate: ['from', 'to', 'message'],
  timer: ['actor', 'timer'],
  crash: ['actor'],
  recover: ['actor'],
};

/** The steps of a system, named by what happens or by the key path of the handler. */
export class ReplayableSystem {
  readonly model: SystemModel;
  readonly #declaration: SystemDefinition['declaration'];

  constructor(definition: SystemDefinition) {
    this.model = new SystemModel(definition);
    this.#declaration = definition.declaration;
  }

  isNamed([by, params = {}]: ReplayStep, { by: keyPath, event, params: others }: Outcome): boolean {
    return (by === event || by === keyPath) && encode(params) === encode(others);
  }

  whyNot([by, params = {}]: ReplayStep, key: string): string {
    const event = this.#eventOf(by);
    if (!event) {
      const names = `by what happens (${systemEvents.join(', ')}) or by the key path of its handler`;
      return `Nothing in the system is called ${by}. A step is named ${names}.`;
    }
    const lacking = needed[event].find((name) => params[name] === undefined);
    if (lacking !== undefined) {
      return `A step ${event} names ${needed[event].join(', ')}; ${lacking} is missing.`;
    }
    const state = stateOf(key);
    return (
      this.#whyNever(event, params) ??
      this.#whyNotFor(event, params, state) ??
      this.#whyNotHere(event, params, state)
    );
  }

  #eventOf(by: string): SystemEvent | undefined {
    const named = systemEvents.find((event) => event === by);
    if (named) return named;
    if (by === 'network.lose') return 'lose';
    if (by === 'faults.crashes') return 'crash';
    if (by === 'faults.recover') return 'recover';
    const actor = this.model.steps.cast.actors.find(({ keyPath }) => by.startsWith(`${keyPath}.`));
    const part = actor && by.slice(actor.keyPath.length + 1);
    if (part?.startsWith('on.')) return 'deliver';
    if (part?.startsWith('onTimer.')) return 'timer';
    return part === 'recover' ? 'recover' : undefined;
  }

  /** Why such a thing can happen in no state. */
  #whyNever(event: SystemEvent, { actor, to }: Params): string | undefined {
    const { network, faults } = this.#declaration;
    if (event === 'duplicate' && network.duplicate === 'any') {
      return "With duplicate: 'any' a delivered message stays; such a step is called deliver.";
    }
    if (!this.model.steps.mayHappen(event)) {
      if (event === 'lose' || event === 'duplicate') return `network.${event} is 0.`;
      const lacksRecovery = event === 'recover' && faults?.recover !== true;
      return lacksRecovery ? 'The system declares no recovery.' : 'The system declares no crashes.';
    }
    const named = String(actor ?? to);
    const { cast } = this.model.steps;
    if (event !== 'lose' && !cast.at(named)) {
      const all = cast.actors.map(({ address }) => address);
      return `There is no actor at ${named}. There are ${all.join(', ')}.`;
    }
    const isSpared = faults?.of && !faults.of.some((address) => address === named);
    if (event === 'crash' && isSpared) return `faults.of does not name ${named}.`;
    return undefined;
  }

  /** Why it cannot happen to its actor as that is now. */
  #whyNotFor(event: SystemEvent, params: Params, state: SystemState): string | undefined {
    const spent = budgetOf[event];
    if (spent !== undefined && state.left[spent] === 0) {
      return `${spent === 'crashes' ? 'faults' : 'network'}.${spent} is used up.`;
    }
    const actor = this.model.steps.cast.at(String(params['actor'] ?? params['to']));
    const own = actor && state.actors[actor.index];
    if (!actor || !own || event === 'lose') return undefined;
    if (event === 'recover') {
      return own.crashed ? undefined : `${actor.address} is not crashed.`;
    }
    if (own.crashed) return `${actor.address} is crashed.`;
    if (event !== 'timer' || own.timers.has(String(params['timer']))) return undefined;
    return whyNoTimer(actor, String(params['timer']));
  }

  /** Why it cannot happen though its actor could: of a message, or of the turn itself. */
  #whyNotHere(event: SystemEvent, params: Params, state: SystemState): string {
    const { steps } = this.model;
    const wanted = encode(params);
    const happening = [
      ...steps.happenings(event, state),
      ...(event === 'lose' ? steps.lossesAstray(state) : []),
    ].find((other) => encode(other.params) === wanted);
    if (!happening) {
      const actor = steps.cast.at(String(params['to']));
      return this.#whyNoMessage(
        params,
        (actor ? state.actors[actor.index]?.inbox : state.astray) ?? [],
      );
    }
    const { by } = happening;
    const isIdle = steps.happened(happening).length > 0;
    return isIdle ? `${by} changes nothing here, so it is no step.` : `${by} chooses from nothing.`;
  }

  #whyNoMessage(params: Params, inbox: Inbox): string {
    const [from, to] = [String(params['from']), String(params['to'])];
    const others = inbox.filter((envelope) => envelope.from === from);
    const wanted = encode(params['message']);
    if (others.some(({ message }) => encode(message) === wanted)) {
      const first = mediumOf(this.#declaration.network)
        .deliverable(inbox)
        .find((envelope) => envelope.from === from);
      return `${printValue(first?.message, 80)} from ${from} to ${to} comes first.`;
    }
    const none = `No ${printValue(params['message'], 80)} from ${from} to ${to} is in flight`;
    if (others.length === 0) return `${none}, and nothing else from ${from}.`;
    const shown = others.slice(0, 3).map(({ message }) => printValue(message, 80));
    const more = others.length > 3 ? ` and ${others.length - 3} more` : '';
    return `${none}; there is ${shown.join(', ')}${more}.`;
  }
}

function whyNoTimer({ address, declaration }: PlacedActor, timer: string): string {
  const declared = Object.keys(declaration.timers ?? {});
  if (declared.includes(timer)) return `The timer ${timer} of ${address} is not set.`;
  return `${address} has no timer ${timer}. It has ${declared.join(', ') || 'none'}.`;
}
