import type {
  EnvelopeReport,
  PlainValue,
  StepReport,
  TraceReport,
} from 'everyturn/internal/report/model-report';
import { recordOf } from '../plain-text.ts';

/** What became of a message, and in which step. */
export type FlightEnd =
  | { readonly kind: 'delivered' | 'copied' | 'lost'; readonly at: number }
  | { readonly kind: 'inFlight' };

/** A message from the step that sent it to what became of it. */
export interface Flight extends EnvelopeReport {
  /** The step whose turn sent it; 0 for one that was sent before the first step. */
  readonly sentAt: number;
  readonly end: FlightEnd;
}

/**
 * The messages of a trace: first those that arrived or were lost, in that order, then those that are
 * on their way in the end. A trace says which message a step is about, not which of several equal
 * ones: the one that was sent first is taken, as people would.
 *
 * Whether a delivered message stays on its way is read from the states: a network that repeats for
 * ever keeps each. Such a network also drops a message that is on its way already, which is drawn
 * once. A message that stays after a delivery, on a network like that, is not drawn again as being
 * on its way.
 */
export function flightsOf({ init, steps }: TraceReport): readonly Flight[] {
  const ended: Flight[] = [];
  let waiting: readonly Waiting[] = inFlightOf(init).map((envelope) => wait(envelope, 0));
  steps.forEach((step, index) => {
    const at = index + 1;
    const before = steps[index - 1]?.state ?? init;
    const taken = envelopeOf(step);
    const sent = (step.sent ?? []).map((envelope) => wait(envelope, at));
    if (taken) {
      const key = keyOf(taken);
      const first = waiting.find((flight) => flight.key === key) ?? wait(taken, index);
      ended.push({ ...first.envelope, sentAt: first.sentAt, end: { kind: endOf(step), at } });
      const isKept = staysInFlight(step, key, before, sent);
      waiting = waiting.flatMap((flight) => {
        if (flight !== first) return [flight];
        return isKept ? [{ ...flight, isSettled: step.event === 'deliver' }] : [];
      });
    }
    waiting = withoutRepeats([...waiting, ...sent], step.state);
  });
  const open = waiting.filter(({ isSettled }) => !isSettled);
  return [
    ...ended,
    ...open.map(({ envelope, sentAt }) => ({
      ...envelope,
      sentAt,
      end: { kind: 'inFlight' } as const,
    })),
  ];
}

/** The messages that are on their way in a state of a system. */
export function inFlightOf(state: PlainValue): readonly EnvelopeReport[] {
  const list = recordOf(state)?.['inFlight'];
  return Array.isArray(list) ? list.flatMap(readEnvelope) : [];
}

/** The same text for the same envelope, whatever the order of its fields. */
export function keyOf({ from, to, message }: EnvelopeReport): string {
  return JSON.stringify([from, to, ordered(message)]);
}

interface Waiting {
  readonly envelope: EnvelopeReport;
  readonly key: string;
  readonly sentAt: number;
  /** Delivered before, and kept by the network. */
  readonly isSettled: boolean;
}

function wait(envelope: EnvelopeReport, sentAt: number): Waiting {
  return { envelope, key: keyOf(envelope), sentAt, isSettled: false };
}

/** The message that a step delivers or loses. */
function envelopeOf({ event, params }: StepReport): EnvelopeReport | undefined {
  const isOfMessage = event === 'deliver' || event === 'duplicate' || event === 'lose';
  return isOfMessage ? readEnvelope(params)[0] : undefined;
}

function endOf({ event }: StepReport): 'delivered' | 'copied' | 'lost' {
  if (event === 'lose') return 'lost';
  return event === 'duplicate' ? 'copied' : 'delivered';
}

function staysInFlight(
  step: StepReport,
  key: string,
  before: PlainValue,
  sent: readonly Waiting[],
): boolean {
  if (step.event !== 'deliver') return step.event === 'duplicate';
  const count = (state: PlainValue) => inFlightOf(state).filter((one) => keyOf(one) === key).length;
  const sentAgain = sent.filter((flight) => flight.key === key).length;
  return count(step.state) >= count(before) + sentAgain;
}

/** Without messages beyond those of the state, the newest of equal ones first. */
function withoutRepeats(waiting: readonly Waiting[], state: PlainValue): readonly Waiting[] {
  const room = new Map<string, number>();
  for (const envelope of inFlightOf(state)) {
    const key = keyOf(envelope);
    room.set(key, (room.get(key) ?? 0) + 1);
  }
  return waiting.filter(({ key }) => {
    const left = room.get(key) ?? 0;
    room.set(key, left - 1);
    return left > 0;
  });
}

function readEnvelope(value: PlainValue): readonly EnvelopeReport[] {
  const { from, to, message } = recordOf(value) ?? {};
  if (typeof from !== 'string' || typeof to !== 'string' || message === undefined) return [];
  return [{ from, to, message }];
}

function ordered(value: PlainValue): PlainValue {
  if (Array.isArray(value)) return value.map(ordered);
  const record = typeof value === 'object' && value !== null ? Object.entries(value) : undefined;
  if (!record) return value;
  return record
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, part]) => [name, ordered(part)]);
}
