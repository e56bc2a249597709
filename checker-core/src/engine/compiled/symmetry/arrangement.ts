import { at } from '../store/numbers.ts';
import type { Elements } from './elements.ts';

/** Elements that may stand at any of as many positions. */
export interface Cell {
  readonly elements: readonly number[];
  readonly positions: readonly number[];
}

/** The permutations that send the elements of each cell to positions of that cell. */
export class Arrangement {
  /** The cells of more than one element. */
  readonly cells: readonly Cell[];
  /** Which element stands at each position; -1 where that is open. */
  readonly elementAt: Int32Array;
  /** Where each element goes; -1 where that is open. */
  readonly positionOf: Int32Array;

  private constructor(cells: readonly Cell[], elementAt: Int32Array, positionOf: Int32Array) {
    this.cells = cells.filter(({ elements }) => elements.length > 1);
    this.elementAt = elementAt;
    this.positionOf = positionOf;
    for (const { elements, positions } of cells) {
      if (elements.length === 1) this.#put(at(elements, 0), at(positions, 0));
    }
  }

  /** All permutations. */
  static all({ domains, count }: Elements): Arrangement {
    const cells = domains.map(({ from, values }) => {
      const elements = values.map((_, i) => from + i);
      return { elements, positions: elements };
    });
    const open = () => new Int32Array(count).fill(-1);
    return new Arrangement(cells, open(), open());
  }

  /** The permutations that send elements to positions of smaller cells. */
  split(split: (cell: Cell) => readonly Cell[]): Arrangement {
    const cells = this.cells.flatMap(split);
    return new Arrangement(cells, this.elementAt.slice(), this.positionOf.slice());
  }

  /** The ways to give the positions of each cell to classes of its elements. */
  distributions(classesOf: (cell: Cell) => readonly (readonly number[])[]): readonly Arrangement[] {
    let ways: readonly (readonly Cell[])[] = [[]];
    for (const cell of this.cells) {
      const own = distribute(classesOf(cell), cell.positions);
      ways = ways.flatMap((cells) => own.map((more) => [...cells, ...more]));
    }
    return ways.map(
      (cells) => new Arrangement(cells, this.elementAt.slice(), this.positionOf.slice()),
    );
  }

  /** One of the permutations. */
  settled(): Arrangement {
    if (this.cells.length === 0) return this;
    return this.split(({ elements, positions }) =>
      elements.map((element, i) => ({ elements: [element], positions: [at(positions, i)] })),
    );
  }

  #put(element: number, position: number): void {
    this.elementAt[position] = element;
    this.positionOf[element] = position;
  }
}

/** The ways to give positions to classes of elements, whatever the order within a class. */
function distribute(
  [first, ...others]: readonly (readonly number[])[],
  positions: readonly number[],
): readonly (readonly Cell[])[] {
  if (!first) return [[]];
  if (others.length === 0) return [[{ elements: first, positions }]];
  return choices(positions, first.length).flatMap(([chosen, left]) =>
    distribute(others, left).map((cells) => [{ elements: first, positions: chosen }, ...cells]),
  );
}

/** The ways to choose some of the items, each with those that are left. */
function choices(
  items: readonly number[],
  count: number,
): readonly (readonly [chosen: readonly number[], left: readonly number[]])[] {
  const [first, ...others] = items;
  if (count === 0 || first === undefined) return [[[], items]];
  const withFirst = choices(others, count - 1).map(
    ([chosen, left]) => [[first, ...chosen], left] as const,
  );
  if (items.length === count) return withFirst;
  const without = choices(others, count).map(
    ([chosen, left]) => [chosen, [first, ...left]] as const,
  );
  return [...withFirst, ...without];
}
