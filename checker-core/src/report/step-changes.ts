import type { Envelope } from '../model/network.ts';
import type { TraceStep } from '../model/report.ts';
import { encode } from '../values/canonical.ts';
import { type Difference, differencesOf } from '../values/difference.ts';
import { changeOf } from './change.ts';
import type { Change } from './model-report.ts';
import { envelopeText } from './step-label.ts';

/** What a step changed, as changes of the smallest places that tell it. */
export function stepChanges(before: unknown, step: TraceStep<unknown>): readonly Change[] {
  if (step.event === undefined) return differencesOf(before, step.state).map(changeOf);
  const [old, now] = [before, step.state] as readonly Shown[];
  const flights = flightChanges(old?.inFlight ?? [], now?.inFlight ?? []);
  const others = systemDifferences(before, step.state);
  const isOfActors = ({ path }: Difference) => !besideActors.has(String(path[0]));
  return [
    ...others.filter(isOfActors).map(changeOf),
    ...flights,
    ...others.filter((difference) => !isOfActors(difference)).map(changeOf),
  ];
}

/** What changed of a system besides the messages in flight, of which only their number matters. */
export function systemDifferences(before: unknown, after: unknown): readonly Difference[] {
  return differencesOf(before, after).filter(({ path }) => path[0] !== 'inFlight');
}

interface Shown {
  readonly inFlight: readonly Envelope<unknown>[];
}

const besideActors: ReadonlySet<string> = new Set(['crashed', 'timers', 'histories', 'left']);

/** Messages that came and went, in whatever order they are in flight. */
function flightChanges(
  before: readonly Envelope<unknown>[],
  after: readonly Envelope<unknown>[],
): readonly Change[] {
  const gone = missingFrom(after, before).map(envelopeText);
  const come = missingFrom(before, after).map(envelopeText);
  return [
    ...gone.map((text) => ({ path: 'inFlight', kind: 'removed', before: text }) as const),
    ...come.map((text) => ({ path: 'inFlight', kind: 'added', after: text }) as const),
  ];
}

/** What is in the second list and not, or not as often, in the first. */
function missingFrom(
  list: readonly Envelope<unknown>[],
  other: readonly Envelope<unknown>[],
): readonly Envelope<unknown>[] {
  const left = new Map<string, number>();
  for (const envelope of list) {
    const text = encode(envelope);
    left.set(text, (left.get(text) ?? 0) + 1);
  }
  return other.filter((envelope) => {
    const text = encode(envelope);
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count <= 0;
  });
}
