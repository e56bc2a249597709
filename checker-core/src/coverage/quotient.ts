/**
 * The quotient of the explored states under a grouping: everything of the map that does not depend
 * on a selected trace. One pass over the states for the cells, one over the steps of the expanded
 * states for the edges.
 */
import type { ClassText } from './class-text.ts';
import { type Explored, elsewhere, outsideFence } from './explored.ts';
import type { Grouping } from './grouping.ts';
import { type Point, place } from './placement.ts';
import { StepCounts } from './step-counts.ts';
import type { Steps } from './step-list.ts';
import type { Cell, CellKey, CellMark, Layer } from './view.ts';

/** Steps of one action between two different cells, by number. */
export interface Link {
  readonly from: number;
  readonly to: number;
  readonly action: number;
  readonly count: number;
}

/** Cells, steps between them, and layers. */
export interface Quotient {
  readonly kind: 'quotient';
  /** In the order of first states. */
  readonly cells: readonly Cell[];
  /** Most frequent first. */
  readonly links: readonly Link[];
  readonly layers: readonly Layer[];
  /** For each cell but the first, the cell from which it was reached first. */
  readonly reachedFrom: readonly (number | undefined)[];
}

/** Computes the quotient of all states under a grouping. */
export function quotient(
  explored: Explored,
  grouping: Grouping,
  steps: Steps = explored,
): Quotient {
  const tallies = grouping.cells.map((classes) => newTally(classes, explored.actions.length));
  const layers = tallyStates(explored, grouping, tallies);
  const links = tallySteps(explored, steps, grouping, tallies);
  for (const { property, state } of explored.violations) {
    tallies[grouping.cellOf[state] ?? -1]?.violated.push(property);
  }
  const points = place({
    depths: tallies.map((tally) => tally.depthMin),
    links: links.map((link) => [link.from, link.to] as const),
  });
  return {
    kind: 'quotient',
    cells: tallies.map((tally, index) => toCell(tally, explored.actions, points[index])),
    links,
    layers,
    reachedFrom: tallies.map(({ first }) => grouping.cellOf[explored.parent(first)]),
  };
}

/** What is counted of one cell. */
interface Tally {
  readonly classes: readonly ClassText[];
  /** Its first state. */
  first: number;
  states: number;
  open: number;
  depthMin: number;
  depthMax: number;
  isInitial: boolean;
  terminal: number;
  fenced: number;
  inner: number;
  readonly violated: string[];
  /** Steps that leave or stay, by action. */
  readonly taken: number[];
}

function newTally(classes: readonly ClassText[], actions: number): Tally {
  return {
    classes,
    first: -1,
    states: 0,
    open: 0,
    depthMin: Number.POSITIVE_INFINITY,
    depthMax: 0,
    isInitial: false,
    terminal: 0,
    fenced: 0,
    inner: 0,
    violated: [],
    taken: Array.from({ length: actions }, () => 0),
  };
}

function tallyStates(
  explored: Explored,
  grouping: Grouping,
  tallies: readonly Tally[],
): readonly Layer[] {
  const { stateCount, initialCount } = explored;
  const layers: { depth: number; states: number; open: number }[] = [];
  for (let index = 0; index < stateCount; index++) {
    const tally = tallies[grouping.cellOf[index] ?? 0];
    if (tally === undefined) continue;
    const depth = explored.depth(index);
    const open = explored.isExpanded(index) ? 0 : 1;
    if (tally.states === 0) tally.first = index;
    tally.states += 1;
    tally.open += open;
    if (depth < tally.depthMin) tally.depthMin = depth;
    if (depth > tally.depthMax) tally.depthMax = depth;
    if (index < initialCount) tally.isInitial = true;
    while (layers.length <= depth) layers.push({ depth: layers.length, states: 0, open: 0 });
    const layer = layers[depth];
    if (layer === undefined) continue;
    layer.states += 1;
    layer.open += open;
  }
  return layers;
}

function tallySteps(
  explored: Explored,
  { forEachStep }: Steps,
  grouping: Grouping,
  tallies: readonly Tally[],
): readonly Link[] {
  const { cellOf } = grouping;
  const counts = new StepCounts(tallies.length, explored.actions.length);
  let from = 0;
  let steps = 0;
  let fenced = 0;
  const visit = (action: number, target: number) => {
    steps += 1;
    if (target === outsideFence) fenced += 1;
    else if (target === elsewhere) {
      const taken = tallies[from]?.taken;
      if (taken) taken[action] = (taken[action] ?? 0) + 1;
    } else counts.add(from, cellOf[target] ?? 0, action);
  };
  for (let index = 0; index < explored.stateCount; index++) {
    if (!explored.isExpanded(index)) continue;
    from = cellOf[index] ?? 0;
    steps = 0;
    fenced = 0;
    forEachStep(index, visit);
    const tally = tallies[from];
    if (tally === undefined) continue;
    tally.fenced += fenced;
    if (steps === 0 && (explored.isEnd?.(index) ?? true)) tally.terminal += 1;
  }
  const links: Link[] = [];
  counts.forEach((cell, to, action, count) => {
    const tally = tallies[cell];
    if (tally === undefined) return;
    tally.taken[action] = (tally.taken[action] ?? 0) + count;
    if (cell === to) tally.inner += count;
    else links.push({ from: cell, to, action, count });
  });
  return links.sort(
    (a, b) => b.count - a.count || a.from - b.from || a.to - b.to || a.action - b.action,
  );
}

function toCell(tally: Tally, actions: readonly string[], point: Point | undefined): Cell {
  return {
    key: keyOf(tally.classes),
    label: labelOf(tally.classes),
    states: tally.states,
    open: tally.open,
    depth: [tally.depthMin, tally.depthMax],
    marks: marksOf(tally),
    x: point?.x ?? 0,
    y: point?.y ?? 0,
    inner: tally.inner,
    // The sort is stable: among equals the order is that of declaration.
    actions: tally.taken
      .map((count, action) => ({ action: actions[action] ?? '', count }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count),
  };
}

/** The key of the cell with these classes. Printed strings are quoted, so no two keys are equal. */
export function keyOf(classes: readonly ClassText[]): CellKey {
  return classes.map(({ key }) => key).join(' · ') || 'all';
}

/** How a cell with these classes is read. */
export function labelOf(classes: readonly ClassText[]): readonly string[] {
  return classes.length === 0 ? ['all states'] : classes.map(({ label }) => label);
}

function marksOf(tally: Tally): readonly CellMark[] {
  const marks: CellMark[] = [];
  if (tally.isInitial) marks.push({ kind: 'initial' });
  if (tally.terminal > 0) marks.push({ kind: 'terminal', states: tally.terminal });
  if (tally.fenced > 0) marks.push({ kind: 'fenced', steps: tally.fenced });
  for (const property of tally.violated) marks.push({ kind: 'violated', property });
  return marks;
}
