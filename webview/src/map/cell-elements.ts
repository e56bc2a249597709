import type { Cell, CellKey } from 'everyturn/internal/coverage/view';
import { count, glyphs, innerText, violatedIn } from './cell-text.ts';
import type { DrawnElement } from './drawn-element.ts';
import type { Point } from './map-memory.ts';
import { stepsText } from './trace-steps.ts';

/** The identity of a cell on the drawing. */
export function cellId(key: CellKey): string {
  return `cell ${key}`;
}

/** The identity of the caption of a cell. */
export function captionId(key: CellKey): string {
  return `caption ${key}`;
}

/** The diameter of a cell: its area grows with the logarithm of its states. */
export function diameter(states: number): number {
  return Math.round(Math.sqrt(1_600 + 330 * Math.log2(Math.max(states, 1))));
}

/**
 * A cell: its circle, the caption below, which may be kept back until it is asked for, and badges
 * for what is special about it.
 */
export function cellElements(
  cell: Cell,
  at: Point,
  caption: string,
  hasCaption: boolean,
  steps: readonly number[],
): readonly DrawnElement[] {
  const size = diameter(cell.states);
  const radius = size / 2;
  const isViolated = violatedIn(cell).length > 0;
  const circle: DrawnElement = {
    id: cellId(cell.key),
    classes: [
      'cell',
      // A short number in a cell that is shown small can be larger.
      ...(!hasCaption && innerText(cell).length <= 4 ? ['small'] : []),
      ...(cell.open > 0 ? ['open'] : []),
      ...(cell.marks.some(({ kind }) => kind === 'initial') ? ['initial'] : []),
      ...(isViolated ? ['violated'] : []),
      ...(steps.length > 0 ? ['onPath'] : []),
    ],
    data: { cell: cell.key, text: innerText(cell), size, hole: size - 11, openShare: share(cell) },
    position: at,
  };
  const below: DrawnElement = {
    id: captionId(cell.key),
    classes: hasCaption ? ['caption'] : ['caption', 'kept'],
    data: { cell: cell.key, text: caption },
    position: { x: at.x, y: at.y + radius + (isViolated ? 12 : 5) },
  };
  return [circle, below, ...badges(cell, at, radius, steps)];
}

/** The arc of the ring in percent; a single open state is still to be seen. */
function share({ states, open }: Cell): number {
  return open === 0 ? 0 : Math.max(6, Math.round((100 * open) / states));
}

function badges(cell: Cell, at: Point, radius: number, steps: readonly number[]): DrawnElement[] {
  const corner = radius * 0.74;
  const badge = (kind: string, text: string, x: number, y: number): DrawnElement => ({
    id: `${kind} ${cell.key}`,
    classes: ['badge', kind],
    data: { cell: cell.key, text, width: Math.round(9 + 6.4 * [...text].length) },
    position: { x: at.x + x, y: at.y + y },
  });
  const fenced = cell.marks.reduce(
    (sum, mark) => sum + (mark.kind === 'fenced' ? mark.steps : 0),
    0,
  );
  const violated = violatedIn(cell);
  const wrong = violated.length > 1 ? `${violated.length} properties` : shortName(violated[0]);
  return [
    ...(steps.length > 0 ? [badge('steps', stepsText(steps), -corner, -corner)] : []),
    ...(cell.open > 0
      ? [badge('openCount', `${glyphs.open} ${count(cell.open)}`, corner + 6, -corner)]
      : []),
    ...(cell.inner > 0
      ? [badge('innerCount', `${glyphs.inner}${count(cell.inner)}`, -corner - 8, corner * 0.7)]
      : []),
    ...(fenced > 0
      ? [badge('fencedCount', `${glyphs.fenced} ${count(fenced)}`, corner + 6, corner)]
      : []),
    ...(wrong ? [badge('wrong', `${glyphs.violated} ${wrong}`, 0, radius + 2)] : []),
  ];
}

/** The last part of a key path, cut to the width of a cell's place. */
function shortName(property: string | undefined): string | undefined {
  const name = property?.split('.').at(-1);
  return name && name.length > 14 ? `${name.slice(0, 13)}…` : name;
}
