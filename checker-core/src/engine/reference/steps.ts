/**
 * What a step of a machine is: the one definition in the product. User code runs on plain values that are
 * decoded anew for each turn; nothing is remembered between turns.
 */
import type * as z from 'zod';
import type { AnyAction, MachineDefinition } from '../../model/definition.ts';
import { domain, UnboundedDomain } from '../../model/domain.ts';
import type { SystemEvent } from '../../model/report.ts';
import type { AnyEnvelope } from '../../network/medium.ts';
import { decode, encode } from '../../values/canonical.ts';
import { deepFreeze } from '../../values/freeze.ts';
import { RefusedValue } from '../../values/refused-value.ts';
import {
  type Failure,
  ModelError,
  notData,
  outsideSchema,
  threw,
  unboundedParameter,
  wrongResult,
} from '../errors.ts';
import type { Explorable, ReadProperties } from '../explorable.ts';
import { forEachChoice, type ScriptedRun } from './choice-script.ts';
import { schemaIssue } from './state-schema.ts';
import { ask } from './user-functions.ts';

/** One action with one combination of parameters. */
export interface ActionInstance {
  /** Place of the action in the declaration. */
  readonly action: number;
  /** Key path of the action: `actions.prepare`. */
  readonly by: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly definition: AnyAction;
}

/** What one turn gave: a state, or a failure. */
export interface Outcome {
  /** Place in the actions of the model. */
  readonly action: number;
  readonly by: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Places of the choices among their options, in order. */
  readonly script: readonly number[];
  /** Canonical texts of the choices, in order. */
  readonly choices: readonly string[];
  /** Canonical text of the successor; absent when there is none because the turn failed. */
  readonly key?: string;
  /** What happened, and what was sent: of a system only. */
  readonly event?: SystemEvent;
  readonly sent?: readonly AnyEnvelope[];
  readonly failure?: Failure;
}

/** Takes steps of one machine. */
export class Stepper implements Explorable {
  readonly instances: readonly ActionInstance[];
  readonly actions: readonly string[];
  readonly properties: ReadProperties;
  readonly schema: z.ZodType;
  readonly #definition: MachineDefinition;
  readonly #onTurn: ((keyPath: string) => void) | undefined;

  constructor(definition: MachineDefinition, onTurn?: (keyPath: string) => void) {
    this.#definition = definition;
    this.#onTurn = onTurn;
    this.schema = definition.state;
    this.properties = definition.behavior;
    this.actions = Object.keys(definition.behavior.actions).map((name) => `actions.${name}`);
    this.instances = Object.entries(definition.behavior.actions).flatMap(([name, action], place) =>
      combinations(name, action).map((params) => ({
        action: place,
        by: `actions.${name}`,
        params,
        definition: action,
      })),
    );
  }

  get readers(): readonly string[] {
    const { always, sometimes, alwaysStep } = this.properties;
    return [always, sometimes, alwaysStep].flatMap((named) =>
      Object.values(named ?? {}).map(String),
    );
  }

  /** Every result of `init`, one for each sequence of choices. */
  initial(): readonly Outcome[] {
    const origin = { action: -1, by: 'init', params: {} };
    const outcomes: Outcome[] = [];
    let value: unknown;
    this.#onTurn?.('init');
    forEachChoice(
      (choose) => {
        value = this.#definition.behavior.init({ choose });
      },
      (run) => {
        if (run.disabled) return;
        outcomes.push(outcome(origin, 'init', run, () => value));
      },
    );
    return outcomes;
  }

  /** Guards and properties read the state itself. */
  read(key: string): unknown {
    return deepFreeze(decode(key));
  }

  show(key: string): unknown {
    return this.read(key);
  }

  get countedSchema(): z.ZodType {
    return this.schema;
  }

  counted(key: string): unknown {
    return this.read(key);
  }

