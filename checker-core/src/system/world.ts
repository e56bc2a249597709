import type { AnyEnvelope } from '../network/medium.ts';
import { type Cast, isTeam } from './placed-actor.ts';
import type { Recording } from './recording.ts';
import type { SystemState } from './system-state.ts';

/** Names that no role may have: they stand beside the roles. */
export const namesBesideRoles = ['inFlight', 'crashed', 'timers', 'histories', 'left'] as const;

/** What properties see: the very fields of the actors by role, what is in flight, who is crashed. */
export function worldOf(
  { placement, actors }: Cast,
  state: SystemState,
): Readonly<Record<string, unknown>> {
  let index = 0;
  const next = () => state.actors[index++]?.fields;
  const roles = Object.entries(placement).map(([role, placed]) => [
    role,
    isTeam(placed) ? placed.map(next) : next(),
  ]);
  const crashed = actors.filter(({ index }) => state.actors[index]?.crashed);
  return {
    ...Object.fromEntries(roles),
    inFlight: inFlight(state),
    crashed: new Set(crashed.map(({ address }) => address)),
  };
}

/** What a trace shows: the whole state, under names that people know. */
export function shownState(
  cast: Cast,
  recordings: readonly Recording[],
  state: SystemState,
): Readonly<Record<string, unknown>> {
  const timers = cast.actors
    .filter(({ declaration }) => Object.keys(declaration.timers ?? {}).length > 0)
    .map(({ index, address }) => [address, state.actors[index]?.timers ?? new Set()]);
  const histories = recordings.map(({ name }, i) => [name, state.histories[i] ?? {}]);
  return {
    ...worldOf(cast, state),
    ...(timers.length > 0 && { timers: Object.fromEntries(timers) }),
    ...(histories.length > 0 && { histories: Object.fromEntries(histories) }),
    ...(Object.keys(state.left).length > 0 && { left: state.left }),
  };
}

/** Each copy of each message once, by receiver. */
function inFlight({ actors, astray }: SystemState): readonly AnyEnvelope[] {
  return [...actors.flatMap(({ inbox }) => inbox), ...astray];
}
