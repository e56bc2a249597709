/**
 * The quotient of the explored states under a grouping: everything of the map that does not depend
 * on a selected trace. One pass over the states for the cells, their places and the layers; then one
 * over the steps of the expanded states, some at a time, for what is counted of steps. Until that is
 * at its end, nothing is said of steps.
 */
import type { ClassText } from './class-text.ts';
import type { Explored } from './explored.ts';
import type { Grouping } from './grouping.ts';
import { type Point, place } from './placement.ts';
import { type CellTally, StateTally } from './state-tally.ts';
import { type CellSteps, type CountedSteps, type Link, StepTally } from './step-tally.ts';
import type { Cell, CellKey, CellMark, Layer } from './view.ts';

/** Cells, layers, and steps between cells once they are counted. */
export class Quotient {
  readonly layers: readonly Layer[];
  /** For each cell but the first, the cell from which it was reached first. */
  readonly reachedFrom: readonly (number | undefined)[];
  readonly #actions: readonly string[];
  readonly #tallies: readonly CellTally[];
  /** By cell: the properties that are violated there. */
  readonly #violated: readonly (readonly string[])[];
  readonly #points: readonly Point[];
  readonly #steps: StepTally;
  #counted: CountedSteps | undefined;

  /** What was counted of the states already can be given. */
  constructor(explored: Explored, grouping: Grouping, counted = new StateTally()) {
    const { cellOf } = grouping;
    counted.take(explored, grouping);
    const tallies = counted.cells;
    this.#actions = explored.actions;
    this.#tallies = tallies;
    this.layers = counted.layers;
    this.#violated = tallies.map((_, cell) =>
      explored.violations.flatMap(({ property, state }) =>
        cellOf[state] === cell ? [property] : [],
      ),
    );
    const depths = tallies.map((tally) => tally.depthMin);
    this.#points = place({ depths, links: counted.ways });
    this.reachedFrom = tallies.map(({ first }) => cellOf[explored.parent(first)]);
    this.#steps = new StepTally(explored, cellOf, tallies.length);
  }

  /** Whether all steps are counted. */
  get isCounted(): boolean {
    return this.#counted !== undefined;
  }

  /** In the order of first states. */
  get cells(): readonly Cell[] {
    return this.#tallies.map((tally, index) => {
      const steps = this.#counted?.cells[index];
      const marks = marksOf(tally, steps, this.#violated[index] ?? []);
      return toCell(tally, marks, steps, this.#actions, this.#points[index]);
    });
  }

  /** Most frequent first; none before all steps are counted. */
  get links(): readonly Link[] {
    return this.#counted?.links ?? [];
  }

  /** Counts steps until all are counted, or it is time to stop. */
  count(isTime: () => boolean): void {
    while (!this.#steps.isDone && !isTime()) this.#steps.countSome();
    if (this.#steps.isDone) this.#counted ??= this.#steps.take();
  }
}

/** Of steps it says nothing while they are not counted. */
function toCell(
  tally: CellTally,
  marks: readonly CellMark[],
  steps: CellSteps | undefined,
  actions: readonly string[],
  point: Point | undefined,
): Cell {
  return {
    key: keyOf(tally.classes),
    label: labelOf(tally.classes),
    states: tally.states,
    open: tally.open,
    depth: [tally.depthMin, tally.depthMax],
    marks,
    x: point?.x ?? 0,
    y: point?.y ?? 0,
    inner: steps?.inner ?? 0,
    // The sort is stable: among equals the order is that of declaration.
    actions: (steps?.taken ?? [])
      .map((count, action) => ({ action: actions[action] ?? '', count }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count),
  };
}

/**
 * The key of the cell with these classes. Printed strings are quoted, so no two keys are equal. A
 * class without a key is there to be read only.
 */
export function keyOf(classes: readonly ClassText[]): CellKey {
  const keys = classes.flatMap(({ key }) => (key === '' ? [] : [key]));
  return keys.join(' · ') || 'all';
}

/** How a cell with these classes is read. */
export function labelOf(classes: readonly ClassText[]): readonly string[] {
  return classes.length === 0 ? ['all states'] : classes.map(({ label }) => label);
}

function marksOf(
  tally: CellTally,
  steps: CellSteps | undefined,
  violated: readonly string[],
): readonly CellMark[] {
  const { terminal, fenced } = steps ?? { terminal: 0, fenced: 0 };
  const marks: CellMark[] = [];
  if (tally.isInitial) marks.push({ kind: 'initial' });
  if (terminal > 0) marks.push({ kind: 'terminal', states: terminal });
  if (fenced > 0) marks.push({ kind: 'fenced', steps: fenced });
  for (const property of violated) marks.push({ kind: 'violated', property });
  return marks;
}
