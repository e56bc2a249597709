/**
 * Takes single steps of a model by calling its own functions on plain copies of its states. It shares
 * no code with the engines but the definition and `domain`, so that it can judge their traces.
 */
import { isDeepStrictEqual } from 'node:util';
import { type Checkable, domain } from 'everyturn';
import {
  type AnyAction,
  type AnyBehavior,
  definitionOf,
} from 'everyturn/internal/model/definition';

/** The behaviour of a machine. */
export function behaviorOf(model: Checkable<unknown>): AnyBehavior {
  const definition = definitionOf(model);
  if (definition?.kind !== 'machine') throw new TypeError('not a machine');
  return definition.behavior;
}

/** All initial states of a machine, repeats included. */
export function initialStates(model: Checkable<unknown>): unknown[] {
  return everyChoice((choose) => behaviorOf(model).init({ choose }));
}

/** All successors of a state, repeats and self loops included. */
export function successors(model: Checkable<unknown>, state: unknown): unknown[] {
  return Object.values(behaviorOf(model).actions).flatMap((action) =>
    combinations(action).flatMap((params) =>
      isEnabled(action, state, params)
        ? everyChoice((choose) => turn(action, state, params, choose))
        : [],
    ),
  );
}

/** The state after one step with these parameters and choices; throws if there is no such step. */
export function step(
  action: AnyAction,
  state: unknown,
  params: Readonly<Record<string, unknown>>,
  choices: readonly unknown[],
): unknown {
  if (!isEnabled(action, state, params)) throw new Error('the guard is false');
  const open = [...choices];
  const after = turn(action, state, params, (options) => {
    const wanted = open.shift();
    const found = [...options].find((option) => isDeepStrictEqual(option, wanted));
    if (found === undefined) throw new Error('there is no such choice');
    return found;
  });
  if (open.length > 0) throw new Error('the turn chose less often');
  return after;
}

type Choose = (options: Iterable<unknown>) => unknown;

const isEnabled = (action: AnyAction, state: unknown, params: Readonly<Record<string, unknown>>) =>
  action.when === undefined || action.when(state, params) === true;

function turn(
  action: AnyAction,
  state: unknown,
  params: Readonly<Record<string, unknown>>,
  choose: Choose,
) {
  const draft = structuredClone(state);
  action.next(draft, params, { choose });
  return draft;
}

/** Every combination of parameter values. */
function combinations(action: AnyAction): Readonly<Record<string, unknown>>[] {
  let combined: Record<string, unknown>[] = [{}];
  for (const [name, schema] of Object.entries(action.params ?? {})) {
    combined = combined.flatMap((params) =>
      domain(schema).map((value) => ({ ...params, [name]: value })),
    );
  }
  return combined;
}

const nothingToChoose = Symbol('nothing to choose');

/** The result of a run for each sequence of choices that it can make. */
function everyChoice<R>(run: (choose: Choose) => R): R[] {
  const results: R[] = [];
  const scripts: number[][] = [[]];
  for (let script = scripts.pop(); script !== undefined; script = scripts.pop()) {
    const taken = [...script];
    let asked = 0;
    const choose: Choose = (options) => {
      const all = [...options];
      if (all.length === 0) throw nothingToChoose;
      if (asked === taken.length) {
        for (let other = all.length - 1; other > 0; other--) scripts.push([...taken, other]);
        taken.push(0);
      }
      return all[taken[asked++] ?? 0];
    };
    try {
      results.push(run(choose));
    } catch (error) {
      if (error !== nothingToChoose) throw error;
    }
  }
  return results;
}
