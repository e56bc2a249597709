/** Ghosts: cells that a schema declares and no reached state lies in, and what is near them. */
import { cellCondition } from './cell-condition.ts';
import { cellDistance } from './cell-distance.ts';
import { cellName } from './cell-name.ts';
import type { ClassText } from './class-text.ts';
import { type DeclaredCells, declaredCells } from './declared-cells.ts';
import type { Explored } from './explored.ts';
import type { Field } from './field.ts';
import type { Grouping } from './grouping.ts';
import { keyOf, labelOf } from './quotient.ts';
import type { CellKey, ConditionOfCell, Unseen, WhyNot } from './view.ts';

/** So many are sent; of the rest only the number. */
export const unseenMax = 150;

/** The declared cells of a grouping in which no state was reached; of a part, those that agree with it. */
export function unseenCells(
  explored: Explored,
  { fields, cells }: Grouping,
  part: readonly ClassText[] = [],
  known?: DeclaredCells,
): Unseen {
  const blurred = fields.find((field) => tellsApart(field, explored.interchangeable));
  if (blurred) {
    const reason = `${blurred.name} tells interchangeable values apart, of which one stands for all`;
    return { kind: 'untold', reason };
  }
  const declared = known ?? declaredCells(explored.schema, fields);
  if (declared.kind === 'untold') return declared;
  const reached = new Set(cells.map(keyOf));
  const groups = new Map<string, (readonly ClassText[])[]>();
  const ofPart = declared.cells.filter((classes) =>
    part.every(({ key }, place) => classes[place]?.key === key),
  );
  for (const classes of ofPart) {
    const label = classes[0]?.label ?? 'all states';
    const group = groups.get(label) ?? [];
    groups.set(label, group);
    if (!reached.has(keyOf(classes))) group.push(classes);
  }
  return {
    kind: 'listed',
    isUnreachable: explored.exhausted,
    declared: ofPart.length,
    groups: [...groups]
      .map(([label, cells]) => ({ label, cells: cells.length }))
      .filter(({ cells }) => cells > 0),
    cells: [...groups.values()]
      .flat()
      .slice(0, unseenMax)
      .map((classes) => ({ key: keyOf(classes), label: labelOf(classes) })),
  };
}

/** Whether a field has other values in a state than in one that stands for the same class. */
function tellsApart(field: Field, interchangeable: ReadonlySet<unknown> | undefined): boolean {
  if (!interchangeable) return false;
  // The size of a collection is the same, whatever is in it.
  const values = field.kind === 'size' ? [] : field.values;
  return [...values, ...field.path].some((value) => interchangeable.has(value));
}

/** Looks for the reached cell that is nearest to one that was not, and what is possible there. */
export function whyNot(explored: Explored, grouping: Grouping, key: CellKey): WhyNot {
  const declared = declaredCells(explored.schema, grouping.fields);
  const wanted =
    declared.kind === 'listed'
      ? declared.cells.find((classes) => keyOf(classes) === key)
      : undefined;
  const keys = wanted?.map((one) => one.key);
  const distances = grouping.cells.map((classes) =>
    keys
      ? cellDistance(
          classes.map((one) => one.key),
          keys,
        )
      : Number.POSITIVE_INFINITY,
  );
  const least = Math.min(...distances);
  const cell = distances.indexOf(least);
  const classes = grouping.cells[cell];
  if (!wanted || !classes) return { kind: 'whyNot', key };
  const differs = classes.flatMap((one, place) => {
    const here = wanted[place];
    return here && here.key !== one.key ? [{ there: one.label, here: here.label }] : [];
  });
  const nearest = { key: keyOf(classes), label: labelOf(classes), differs };
  return { kind: 'whyNot', key, nearest: { ...nearest, ...possibleIn(explored, grouping, cell) } };
}

/** The condition of a cell that was reached, or is declared. */
export function conditionOf(
  { schema }: Explored,
  { fields, cells }: Grouping,
  key: CellKey,
): ConditionOfCell {
  const classes = classesOf(schema, { fields, cells }, key);
  if (!classes || classes.length === 0) {
    return { kind: 'condition', key, name: '', refused: 'No field tells this cell from others.' };
  }
  const condition = cellCondition(schema, fields, classes);
  const name = cellName(classes);
  return condition.kind === 'written'
    ? { kind: 'condition', key, name, parts: condition.parts }
    : { kind: 'condition', key, name, refused: condition.reason };
}

/** The classes of a cell that was reached, or is declared. */
export function classesOf(
  schema: Explored['schema'],
  { fields, cells }: Pick<Grouping, 'fields' | 'cells'>,
  key: CellKey,
): readonly ClassText[] | undefined {
  const isWanted = (classes: readonly ClassText[]) => keyOf(classes) === key;
  const reached = cells.find(isWanted);
  if (reached) return reached;
  const declared = declaredCells(schema, fields);
  return declared.kind === 'listed' ? declared.cells.find(isWanted) : undefined;
}

function possibleIn(explored: Explored, { cellOf }: Grouping, cell: number) {
  const states = explored.actions.map(() => 0);
  let expanded = 0;
  let open = 0;
  const taken = new Set<number>();
  const visit = (action: number) => taken.add(action);
  for (let index = 0; index < explored.stateCount; index++) {
    if (cellOf[index] !== cell) continue;
    if (!explored.isExpanded(index)) {
      open += 1;
      continue;
    }
    expanded += 1;
    taken.clear();
    explored.forEachStep(index, visit);
    for (const action of taken) states[action] = (states[action] ?? 0) + 1;
  }
  const actions = explored.actions.map((action, place) => ({
    action,
    states: states[place] ?? 0,
  }));
  return { expanded, open, actions };
}
