import type * as z from 'zod';
import type { AnyPredicate, AnyRecorder, Named, SystemDefinition } from '../../model/definition.ts';
import { type Consistency, judge } from '../../semantics/judge.ts';
import type { RecordedHistory } from '../../semantics/recorded-history.ts';
import { ReferenceObject } from '../../semantics/reference-object.ts';
import type { SystemState } from '../../system/system-state.ts';
import { shownState, worldOf } from '../../system/world.ts';
import { worldSchema } from '../../system/world-schema.ts';
import { encode } from '../../values/canonical.ts';
import { deepFreeze } from '../../values/freeze.ts';
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

  constructor(definition: SystemDefinition, onTurn?: (keyPath: string) => void) {
    this.steps = new SystemSteps(definition, onTurn);
    this.actions = this.steps.actions;
    this.properties = this.#readProperties(definition);
    this.schema = worldSchema(this.steps.cast, this.steps.recordings);
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
    return { world: deepFreeze(worldOf(this.steps.cast, state)), histories: state.histories, state };
  }

  show(key: string): unknown {
    const { cast, recordings } = this.steps;
    return deepFreeze(shownState(cast, recordings, stateOf(key)));
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
    const { recordings } = this.steps;
    const object = new ReferenceObject(recorder.spec);
    const place = recordings.findIndex((recording) => recording.recorder === recorder);
    const answers = new Map<string, boolean>();
    return (reading) => {
      // Only `read` makes what properties are asked about.
      const history = (reading as Reading).histories[place] ?? {};
      const text = encode(history);
      const answer = answers.get(text) ?? judge(history, object, consistency).explained;
      answers.set(text, answer);
      return answer;
    };
  }
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
