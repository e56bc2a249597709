/** The facts of a state that belong into one sentence: a few short values, changed ones first. */
import type { Trace, TraceStep } from '../model/report.ts';
import { type Difference, differencesOf } from '../values/difference.ts';
import { cut, printPath, printValue } from '../values/print.ts';
import { changeOf, factLengthMax, printChange, printFact } from './change.ts';
import { systemDifferences } from './step-changes.ts';

const factsMax = 3;

/** Facts about the last state of a trace, as many as fit into `room` characters. */
export function lastStateFacts(trace: Trace<unknown>, room: number): string {
  const last = trace.steps.at(-1);
  if (last === undefined) return join(wholeFields(trace.init), room);
  const before = trace.steps.at(-2)?.state ?? trace.init;
  const changes = differencesOfStep(before, last);
  return join(
    changes.length === 0 ? wholeFields(last.state) : changedFacts(changes, last.state),
    room,
  );
}

/** What the last step of a trace changed: `tm 'committed' → 'aborted'`. */
export function lastStepFacts(trace: Trace<unknown>, room: number): string {
  const before = trace.steps.at(-2)?.state ?? trace.init;
  const last = trace.steps.at(-1);
  const changes = last === undefined ? [] : differencesOfStep(before, last);
  return changes.length === 0 ? 'nothing changes' : join(changes.map(printed), room);
}

/** Of a system what its actors changed: messages that came and went are seen in the trace. */
function differencesOfStep(before: unknown, step: TraceStep<unknown>): readonly Difference[] {
  if (step.event === undefined) return differencesOf(before, step.state);
  const changes = systemDifferences(before, step.state);
  const others = changes.filter(({ path }) => path[0] !== 'histories');
  return others.length > 0 ? others : changes;
}

/** The fields of a state as `name = value`; a state that is no record is one fact. */
function wholeFields(state: unknown): readonly string[] {
  if (!isRecord(state)) return [`state = ${printFact(state)}`];
  return Object.entries(state).map(([name, value]) => fact([name], value));
}

/** For each changed place its whole field where that is short, else the place alone. */
function changedFacts(changes: readonly Difference[], state: unknown): readonly string[] {
  const facts = changes.map((change) => {
    const [field] = change.path;
    if (typeof field !== 'string' || !isRecord(state) || !(field in state)) {
      return change.path.length === 0 ? fact([], state) : printed(change);
    }
    const isShort = printValue(state[field]).length <= factLengthMax;
    if (isShort) return fact([field], state[field]);
    return change.kind === 'changed' ? fact(change.path, change.after) : printed(change);
  });
  return [...new Set(facts)];
}

const printed = (difference: Difference) => printChange(changeOf(difference));

const fact = (path: readonly unknown[], value: unknown) =>
  `${printPath(path)} = ${printFact(value)}`;

/** At least one fact, however little room there is; further ones only whole. */
function join(facts: readonly string[], room: number): string {
  let text = cut(facts[0] ?? '', Math.max(room, 1));
  for (const next of facts.slice(1, factsMax)) {
    if (text.length + 2 + next.length > room) break;
    text += `, ${next}`;
  }
  return text;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
