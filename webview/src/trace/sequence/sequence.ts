import type {
  ActorReport,
  PlainValue,
  StepReport,
  TraceReport,
} from 'everyturn/internal/report/model-report';
import { messageText, printPlain } from '../plain-text.ts';
import { type Flight, flightsOf } from './flights.ts';
import { inStateOf } from './system-facts.ts';

/** A line of the diagram from top to bottom: one actor, or all actors of a folded role. */
export interface Lane {
  readonly title: string;
  /** Absent where it would only repeat the title, or where no actor is declared. */
  readonly role: string | undefined;
  readonly addresses: readonly string[];
}

/** A message as an arrow between lanes, by their index. */
export interface Arrow {
  readonly from: number;
  readonly to: number;
  readonly flight: Flight;
  /** The kind of the message; of folded lanes also who sends it to whom. */
  readonly title: string;
  readonly fields: string;
}

/** What happened in one step, on the lane of the actor that it happened to. */
export interface Row {
  /** 0 for the initial state. */
  readonly step: number;
  /** Undefined for what happens on the network alone: a loss. */
  readonly lane: number | undefined;
  /** The actor that took the turn, or crashed. */
  readonly address: string | undefined;
  /** Whether other actors share the lane. */
  readonly isFolded: boolean;
  readonly event: StepReport['event'];
  readonly arrow: Arrow | undefined;
  /** The name of the timer that fired. */
  readonly timer: string | undefined;
  /** What was chosen, set, stopped and changed, the most telling first. */
  readonly notes: readonly Note[];
}

/** A short remark beside a step. */
export interface Note {
  readonly kind: 'timer' | 'chosen' | 'change';
  readonly text: string;
  /** The same without what was there before. */
  readonly short?: string;
}

/** A stretch in which an actor is down. */
export interface Outage {
  readonly lane: number;
  readonly address: string;
  /** The step in which it crashed. */
  readonly from: number;
  /** The step in which it came back; undefined if it did not. */
  readonly to: number | undefined;
}

/** A trace of a system as a sequence diagram, before anything has a size. */
export interface Sequence {
  readonly lanes: readonly Lane[];
  readonly rows: readonly Row[];
  /** Messages that are on their way in the end. */
  readonly inFlight: readonly Arrow[];
  readonly outages: readonly Outage[];
}

/** The diagram of a trace; roles in `folded` have one lane for all of their actors. */
export function sequenceOf(trace: TraceReport, folded: ReadonlySet<string>): Sequence {
  const flights = flightsOf(trace);
  const lanes = lanesOf(trace.actors ?? [], flights, folded);
  const laneOf = (address: string) =>
    lanes.findIndex(({ addresses }) => addresses.includes(address));
  const arrows = flights.map((flight) => arrowOf(flight, lanes, laneOf));
  const endsAt = new Map(
    arrows.flatMap((arrow) =>
      arrow.flight.end.kind === 'inFlight' ? [] : [[arrow.flight.end.at, arrow] as const],
    ),
  );
  const states = [trace.init, ...trace.steps.map(({ state }) => state)];
  const rows = states.map((state, step): Row => {
    const report = trace.steps[step - 1];
    const address = report && actorOf(report);
    const lane = address === undefined ? -1 : laneOf(address);
    const timer = report?.event === 'timer' ? String(report.params['timer']) : undefined;
    const before = states[step - 1];
    const notes = report && before !== undefined ? notesOf(report, before, state, trace) : [];
    return {
      step,
      lane: lane < 0 ? undefined : lane,
      address,
      isFolded: (lanes[lane]?.addresses.length ?? 0) > 1,
      event: report?.event,
      arrow: endsAt.get(step),
      timer,
      notes,
    };
  });
  return {
    lanes,
    rows,
    inFlight: arrows.filter(({ flight }) => flight.end.kind === 'inFlight'),
    outages: outagesOf(trace, laneOf),
  };
}

