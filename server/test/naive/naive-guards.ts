import { domain } from 'everyturn';
import type { MachineDefinition } from 'everyturn/internal/model/definition';
import type { GuardReport } from 'everyturn/internal/report/coverage-report';
import type * as z from 'zod';
import type { Listing } from './listing.ts';

/** How a guard was answered. */
export interface NaiveGuard {
  readonly asked: number;
  readonly isTrue: number;
  /** By clause, how often it was the first that failed. */
  readonly blocked: readonly number[];
}

/**
 * Asks the guard of an action of a machine in every expanded state with every parameter, and each of
 * its clauses, which are read as they are written. `names` are those that clauses use besides.
 */
export function naiveGuard(
  { behavior }: MachineDefinition,
  action: string,
  { clauses }: GuardReport,
  { states }: Listing,
  names: Readonly<Record<string, unknown>>,
): NaiveGuard {
  const { when = () => true, params = {} } = behavior.actions[action] ?? {};
  const combinations = combinationsOf(params);
  const asks = states
    .filter(({ isExpanded }) => isExpanded)
    .flatMap(({ value }) => combinations.map((given) => ({ value, given })));
  const functions = clauses.map(({ text, isNegated }) => {
    // The text comes from a model of this repository.
    const clause = new Function(
      's',
      ...Object.keys(params),
      ...Object.keys(names),
      `return ${text}`,
    );
    return (value: unknown, given: Readonly<Record<string, unknown>>) =>
      Boolean(clause(value, ...Object.values(given), ...Object.values(names))) !== isNegated;
  });
  const blocked = clauses.map(() => 0);
  let isTrue = 0;
  for (const { value, given } of asks) {
    const first = functions.findIndex((holds) => !holds(value, given));
    if (first >= 0) blocked[first] = (blocked[first] ?? 0) + 1;
    if (when(value, given) === true) isTrue += 1;
  }
  return { asked: asks.length, isTrue, blocked };
}

function combinationsOf(
  params: Readonly<Record<string, z.ZodType>>,
): readonly Readonly<Record<string, unknown>>[] {
  let combinations: readonly Readonly<Record<string, unknown>>[] = [{}];
  for (const [name, schema] of Object.entries(params)) {
    combinations = combinations.flatMap((given) =>
      domain(schema).map((value) => ({ ...given, [name]: value })),
    );
  }
  return combinations;
}
