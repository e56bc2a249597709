/** What is looked for among states, as a distance: for a search that goes to the nearest first. */

import { cellDistance } from './cell-distance.ts';
import type { ClassText } from './class-text.ts';
import { countedText, scalarOf, valueText } from './class-text.ts';
import { textOf } from './domain.ts';
import type { Explored } from './explored.ts';
import { everyMember, type Field } from './field.ts';
import type { Grouping } from './grouping.ts';
import { eachPart, partAt, sizeOf } from './parts.ts';
import { classesOf } from './unseen.ts';
import type { GoalOfStates } from './view.ts';

/** How far states are from what is looked for: 0 there. */
export interface StateGoal {
  /** Of a state of the exploration, by index. */
  readonly known: (index: number) => number;
  /** Of a state as traces show it. */
  readonly distance: (shown: unknown) => number;
}

/** What is looked for, by the fields of a schema; undefined if there is no such cell or field. */
export function stateGoal(
  of: GoalOfStates,
  { schema }: Explored,
  fields: readonly Field[],
  groupingOf: (names: readonly string[]) => Grouping,
): StateGoal | undefined {
  if ('field' in of) {
    const field = fields.find(({ name }) => name === of.field);
    return field && goalOfValue(field, of.value);
  }
  const grouping = groupingOf(of.groupBy);
  const wanted = classesOf(schema, grouping, of.cell);
  return wanted && goalOfCell(grouping, wanted);
}

/** The states of a cell, by the fields in which a state differs from it. */
function goalOfCell({ fields, cells, cellOf }: Grouping, wanted: readonly ClassText[]): StateGoal {
  const keys = wanted.map(({ key }) => key);
  const distances = cells.map((classes) =>
    cellDistance(
      classes.map(({ key }) => key),
      keys,
    ),
  );
  return {
    known: (index) => distances[cellOf[index] ?? -1] ?? Number.POSITIVE_INFINITY,
    distance: (shown) =>
      cellDistance(
        fields.map((field) => classKey(field, shown)),
        keys,
      ),
  };
}

/** The states in which a field, or a member of it, has a value that no state had, by its text. */
function goalOfValue({ kind, path }: Field, text: string): StateGoal {
  return {
    known: () => 1,
    distance: (shown) => {
      if (kind === 'size') return textOf(sizeOf(partAt(shown, path))) === text ? 0 : 1;
      let distance = 1;
      eachPart(shown, path, (part) => {
        if (textOf(scalarOf(part)) === text) distance = 0;
      });
      return distance;
    },
  };
}

/** The key of the class of one state, where values are told apart one by one. */
function classKey(field: Field, state: unknown): string {
  const { kind, path } = field;
  if (kind === 'size') return valueText(field, sizeOf(partAt(state, path))).key;
  if (kind !== 'counted') return valueText(field, scalarOf(partAt(state, path))).key;
  const collection = path.slice(0, path.indexOf(everyMember));
  if (partAt(state, collection) === undefined) return valueText(field, undefined).key;
  const counts = new Map<unknown, number>();
  eachPart(state, path, (part) => {
    const value = scalarOf(part);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  });
  return countedText(field, [...counts]).key;
}
