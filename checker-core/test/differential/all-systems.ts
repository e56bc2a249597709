import type { Checkable } from 'everyturn';
import { modelOf } from 'everyturn/internal/engine/check';
import { definitionOf, type SystemDefinition } from 'everyturn/internal/model/definition';
import { abd, abdWithoutWriteBack } from '../answers/models/abd.ts';
import { impatient, oneClient } from '../answers/models/calls.ts';
import {
  counting,
  crashing,
  ignoring,
  networks,
  order,
  recovering,
  scripted,
  unknownRecipient,
} from '../answers/models/deliveries.ts';
import { paxos } from '../answers/models/paxos.ts';
import { pingPong } from '../answers/models/ping-pong.ts';
import { raft } from '../answers/models/raft.ts';
import { reliableLink } from '../answers/models/reliable-link.ts';
import { singleCopy } from '../answers/models/single-copy.ts';
import {
  choosing,
  choosingLate,
  clocks,
  rearmed,
  relay,
  timers,
} from '../answers/models/timers.ts';
import { sampleExports } from './all-models.ts';
import { edgeSystems } from './edge-systems.ts';

/** A system with a name to find it by. */
export type NamedSystem = readonly [name: string, system: SystemDefinition];

/** The system of a model; of a large one so many states. */
function systemOf(model: unknown, statesMax?: number): SystemDefinition {
  const definition = modelOf(model);
  if (definition.kind !== 'system') throw new Error('This is a machine, where a system is needed.');
  if (statesMax === undefined) return definition;
  const { declaration } = definition;
  const budget = { ...declaration.budget, statesMax };
  return { ...definition, declaration: { ...declaration, budget } };
}

const named = (
  models: Readonly<Record<string, Checkable<unknown>>>,
  statesMax?: number,
): readonly NamedSystem[] =>
  Object.entries(models).map(([name, model]) => [name, systemOf(model, statesMax)]);

/** One system for each network. */
const onEach = (
  name: string,
  model: (network: (typeof networks)[keyof typeof networks]) => Checkable<unknown>,
  names = Object.keys(networks) as readonly (keyof typeof networks)[],
) => Object.fromEntries(names.map((network) => [`${name}, ${network}`, model(networks[network])]));

const { any, fifo, dup } = networks;

/** The systems of known answers, each of a size that is explored in no time, and odd ones. */
export const smallSystems = named({
  ...onEach('ignoring', ignoring),
  ...onEach('unknownRecipient', unknownRecipient),
  ...onEach('order', order, ['any', 'fifo', 'anyLossy', 'fifoLossy']),
  ...onEach('counting', (network) => counting(network, 2, 4)),
  ...onEach('scripted', scripted),
  ...onEach('pingPong', (network) => pingPong(network, 2)),
  ...onEach('reliableLink', (network) => reliableLink(network), ['anyLossy', 'dupLossy']),
  impatient: impatient(any),
  'oneClient, fifo': oneClient(fifo),
  crashing: crashing(2, false),
  'crashing, then up again': crashing(2, true),
  recovering: recovering(2),
  timers: timers(3),
  rearmed,
  choosing,
  choosingLate,
  relay,
  'singleCopy, any': singleCopy(2, 1, any),
  'singleCopy, fifo': singleCopy(2, 1, fifo),
  'singleCopy, two servers': singleCopy(2, 2, any),
  ...Object.fromEntries(Object.entries(edgeSystems).map(([name, model]) => [name, model()])),
});

/** Beginnings of systems that have more states than are compared in a few seconds, or no end. */
export const begunSystems = named(
  {
    clocks,
    'order, dup': order(dup),
    'oneClient, dup, crashing': oneClient(dup, 2, { crashes: 1, recover: true }),
    'singleCopy, dup': singleCopy(2, 1, dup),
    'abd, any': abd(2, 2, any),
    'abd, fifo': abd(2, 2, fifo),
    abdWithoutWriteBack: abdWithoutWriteBack(any),
    paxos: paxos(2, 2, any),
    'paxos, three servers': paxos(2, 3, fifo),
    'paxos, forgetful': paxos(2, 3, any, { forgets: true }),
    'raft, volatile': raft('volatile'),
    'raft, durable': raft('durable'),
    'raft, no crash': raft('no crash'),
  },
  100,
);

/** Systems with some thousand states, to their end or far on. */
export const largeSystems = named(
  {
    'singleCopy, three clients': singleCopy(3, 1, any),
    'abd, fifo': abd(2, 2, fifo),
    abdWithoutWriteBack: abdWithoutWriteBack(any),
    'paxos, three servers': paxos(2, 3, any),
    'paxos, forgetful': paxos(2, 3, any, { forgets: true }),
    'raft, volatile': raft('volatile'),
    'raft, durable': raft('durable'),
  },
  20_000,
);

/** The beginning of every system that a sample exports. */
export async function sampleSystems(): Promise<readonly NamedSystem[]> {
  const exported = await sampleExports();
  return exported
    .filter(([, value]) => definitionOf(value)?.kind === 'system')
    .map(([name, value]) => [name, systemOf(value, 100)]);
}
