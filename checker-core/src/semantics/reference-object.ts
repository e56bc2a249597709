import * as z from 'zod';
import { type AnySequential, type SequentialSpec, sequentialOf } from '../model/sequential.ts';
import { decode, encode } from '../values/canonical.ts';
import { RefusedValue } from '../values/refused-value.ts';
import {
  gaveNoData,
  noReferenceObject,
  objectOutsideSchema,
  ReferenceObjectError,
  threw,
} from './errors.ts';

/** A state of a reference object. The same object stands for equal states as long as it is kept. */
export interface ObjectState {
  /** Never given twice: equal ids mean equal states. */
  readonly id: number;
  readonly text: string;
  /** What each call, by operation and input, has done in this state before. */
  readonly effects: Map<string, Effect>;
}

/** What a call does: its output as canonical text, and the state that it leaves. */
export interface Effect {
  readonly output: string;
  readonly state: ObjectState;
}

/** Texts of states that are kept, in characters, before all are forgotten. */
const keptMax = 50_000_000;

/**
 * Runs the functions of a reference object on values, once for each state and call, and remembers
 * what they did. Whoever judges many histories keeps one of these for all of them.
 */
export class ReferenceObject {
  readonly #definition: AnySequential;
  readonly #states = new Map<string, ObjectState>();
  #kept = 0;
  #created = 0;
  #initial: ObjectState | undefined;

  constructor(spec: SequentialSpec<unknown, unknown>) {
    const definition = sequentialOf(spec);
    if (definition === undefined) throw noReferenceObject();
    this.#definition = definition;
  }

  /** Whether operations on different keys are declared to be independent. */
  get hasKeys(): boolean {
    return this.#definition.behavior.key !== undefined;
  }

  /** The names of its operations. */
  get operations(): readonly string[] {
    return Object.keys(this.#definition.declaration.operations);
  }

  /** What is wrong with the input of an operation, or nothing. */
  inputFault(operation: string, input: unknown): string | undefined {
    const fields = this.#definition.declaration.operations[operation]?.input ?? {};
    const { error } = z.object(fields).safeParse(input);
    return error === undefined ? undefined : faultOf('input', error);
  }

  initial(): ObjectState {
    this.#initial ??= this.#run('init', () =>
      this.#stateOf('init', this.#definition.behavior.init()),
    );
    return this.#initial;
  }

  /** What an operation does in a state. The input is canonical text. */
  apply(state: ObjectState, operation: string, input: string): Effect {
    const name = `${operation}\0${input}`;
    const known = state.effects.get(name);
    if (known !== undefined) return known;
    const keyPath = `apply.${operation}`;
    const effect = this.#run(keyPath, () => {
      const draft = decode(state.text);
      const output = this.#functionOf('apply', operation)(draft, decode(input));
      return { output: encode(output), state: this.#stateOf(keyPath, draft) };
    });
    state.effects.set(name, effect);
    this.#kept += name.length;
    return effect;
  }

  /** The part of the object that an operation touches, as canonical text. */
  keyOf(operation: string, input: string): string {
    return this.#run(`key.${operation}`, () =>
      encode(this.#functionOf('key', operation)(decode(input))),
    );
  }

  #functionOf(section: 'apply' | 'key', operation: string) {
    const { behavior } = this.#definition;
    const found: unknown = Object.hasOwn(behavior[section] ?? {}, operation)
      ? behavior[section]?.[operation]
      : undefined;
    if (typeof found !== 'function') throw new TypeError(`there is no ${section}.${operation}`);
    return found as (...args: readonly unknown[]) => unknown;
  }

  /** The one object for this state; a state that is new is compared with its schema. */
  #stateOf(keyPath: string, value: unknown): ObjectState {
    const text = encode(value);
    const known = this.#states.get(text);
    if (known !== undefined) return known;
    const { error } = this.#definition.declaration.state.safeParse(decode(text));
    if (error !== undefined) throw objectOutsideSchema(keyPath, faultOf('state', error));
    if (this.#kept > keptMax) this.#forget();
    const state = { id: this.#created, text, effects: new Map<string, Effect>() };
    this.#created += 1;
    this.#kept += text.length;
    this.#states.set(text, state);
    return state;
  }

  /** States that a search still holds go on to work: they are compared by ids, which stay unique. */
  #forget(): void {
    this.#states.clear();
    this.#initial?.effects.clear();
    this.#kept = 0;
  }

  #run<T>(keyPath: string, run: () => T): T {
    try {
      return run();
    } catch (error) {
      if (error instanceof ReferenceObjectError) throw error;
      throw error instanceof RefusedValue ? gaveNoData(keyPath, error) : threw(keyPath, error);
    }
  }
}

function faultOf(root: string, { issues: [issue] }: z.ZodError): string {
  const path = issue?.path.map((step) => `.${String(step)}`).join('') ?? '';
  return `${root}${path}: ${issue?.message ?? 'not as declared'}`;
}
