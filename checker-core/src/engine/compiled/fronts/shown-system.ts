import type { AnyEnvelope } from '../../../network/medium.ts';
import { type Cast, isTeam } from '../../../system/placed-actor.ts';
import type { Recording } from '../../../system/recording.ts';
import type { RecordOfPlaces, ShownPlace } from '../row-parts.ts';
import { leaf, type SystemSlots } from './system-slots.ts';

/** Where the parts of a system's state lie, under the names that traces show. */
export function shownSystem(
  { placement, actors }: Cast,
  recordings: readonly Recording[],
  slots: SystemSlots,
): ShownPlace {
  let index = 0;
  const next = () => leaf(slots.actors[index++]?.fields ?? 0);
  const roles = Object.entries(placement).map(
    ([role, placed]): Entry => [
      role,
      isTeam(placed)
        ? record(
            placed.map((_, member): Entry => [String(member), next()]),
            [],
          )
        : next(),
    ],
  );
  const inboxes = [...slots.actors.map(({ inbox }) => inbox), slots.astray];
  // A slot of this kind holds nothing but envelopes.
  const envelopes = (value: unknown) => value as readonly AnyEnvelope[];
  const crashed = actors.flatMap(({ address, index: place }) => {
    const slot = slots.actors[place]?.crashed ?? 0;
    return [{ slot, members: (value: unknown) => (value === true ? [address] : []) }];
  });
  const timers = actors
    .filter(({ declaration }) => Object.keys(declaration.timers ?? {}).length > 0)
    .map((actor): Entry => [actor.address, leaf(slots.actors[actor.index]?.timers ?? 0)]);
  const histories = recordings.map(
    ({ name }, place): Entry => [name, leaf(slots.histories[place] ?? 0)],
  );
  const left = Object.entries(slots.left).map(([fault, slot]): Entry => [fault, leaf(slot)]);
  return record([
    ...roles,
    [
      'inFlight',
      { kind: 'joined', slots: inboxes.map((slot) => ({ slot, members: envelopes })), example: [] },
    ],
    ['crashed', { kind: 'joined', slots: crashed, example: new Set() }],
    ...some('timers', timers),
    ...some('histories', histories),
    ...some('left', left),
  ]);
}

type Entry = readonly [string, ShownPlace];

/** A part of a state that is not there where there is nothing in it. */
function some(name: string, entries: readonly Entry[]): readonly Entry[] {
  return entries.length > 0 ? [[name, record(entries)]] : [];
}

function record(entries: readonly Entry[], example: object = {}): RecordOfPlaces {
  return { kind: 'record', parts: new Map(entries), example };
}
