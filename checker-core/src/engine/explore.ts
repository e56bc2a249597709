import * as z from 'zod';
import type { Budget } from '../model/budget.ts';
import type { AnySystemProperties, Definition } from '../model/definition.ts';
import type { ModelErrorReport } from '../model/report.ts';
import { noStatistics } from '../model/statistics.ts';
import { assertDefinition } from './assert-definition.ts';
import { CannotFollow } from './compiled/cannot-follow.ts';
import { CompiledEngine } from './compiled/compiled-engine.ts';
import { frontOf } from './compiled/fronts/front-of.ts';
import { ModelError } from './errors.ts';
import type { ReadProperties } from './explorable.ts';
import type { Exploration, ExploreOptions } from './exploration.ts';
import { budgetInForce } from './options.ts';
import { ReferenceEngine } from './reference/reference-engine.ts';
import { onlyBreadthFirst, searchInForce } from './search.ts';
import { symmetryInForce } from './symmetry-in-force.ts';
import { verdictsOf } from './verdicts.ts';

/**
 * Explores a model. One that cannot be explored at all gives an exploration without states whose
 * report names the error.
 */
export async function explore(
  definition: Definition,
  options: ExploreOptions = {},
): Promise<Exploration> {
  try {
    assertDefinition(definition);
    const budget = budgetInForce(ownBudget(definition), options);
    const search = searchInForce(options);
    const { symmetry, notes } = symmetryInForce(definition, options, search);
    const front = frontOf(definition, options.onTurn);
    return options.engine === 'reference'
      ? await new ReferenceEngine(front.model, options, budget, symmetry, notes).explore()
      : await compiled(definition, front, options, budget, symmetry, notes);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return unexplored(definition, error.report);
  }
}

function ownBudget(definition: Definition): Budget {
  return definition.kind === 'machine' ? definition.budget : (definition.declaration.budget ?? {});
}

/** Explores with the memo; without it where a turn cannot be followed. */
async function compiled(
  definition: Definition,
  ...[front, options, budget, symmetry, notes]: ConstructorParameters<typeof CompiledEngine>
): Promise<Exploration> {
  const isBreadthFirst = (options.search ?? 'breadth-first') === 'breadth-first';
  const plainly = (note: string, other: Budget) => {
    const all = [...notes, note];
    return new ReferenceEngine(front.model, options, other, symmetry, all).explore();
  };
  const guarded = async (explored: Promise<Exploration>, other: Budget): Promise<Exploration> => {
    try {
      const exploration = await explored;
      const { extendFrom, take } = exploration;
      return {
        ...exploration,
        extend: (more) => guarded(exploration.extend(more), more),
        ...(extendFrom && { extendFrom: (isChosen) => guarded(extendFrom(isChosen), other) }),
        ...(take && { take: (way) => guarded(take(way), other) }),
        rejudge: (changed) => rejudged(exploration, changed),
      };
    } catch (error) {
      if (error instanceof CannotFollow && isBreadthFirst) {
        const slower = 'Everything was run on every state instead, which is slower.';
        return plainly(`${error.message} ${slower}`, other);
      }
      const refusal = error instanceof CannotFollow ? onlyBreadthFirst(error.message) : error;
      if (!(refusal instanceof ModelError)) throw error;
      return unexplored(definition, refusal.report);
    }
  };
  return guarded(new CompiledEngine(front, options, budget, symmetry, notes).explore(), budget);
}

/** A definition that is refused, or cannot be followed, is left to a search. */
async function rejudged(
  exploration: Exploration,
  definition: Definition,
): Promise<Exploration | undefined> {
  try {
    assertDefinition(definition);
    const other = await exploration.rejudge?.(definition);
    return other && { ...other, rejudge: (changed) => rejudged(other, changed) };
  } catch (error) {
    if (error instanceof ModelError || error instanceof CannotFollow) return undefined;
    throw error;
  }
}

function unexplored(definition: Definition, error: ModelErrorReport): Exploration {
  const reasons = { bound: 'error' as const, open: 0 };
  const properties =
    definition.kind === 'machine' ? definition.behavior : namesOf(definition.properties);
  return {
    report: {
      exhausted: false,
      distinctStates: 0,
      generatedStates: 0,
      diameter: 0,
      frontier: 0,
      fenced: 0,
      terminalStates: 0,
      stopped: 'error',
      symmetry: false,
      budget: {},
      verdicts: verdictsOf(properties, false, reasons, () => undefined),
      actions: new Map(),
      statistics: noStatistics,
      errors: [error],
      notes: [],
    },
    explored: {
      schema: definition.kind === 'machine' ? definition.state : z.unknown(),
      stateCount: 0,
      expandedCount: 0,
      isExpanded: () => false,
      initialCount: 0,
      exhausted: false,
      actions: [],
      state: () => undefined,
      depth: () => 0,
      parent: () => -1,
      forEachStep: () => {},
      violations: [],
    },
    traceStates: () => [],
    traceTo: () => {
      throw new ModelError(error);
    },
    falseClauses: () => [],
    extend: async () => unexplored(definition, error),
  };
}

/** Properties of which only the names are asked for. */
function namesOf({
  linearizable = {},
  sequentiallyConsistent = {},
  ...others
}: AnySystemProperties): ReadProperties {
  const never = (recorders: object) =>
    Object.fromEntries(Object.keys(recorders).map((name) => [name, () => true]));
  return {
    ...others,
    linearizable: never(linearizable),
    sequentiallyConsistent: never(sequentiallyConsistent),
  };
}
