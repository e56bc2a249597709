/**
 * Follows a reported trace of a system through its actors' own functions, step by step on plain
 * copies of what the trace shows. It shares no code with the engines but the definition.
 */
import { inspect, isDeepStrictEqual } from 'node:util';
import type { Trace, TraceStep } from 'everyturn';
import {
  type AnyInstance,
  instanceKey,
  type SystemDefinition,
} from 'everyturn/internal/model/definition';

type World = Readonly<Record<string, unknown>>;
interface Envelope {
  readonly from: string;
  readonly to: string;
  readonly message: unknown;
}

/** Throws where a step is not what its actor does, or leaves anything else than it should. */
export function followSystem(definition: SystemDefinition, { init, steps }: Trace<unknown>) {
  let before = init as World;
  for (const [index, step] of steps.entries()) {
    try {
      follow(definition, before, step);
    } catch (error) {
      throw new Error(`step ${index + 1} (${step.event} ${step.by}): ${(error as Error).message}`);
    }
    before = step.state as World;
  }
}

function follow(definition: SystemDefinition, before: World, step: TraceStep<unknown>) {
  const { event, params, sent = [] } = step;
  const after = step.state as World;
  const { network } = definition.declaration;
  const address = String(params['to'] ?? params['actor']);
  const taken = event === 'lose' || (event === 'deliver' && network.duplicate !== 'any');
  const flying = (world: World) => world['inFlight'] as readonly Envelope[];
  const left = taken ? without(flying(before), params) : flying(before);
  const expected = network.duplicate === 'any' ? distinct([...left, ...sent]) : [...left, ...sent];
  same('in flight', sorted(flying(after)), sorted(expected));
  same('crashed', down(after), crashedAfter(down(before), event, address));
  if (event === 'lose' || event === 'crash') {
    same('sent', sent, []);
    return;
  }
  const result = turn(definition, before, step, address);
  same('fields', fieldsAt(definition, after, address), result.fields);
  same('sent', sent, result.sent);
  same('timers', [...timersAt(after, address)].sort(), [...result.timers].sort());
}

function turn(
  definition: SystemDefinition,
  before: World,
  { event, params, choices }: TraceStep<unknown>,
  self: string,
) {
  const { behavior, props } = instanceAt(definition, self)[instanceKey];
  const fields = structuredClone(fieldsAt(definition, before, self));
  const timers = new Set(timersAt(before, self));
  const sent: Envelope[] = [];
  const open = [...choices];
  const send = (to: string, message: unknown) =>
    sent.push({ from: self, to, message: structuredClone(message) });
  const handed = {
    self,
    props,
    sender: params['from'],
    send,
    reply: (message: unknown) => send(String(params['from']), message),
    broadcast: (to: Iterable<string>, message: unknown) => {
      for (const receiver of to) send(receiver, message);
    },
    setTimer: (timer: string) => timers.add(timer),
    cancelTimer: (timer: string) => timers.delete(timer),
    choose: (options: Iterable<unknown>) => {
      const wanted = open.shift();
      const found = [...options].find((option) => isDeepStrictEqual(option, wanted));
      if (found === undefined) throw new Error('there is no such choice');
      return found;
    },
  };
  const timer = String(params['timer']);
  if (event === 'timer' && !timers.delete(timer)) throw new Error(`${timer} is not set`);
  const message = params['message'] as { readonly kind: string };
  if (event === 'timer') behavior.onTimer?.[timer]?.(fields, handed);
  else if (event === 'recover') behavior.recover?.(fields, handed);
  else behavior.on[message.kind]?.(fields, structuredClone(message), handed);
  if (open.length > 0) throw new Error('the turn chose less often');
  return { fields, sent, timers };
}

function instanceAt({ declaration }: SystemDefinition, address: string): AnyInstance {
  const instances = Object.values(declaration.actors).flat() as readonly AnyInstance[];
  const found = instances.find((instance) => instance.address === address);
  if (found === undefined) throw new Error(`there is no actor ${address}`);
  return found;
}

function fieldsAt({ declaration }: SystemDefinition, world: World, address: string): unknown {
  for (const [role, placed] of Object.entries(declaration.actors)) {
    const shown = world[role];
    const members = [placed].flat() as readonly AnyInstance[];
    const member = members.findIndex((instance) => instance.address === address);
    if (member >= 0) return Array.isArray(shown) ? shown[member] : shown;
  }
  throw new Error(`there is no actor ${address}`);
}

function timersAt(world: World, address: string): Iterable<string> {
  const timers = world['timers'] as Readonly<Record<string, Iterable<string>>> | undefined;
  return timers?.[address] ?? [];
}

const down = (world: World) => [...(world['crashed'] as ReadonlySet<string>)].sort();

function crashedAfter(before: readonly string[], event: unknown, address: string) {
  if (event === 'crash') return [...before, address].sort();
  if (event === 'recover') return before.filter((other) => other !== address);
  if (event !== 'lose' && before.includes(address)) throw new Error(`${address} is crashed`);
  return before;
}

function without(all: readonly Envelope[], { from, to, message }: World): readonly Envelope[] {
  const at = all.findIndex((other) => isDeepStrictEqual(other, { from, to, message }));
  if (at < 0) throw new Error('the message is not in flight');
  return all.filter((_, index) => index !== at);
}

const distinct = (all: readonly Envelope[]) =>
  all.filter((one, i) => all.findIndex((other) => isDeepStrictEqual(one, other)) === i);
const text = (value: unknown) => inspect(value, { sorted: true, depth: null });
const sorted = (all: readonly Envelope[]) => all.map(text).sort();

function same(what: string, reported: unknown, expected: unknown) {
  // Frozen sets and maps carry functions of their own: copies are compared.
  if (isDeepStrictEqual(structuredClone(reported), structuredClone(expected))) return;
  throw new Error(`${what} is ${text(reported)}, not ${text(expected)}`);
}
