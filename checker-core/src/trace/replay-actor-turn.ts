import type { SystemDefinition } from '../model/definition.ts';
import type { TraceStep } from '../model/report.ts';
import { castOf, type PlacedActor } from '../system/placed-actor.ts';
import { decode, encode } from '../values/canonical.ts';
import { isSameData } from '../values/difference.ts';
import { deepFreeze } from '../values/freeze.ts';
import { callStack, type RecordedWrite, recordingDraft } from './recording-draft.ts';
import { scriptedTurn } from './scripted-turn.ts';

/**
 * Runs the turn of a step again on what the trace shows, and tells of everything it does: writes to
 * fields, messages sent, timers set and cancelled. `world` is changed in place. Where no code ran,
 * nothing is told.
 */
export function replayActorTurn(
  definition: SystemDefinition,
  step: TraceStep<unknown>,
  world: Record<string, unknown>,
  onWrite: (write: RecordedWrite) => void,
): void {
  const { event, params } = step;
  const actor = castOf(definition).at(String(params['to'] ?? params['actor']));
  if (!actor || event === 'lose' || event === 'crash') return;
  const { behavior, role, member } = actor;
  const place = member === undefined ? [role] : [role, member];
  const fields = member === undefined ? world[role] : (world[role] as readonly unknown[])[member];
  const draft = recordingDraft(fields, (write) =>
    onWrite({ ...write, path: [...place, ...write.path] }),
  );
  const turn = new ReplayedTurn(actor, step, world, onWrite);
  if (event === 'timer') {
    turn.disarm(String(params['timer']));
    behavior.onTimer?.[String(params['timer'])]?.(draft, turn.handed);
  } else if (event === 'recover') behavior.recover?.(draft, turn.handed);
  else {
    if (event === 'deliver' && definition.declaration.network.duplicate !== 'any') turn.take();
    const message = deepFreeze(decode(encode(params['message'])));
    behavior.on[(message as { readonly kind: string }).kind]?.(draft, message, turn.handed);
  }
}

/** What a turn works with, telling of what it is asked to do. */
class ReplayedTurn {
  readonly #actor: PlacedActor;
  readonly #step: TraceStep<unknown>;
  readonly #world: Record<string, unknown>;
  readonly #onWrite: (write: RecordedWrite) => void;
  readonly handed: object;

  constructor(
    actor: PlacedActor,
    step: TraceStep<unknown>,
    world: Record<string, unknown>,
    onWrite: (write: RecordedWrite) => void,
  ) {
    this.#actor = actor;
    this.#step = step;
    this.#world = world;
    this.#onWrite = onWrite;
    this.handed = this.#handed();
  }

  /** Takes the message of the step off the network. */
  take(): void {
    const { from, to, message } = this.#step.params;
    const inFlight = this.#inFlight;
    const at = inFlight.findIndex((other) => isSameData(other, { from, to, message }));
    if (at >= 0) inFlight.splice(at, 1);
  }

  disarm(timer: string): void {
    this.#timers.delete(timer);
  }

  #handed(): object {
    const { address, props } = this.#actor;
    const sender = this.#step.params['from'];
    const send = (to: unknown, message: unknown) => this.#send(to, message);
    return {
      ...scriptedTurn(this.#step.choices),
      self: address,
      props,
      sender,
      send,
      reply: (message: unknown) => send(sender, message),
      broadcast: (to: Iterable<unknown>, message: unknown) => {
        for (const receiver of to) send(receiver, message);
      },
      setTimer: (timer: string) => this.#change('setTimer', timer),
      cancelTimer: (timer: string) => this.#change('cancelTimer', timer),
    };
  }

  #send(to: unknown, message: unknown): void {
    const envelope = { from: this.#actor.address, to, message: decode(encode(message)) };
    this.#inFlight.push(envelope);
    this.#onWrite({ path: ['inFlight'], before: undefined, after: envelope, stack: callStack() });
  }

  #change(what: 'setTimer' | 'cancelTimer', timer: string): void {
    const timers = this.#timers;
    const isSet = what === 'setTimer';
    if (timers.has(timer) === isSet) return;
    if (isSet) timers.add(timer);
    else timers.delete(timer);
    const [before, after] = isSet ? [undefined, timer] : [timer, undefined];
    const path = ['timers', this.#actor.address];
    this.#onWrite({ path, before, after, stack: callStack() });
  }

  get #inFlight(): unknown[] {
    return this.#world['inFlight'] as unknown[];
  }

  get #timers(): Set<string> {
    const timers = this.#world['timers'] as Readonly<Record<string, Set<string>>> | undefined;
    return timers?.[this.#actor.address] ?? new Set();
  }
}
