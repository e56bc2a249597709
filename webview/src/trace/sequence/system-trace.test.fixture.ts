import type {
  ActorReport,
  EnvelopeReport,
  PlainValue,
  StepReport,
  TraceReport,
} from 'everyturn/internal/report/model-report';

/** What a made-up state of a system holds; fields of the actors are of no interest. */
export interface MadeState {
  readonly inFlight?: readonly EnvelopeReport[];
  readonly crashed?: readonly string[];
  readonly timers?: Readonly<Record<string, readonly string[]>>;
}

/** A made-up step. */
export interface MadeStep extends MadeState {
  readonly event: NonNullable<StepReport['event']>;
  readonly params: StepReport['params'];
  readonly sent?: readonly EnvelopeReport[];
  readonly choices?: StepReport['choices'];
  readonly changes?: StepReport['changes'];
}

/** A message: `message('ping', 'a', 'b', { n: 1 })`. */
export function message(
  kind: string,
  from: string,
  to: string,
  fields: Readonly<Record<string, PlainValue>> = {},
): EnvelopeReport {
  return { from, to, message: { kind, ...fields } };
}

/** A step that delivers, loses or duplicates a message. */
export function about(event: 'deliver' | 'lose' | 'duplicate', envelope: EnvelopeReport) {
  return { event, params: { ...envelope } } as const;
}

/** A trace of a system with these actors; those named `role.0` share a role. */
export function systemTrace(
  names: readonly string[],
  init: MadeState,
  steps: readonly MadeStep[],
): TraceReport {
  return {
    actors: names.map(actorOf),
    init: stateOf(init, 0),
    steps: steps.map(({ event, params, sent, choices = [], changes = [], ...state }, index) => ({
      by: 'actors.a',
      label: event,
      event,
      params,
      choices,
      ...(sent && { sent }),
      state: stateOf(state, index + 1),
      changes,
    })),
  };
}

function actorOf(name: string): ActorReport {
  const [role = name, member] = name.split('.');
  if (member === undefined) return { address: name, role };
  return { address: `${role}${member}`, role, member: Number(member) };
}

/** `turn` makes each state another one. */
function stateOf({ inFlight = [], crashed = [], timers }: MadeState, turn: number): PlainValue {
  const sets = Object.entries(timers ?? {}).map(([address, names]) => [address, { $set: names }]);
  return {
    turn,
    inFlight: inFlight.map((envelope) => ({ ...envelope })),
    crashed: { $set: crashed },
    ...(timers && { timers: Object.fromEntries(sets) as PlainValue }),
  };
}
