/** Explorations for tests: small, plain, and searched in the most naive way. */
import type * as z from 'zod';
import { printValue } from '../values/print.ts';
import { type Explored, outsideFence } from './explored.ts';

/** A model without parameters and choices: each action lists the successors of a state. */
export interface NaiveModel<S> {
  readonly schema: z.ZodType<S>;
  readonly init: readonly S[];
  readonly actions: Readonly<Record<string, (state: S) => readonly S[]>>;
  readonly within?: (state: S) => boolean;
}

/** Everything of an exploration as lists, in any order that a test likes. */
export interface Listed {
  readonly schema: z.ZodType;
  readonly states: readonly unknown[];
  readonly depths?: readonly number[];
  readonly parents?: readonly number[];
  /** For each expanded state: pairs of action and target. */
  readonly steps?: readonly (readonly (readonly [number, number])[])[];
  readonly initialCount?: number;
  readonly actions?: readonly string[];
  readonly violations?: Explored['violations'];
}

/** An exploration that was written down. */
export function listed(lists: Listed): Explored {
  const { schema, states, steps = [], depths, parents } = lists;
  return {
    schema,
    stateCount: states.length,
    expandedCount: steps.length,
    isExpanded: (index) => index < steps.length,
    initialCount: lists.initialCount ?? Math.min(1, states.length),
    exhausted: steps.length === states.length,
    actions: lists.actions ?? ['actions.go'],
    state: (index) => states[index],
    depth: (index) => depths?.[index] ?? 0,
    parent: (index) => parents?.[index] ?? -1,
    forEachStep: (index, visit) => {
      for (const [action, target] of steps[index] ?? []) visit(action, target);
    },
    violations: lists.violations ?? [],
  };
}

/** All states of a model by breadth-first search, those at `depthMax` not expanded. */
export function explore<S>(model: NaiveModel<S>, depthMax = Number.POSITIVE_INFINITY): Explored {
  const states: S[] = [];
  const depths: number[] = [];
  const parents: number[] = [];
  const steps: [number, number][][] = [];
  const known = new Map<string, number>();
  const reach = (state: S, depth: number, parent: number): number => {
    if (model.within?.(state) === false) return outsideFence;
    const key = canonical(state);
    const index = known.get(key) ?? states.push(state) - 1;
    if (known.has(key)) return index;
    known.set(key, index);
    depths.push(depth);
    parents.push(parent);
    return index;
  };
  for (const state of model.init) reach(state, 0, -1);
  const initialCount = states.length;
  for (let index = 0; index < states.length; index++) {
    const depth = depths[index] ?? 0;
    if (depth >= depthMax) break;
    steps.push(
      Object.values(model.actions).flatMap((successors, action) =>
        successors(states[index] as S).map((successor): [number, number] => [
          action,
          reach(successor, depth + 1, index),
        ]),
      ),
    );
  }
  const { schema, actions } = model;
  const names = Object.keys(actions).map((name) => `actions.${name}`);
  return listed({ schema, states, depths, parents, steps, initialCount, actions: names });
}

function canonical(value: unknown): string {
  if (value instanceof Set) return `{${[...value].map(canonical).sort()}}`;
  if (value instanceof Map) return `{${[...value].map(canonical).sort()}}`;
  if (Array.isArray(value)) return `[${value.map(canonical)}]`;
  if (typeof value !== 'object' || value === null) return printValue(value);
  return canonical(new Map(Object.entries(value)));
}