  refusal(key: string, reading: unknown): ((keyPath: string) => Failure) | undefined {
    const issue = schemaIssue(this.schema, reading, key);
    return issue && ((keyPath) => outsideSchema(keyPath, issue.path, issue.what));
  }

  /** All steps of a state, in semantic order. `frozen` is the state that guards see. */
  successors(key: string, frozen: unknown = this.read(key)): readonly Outcome[] {
    const outcomes: Outcome[] = [];
    for (const instance of this.instances) outcomes.push(...this.take(instance, key, frozen));
    return outcomes;
  }

  /** The clause that makes the guard of an instance false; undefined where none is known to. */
  falseClause(
    { definition, by, params }: ActionInstance,
    frozen: unknown,
    clauseOf: (guard: unknown) => number | undefined,
  ): number | undefined {
    const { when } = definition;
    if (!when) return undefined;
    this.#onTurn?.(`${by}.when`);
    const enabled = ask(`${by}.when`, () => when(frozen, params));
    return enabled === false ? clauseOf(when) : undefined;
  }

  /** The steps of one instance; with a script, only those whose choices begin with it. */
  take(
    instance: ActionInstance,
    key: string,
    frozen: unknown,
    script: readonly number[] = [],
  ): readonly Outcome[] {
    const outcomes: Outcome[] = [];
    const { definition, by, params } = instance;
    if (definition.when) {
      const { when } = definition;
      this.#onTurn?.(`${by}.when`);
      const enabled = ask(`${by}.when`, () => when(frozen, params));
      if (typeof enabled !== 'boolean') outcomes.push({ ...origin(instance), failure: enabled });
      if (enabled !== true) return outcomes;
    }
    const keyPath = `${by}.next`;
    this.#onTurn?.(keyPath);
    let draft: unknown;
    let result: unknown;
    forEachChoice(
      (choose) => {
        draft = decode(key);
        result = undefined;
        result = definition.next(draft, params, { choose });
      },
      (run) => {
        if (run.disabled) return;
        if (result !== undefined && !('error' in run)) {
          const failure = wrongResult(keyPath, result, 'nothing, and change its draft in place');
          const { script: places, choices } = run;
          outcomes.push({ ...origin(instance), script: places, choices, failure });
        } else outcomes.push(outcome(origin(instance), keyPath, run, () => draft));
      },
      script,
    );
    return outcomes;
  }
}

type Origin = Pick<Outcome, 'action' | 'by' | 'params'>;

function origin({ action, by, params }: ActionInstance): Outcome {
  return { action, by, params, script: [], choices: [] };
}

function outcome(
  from: Origin,
  keyPath: string,
  run: Pick<ScriptedRun, 'script' | 'choices' | 'error'>,
  value: () => unknown,
): Outcome {
  const { action, by, params } = from;
  const base = { action, by, params, script: run.script, choices: run.choices };
  if ('error' in run) return { ...base, failure: threw(keyPath, run.error) };
  try {
    return { ...base, key: encode(value()) };
  } catch (error) {
    if (!(error instanceof RefusedValue)) return { ...base, failure: threw(keyPath, error) };
    return { ...base, failure: notData(keyPath, error.path, error.what) };
  }
}

/** Every combination of parameters, the first parameter slowest. */
function combinations(name: string, action: AnyAction): Readonly<Record<string, unknown>>[] {
  let rows: Record<string, unknown>[] = [{}];
  for (const [parameter, schema] of Object.entries(action.params ?? {})) {
    const values = parameterValues(name, parameter, () => domain(schema));
    rows = rows.flatMap((row) => values.map((value) => ({ ...row, [parameter]: value })));
  }
  return rows.map((row) => Object.freeze(row));
}

function parameterValues(
  action: string,
  parameter: string,
  values: () => readonly unknown[],
): readonly unknown[] {
  try {
    return values();
  } catch (error) {
    if (!(error instanceof UnboundedDomain)) throw error;
    throw new ModelError(unboundedParameter(action, parameter, error.message));
  }
}
