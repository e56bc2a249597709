import type * as z from 'zod';
import type {
  AnyPredicate,
  AnyRecorder,
  AnySystemProperties,
  Named,
  SystemDefinition,
} from '../../model/definition.ts';
import { ReferenceObjectError } from '../../semantics/errors.ts';
import { type Consistency, type Judgement, judge } from '../../semantics/judge.ts';
import type { RecordedHistory } from '../../semantics/recorded-history.ts';
import { ReferenceObject } from '../../semantics/reference-object.ts';
import { countedSchema, countedState } from '../../system/counted-state.ts';
import type { SystemState } from '../../system/system-state.ts';
import { shownState, worldOf } from '../../system/world.ts';
import { worldSchema } from '../../system/world-schema.ts';
import { encode } from '../../values/canonical.ts';
import { deepFreeze } from '../../values/freeze.ts';
import { printValue } from '../../values/print.ts';
import type { Explorable, ReadProperties } from '../explorable.ts';
import type { Outcome } from './steps.ts';
import { SystemSteps, stateOf } from './system-steps.ts';

/** A state of a system as its properties read it. */
interface Reading {
  readonly world: unknown;
  /** In the order of the recordings. */
  readonly histories: readonly RecordedHistory[];
  /** All of it; absent where only what is read is known. */
  readonly state?: SystemState;
}

/** A system as the engines explore it. */
export class SystemModel implements Explorable {
  readonly actions: readonly string[];
  readonly properties: ReadProperties;
  readonly schema: z.ZodType;
  readonly steps: SystemSteps;
  readonly #definition: SystemDefinition;
  readonly #recorders: Pick<AnySystemProperties, Consistency>;

  constructor(definition: SystemDefinition, onTurn?: (keyPath: string) => void) {
    this.#definition = definition;
    this.steps = new SystemSteps(definition, onTurn);
    this.#recorders = definition.properties;
    this.actions = this.steps.actions;
    this.properties = this.#readProperties(definition);
    this.schema = worldSchema(this.steps.cast, this.steps.recordings);
  }

  get readers(): readonly string[] {
    const { always, sometimes, alwaysStep } = this.#definition.properties;
    return [always, sometimes, alwaysStep].flatMap((named) =>
      Object.values(named ?? {}).map(String),
    );
  }

  initial(): readonly Outcome[] {
    return this.steps.initial();
  }

  successors(key: string, reading: unknown = undefined, onIdle?: (action: number) => void) {
    // Only `read` makes readings.
    const state = (reading as Reading | undefined)?.state ?? stateOf(key);
    return this.steps.successors(state, onIdle);
  }

  read(key: string): Reading {
    const state = stateOf(key);
    return {
      world: deepFreeze(worldOf(this.steps.cast, state)),
      histories: state.histories,
      state,
    };
  }

  show(key: string): unknown {
    const { cast, recordings } = this.steps;
    return deepFreeze(shownState(cast, recordings, stateOf(key)));
  }

  get countedSchema(): z.ZodType {
    return countedSchema(this.steps.cast);
  }

  counted(key: string): unknown {
    const { cast, recordings } = this.steps;
    const shown = shownState(cast, recordings, stateOf(key));
    return countedState(shown, this.steps.mayHappen('crash'));
  }

  /** Of a history, which answer has no place in any order. */
  why(property: string, key: string): string | undefined {
    const [kind = '', ...name] = property.split('.');
    if (kind !== 'linearizable' && kind !== 'sequentiallyConsistent') return undefined;
    const recorder = this.#recorders[kind]?.[name.join('.')];
    if (!recorder) return undefined;
    const history = this.#historyOf(recorder, stateOf(key));
    return whyNot(judge(history, new ReferenceObject(recorder.spec), kind), history);
  }

  /** Turns of actors are checked one by one: what they give fits its schemas. */
  refusal(): undefined {
    return undefined;
  }

  #readProperties({ properties }: SystemDefinition): ReadProperties {
    const { within, terminal, refines } = properties;
    const { eventually, alwaysEventually, leadsTo } = properties;
    return {
      always: mapped(properties.always, onWorld),
      sometimes: mapped(properties.sometimes, onWorld),
      alwaysStep: mapped(
        properties.alwaysStep,
        (predicate) => (before, after) => predicate(worldIn(before), worldIn(after)),
      ),
      ...(within && { within: onWorld(within) }),
      ...(terminal && { terminal: onWorld(terminal) }),
      ...(refines && { refines }),
      ...(eventually && { eventually }),
      ...(alwaysEventually && { alwaysEventually }),
      ...(leadsTo && { leadsTo }),
      linearizable: mapped(properties.linearizable, (recorder) =>
        this.#onHistory(recorder, 'linearizable'),
      ),
      sequentiallyConsistent: mapped(properties.sequentiallyConsistent, (recorder) =>
        this.#onHistory(recorder, 'sequentiallyConsistent'),
      ),
    };
  }

  /** Asks once of each history, however many states have it. */
  #onHistory(recorder: AnyRecorder, consistency: Consistency): AnyPredicate {
    const object = new ReferenceObject(recorder.spec);
    const answers = new Map<string, boolean>();
    return (reading) => {
      // Only `read` makes what properties are asked about.
      const history = this.#historyOf(recorder, reading as Reading);
      const text = encode(history);
      const answer =
        answers.get(text) ?? atItsLine(() => judge(history, object, consistency)).explained;
      answers.set(text, answer);
      return answer;
    };
  }

  #historyOf(recorder: AnyRecorder, { histories }: Pick<Reading, 'histories'>): RecordedHistory {
    const { recordings } = this.steps;
    const place = recordings.findIndex((recording) => recording.recorder === recorder);
    return histories[place] ?? {};
  }
}

/** Lets the exception of a reference object's function show where it was thrown. */
function atItsLine<T>(judgement: () => T): T {
  try {
    return judgement();
  } catch (error) {
    if (!(error instanceof ReferenceObjectError) || !(error.cause instanceof Error)) throw error;
    const { stack } = error.cause;
    if (stack !== undefined) error.stack = stack;
    throw error;
  }
}

/** The first answer that fits nowhere: `c2's read gives null, not 'A', in any order of 3 calls`. */
function whyNot(judgement: Judgement, history: RecordedHistory): string | undefined {
  if (judgement.explained) return undefined;
  const [misfit] = judgement.blocked;
  const calls = Object.values(history).reduce((sum, { completed }) => sum + completed.length, 0);
  if (!misfit) return `no order of ${calls} calls explains the answers`;
  const { caller, operation, output, expected } = misfit;
  const [given, due] = [output, expected].map((value) => printValue(value, 20));
  return `${caller}'s ${operation} gives ${given} where ${due} is due; no order of ${calls} calls explains it`;
}

const worldIn = (reading: unknown) => (reading as Reading).world;

const onWorld = (predicate: AnyPredicate): AnyPredicate => {
  return (reading) => predicate(worldIn(reading));
};

function mapped<F, G>(functions: Named<F> | undefined, change: (given: F) => G): Named<G> {
  return Object.fromEntries(
    Object.entries(functions ?? {}).map(([name, given]) => [name, change(given)]),
  );
}
