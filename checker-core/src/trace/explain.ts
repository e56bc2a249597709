/**
 * Explains a trace by running its turns again on drafts that record each write.
 *
 * An explanation is a service to the reader and never a reason to fail: what cannot be replayed or
 * evaluated is explained less precisely.
 */
import type { AnyProperties, Definition, SystemDefinition } from '../model/definition.ts';
import type { SourceLocation, Trace, TraceStep } from '../model/report.ts';
import { castOf } from '../system/placed-actor.ts';
import { decode, encode } from '../values/canonical.ts';
import { deepFreeze } from '../values/freeze.ts';
import type { ExplainedActor, Explanation, Write } from './explanation.ts';
import { type RecordedWrite, recordingDraft } from './recording-draft.ts';
import { replayActorTurn } from './replay-actor-turn.ts';
import { scriptedTurn } from './scripted-turn.ts';

/** A trace, and how to find its places in the source. */
export interface ExplainRequest {
  readonly definition: Definition;
  readonly trace: Trace<unknown>;
  /** Key path of the property that the trace violates; undefined for a witness or a model error. */
  readonly property: string | undefined;
  readonly keyPathLocation: (keyPath: string) => SourceLocation | undefined;
  readonly locateStack: (stack: string) => SourceLocation | undefined;
}

/** Finds the places of a trace: of each step, and of what made the property false. */
export function explainTrace(request: ExplainRequest): Explanation {
  const { definition, trace, keyPathLocation } = request;
  const isMachine = definition.kind === 'machine';
  const initAt = keyPathLocation(isMachine ? 'init' : 'actors');
  const properties = isMachine ? definition.behavior : definition.properties;
  const question = questionOf(properties, request.property);
  const last = trace.steps.length - 1;
  const breaking = question && last >= 0 ? breakingWrite(request, last, question) : undefined;
  const stepAt = trace.steps.map((step, index) => {
    const write = index === last && breaking ? breaking : lastWrite(request, index);
    return write?.at ?? functionLocation(request, step);
  });
  const brokenAt = last < 0 ? initAt : stepAt[last];
  return {
    ...(definition.kind === 'system' && { actors: actorsOf(definition) }),
    ...(initAt && { initAt }),
    stepAt,
    ...(question &&
      brokenAt && {
        brokenBy: { step: last + 1, at: brokenAt, ...(breaking && { write: breaking }) },
      }),
  };
}

function actorsOf(definition: SystemDefinition): readonly ExplainedActor[] {
  return castOf(definition).actors.map(({ address, role, member }) => {
    return member === undefined ? { address, role } : { address, role, member };
  });
}

/** Whether a property is true of a state that a turn made of the state before it. */
type Question = (before: unknown, state: unknown) => unknown;

/** Undefined for a property that no single write can break. */
function questionOf(properties: AnyProperties, property: string | undefined): Question | undefined {
  if (property === undefined) return undefined;
  // A deadlock is the work of the whole turn, and so is the end of a call: no state on the way is one.
  if (/^(terminal$|linearizable\.|sequentiallyConsistent\.)/.test(property)) return () => undefined;
  const dot = property.indexOf('.');
  const name = property.slice(dot + 1);
  const kind = property.slice(0, dot);
  if (kind === 'alwaysStep') return properties.alwaysStep?.[name];
  const invariant = kind === 'always' ? properties.always?.[name] : undefined;
  return invariant && ((_before, state) => invariant(state));
}

function breakingWrite(
  request: ExplainRequest,
  index: number,
  question: Question,
): Write | undefined {
  const before = frozenCopy(stateBefore(request.trace, index));
  const isFalse: boolean[] = [];
  const writes = replayStep(request, index, (draft) => {
    isFalse.push(isAnsweredFalse(() => question(before, frozenCopy(draft))));
  });
  const lastNotFalse = isFalse.lastIndexOf(false);
  // Where no write can be blamed on its own, the last one made the state what it is.
  const write = writes[lastNotFalse + 1] ?? writes.at(-1);
  return write && located(request, write);
}

function lastWrite(request: ExplainRequest, index: number): Write | undefined {
  const write = replayStep(request, index, () => undefined).at(-1);
  return write && located(request, write);
}

/** The writes of a step; those before the exception of a turn that throws. */
function replayStep(
  { definition, trace }: ExplainRequest,
  index: number,
  onWrite: (state: unknown) => void,
): readonly RecordedWrite[] {
  const writes: RecordedWrite[] = [];
  const step = trace.steps[index];
  if (step === undefined) return writes;
  try {
    const state = decode(encode(stateBefore(trace, index)));
    if (definition.kind === 'system') {
      replayActorTurn(definition, step, state as Record<string, unknown>, (write) => {
        writes.push(write);
        onWrite(state);
      });
      return writes;
    }
    const action = definition.behavior.actions[actionName(step)];
    const draft = recordingDraft(state, (write) => {
      writes.push(write);
      onWrite(state);
    });
    action?.next(draft, step.params, scriptedTurn(step.choices));
  } catch {
    // The report already tells of a turn that throws; its writes so far are what there is to show.
  }
  return writes;
}

function stateBefore(trace: Trace<unknown>, index: number): unknown {
  return index === 0 ? trace.init : trace.steps[index - 1]?.state;
}

function actionName(step: TraceStep<unknown>): string {
  return step.by.replace(/^actions\./, '');
}

function functionLocation(request: ExplainRequest, step: TraceStep<unknown>) {
  const effect = step.event === undefined ? `${step.by}.next` : step.by;
  return request.keyPathLocation(effect) ?? request.keyPathLocation(step.by);
}

function located(request: ExplainRequest, write: RecordedWrite): Write {
  const { path, before, after, stack } = write;
  const at = request.locateStack(stack);
  return { path, before, after, ...(at && { at }) };
}

function frozenCopy(value: unknown): unknown {
  return deepFreeze(decode(encode(value)));
}

/** A half-done state may be one that a property cannot be asked about. */
function isAnsweredFalse(answer: () => unknown): boolean {
  try {
    return answer() === false;
  } catch {
    return false;
  }
}