/** Actors by role; at the end addresses at which nobody is. */
function lanesOf(
  actors: readonly ActorReport[],
  flights: readonly Flight[],
  folded: ReadonlySet<string>,
): readonly Lane[] {
  const lanes: Lane[] = [];
  for (const { address, role } of actors) {
    const previous = lanes.at(-1);
    if (folded.has(role) && previous?.role === role) {
      lanes[lanes.length - 1] = { ...previous, addresses: [...previous.addresses, address] };
    } else {
      const title = folded.has(role) ? role : address;
      lanes.push({
        title,
        role: folded.has(role) || role !== address ? role : undefined,
        addresses: [address],
      });
    }
  }
  const known = new Set(actors.map(({ address }) => address));
  const strangers = new Set(
    flights.flatMap(({ from, to }) => [from, to]).filter((a) => !known.has(a)),
  );
  return [
    ...lanes,
    ...[...strangers].map((address) => ({ title: address, role: undefined, addresses: [address] })),
  ];
}

function arrowOf(
  flight: Flight,
  lanes: readonly Lane[],
  laneOf: (address: string) => number,
): Arrow {
  const [from, to] = [laneOf(flight.from), laneOf(flight.to)];
  const isFolded = [from, to].some((lane) => (lanes[lane]?.addresses.length ?? 0) > 1);
  const { kind, fields } = messageText(flight.message);
  const title = isFolded ? `${kind}, ${flight.from} → ${flight.to}` : kind;
  return { from, to, flight, title, fields };
}

/** Whom a step happened to. */
function actorOf({ event, params }: StepReport): string | undefined {
  if (event === 'lose') return undefined;
  const { to, actor } = params;
  return typeof to === 'string' ? to : typeof actor === 'string' ? actor : undefined;
}

function notesOf(
  step: StepReport,
  before: PlainValue,
  after: PlainValue,
  { actors = [] }: TraceReport,
): readonly Note[] {
  const address = actorOf(step);
  if (address === undefined) return [];
  const chosen = step.choices.map((choice) => `chose ${printPlain(choice)}`);
  return [
    ...chosen.map((text) => ({ kind: 'chosen', text }) as const),
    ...ownChanges(
      step,
      actors.find((actor) => actor.address === address),
    ),
    ...timerNotes(step, address, before, after),
  ];
}

/** What the actor of a step changed of its own fields, without its name. */
function ownChanges(step: StepReport, actor: ActorReport | undefined): readonly Note[] {
  if (!actor) return [];
  const { role, member } = actor;
  const place = `${member === undefined ? role : `${role}[${member}]`}.`;
  return step.changes
    .filter(({ path }) => path.startsWith(place))
    .map(({ path, kind, before = '', after = '' }) => {
      const name = path.slice(place.length);
      if (kind === 'added') return { kind: 'change', text: `${name} + ${after}` };
      if (kind === 'removed') return { kind: 'change', text: `${name} − ${before}` };
      const text = `${name} ${before} → ${after}`;
      return { kind: 'change', text, short: `${name} → ${after}` };
    });
}

/** Timers that a turn set or stopped. One that fires is off, unless it is set again. */
function timerNotes(
  { event, params }: StepReport,
  address: string,
  before: PlainValue,
  after: PlainValue,
): readonly Note[] {
  const old = inStateOf(before).timersOf(address);
  const now = inStateOf(after).timersOf(address);
  const fired = event === 'timer' ? String(params['timer']) : undefined;
  const set = now.filter((timer) => timer === fired || !old.includes(timer));
  const stopped = old.filter((timer) => timer !== fired && !now.includes(timer));
  return [
    ...set.map((timer) => ({ kind: 'timer', text: `sets ${timer}` }) as const),
    ...stopped.map((timer) => ({ kind: 'timer', text: `stops ${timer}` }) as const),
  ];
}

function outagesOf(trace: TraceReport, laneOf: (address: string) => number): readonly Outage[] {
  const outages: Outage[] = [];
  trace.steps.forEach(({ event, params }, index) => {
    const address = String(params['actor']);
    if (event === 'crash') {
      outages.push({ lane: laneOf(address), address, from: index + 1, to: undefined });
    } else if (event === 'recover') {
      const open = outages.findIndex((one) => one.address === address && one.to === undefined);
      const outage = outages[open];
      if (outage) outages[open] = { ...outage, to: index + 1 };
    }
  });
  return outages;
}

/** Roles that several actors have, and that can therefore be folded. */
export function foldableRoles({ actors = [] }: TraceReport): readonly string[] {
  const roles = [...new Set(actors.map(({ role }) => role))];
  return roles.filter((wanted) => actors.filter(({ role }) => role === wanted).length > 1);
}
