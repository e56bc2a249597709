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

  /** For each position that an element may take, the permutations that send it there. */
  branches(element: number): readonly Arrangement[] {
    const own = this.cells.find(({ elements }) => elements.includes(element));
    if (!own) return [this];
    const others = own.elements.filter((other) => other !== element);
    return own.positions.map((position) => {
      const rest = own.positions.filter((other) => other !== position);
      return this.split((cell) =>
        cell === own
          ? [
              { elements: [element], positions: [position] },
              { elements: others, positions: rest },
            ]
          : [cell],
      );
    });
  }

  /** One of the permutations. */
  settled(): Arrangement {
    return this.split(({ elements, positions }) =>
      elements.map((element, i) => ({ elements: [element], positions: [at(positions, i)] })),
    );
  }

  #put(element: number, position: number): void {
    this.elementAt[position] = element;
    this.positionOf[element] = position;
  }
}
