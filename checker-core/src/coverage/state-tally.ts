import type { ClassText } from './class-text.ts';
import type { Explored } from './explored.ts';
import type { Grouping } from './grouping.ts';
import type { Layer } from './view.ts';

/** What is counted of the states of one cell. */
export interface CellTally {
  readonly classes: readonly ClassText[];
  /** Its first state. */
  first: number;
  states: number;
  open: number;
  depthMin: number;
  depthMax: number;
  isInitial: boolean;
}

/** Counts the states of cells and layers; those that come later are counted later. */
export class StateTally {
  readonly cells: CellTally[] = [];
  /** By cell: the cells that were reached from it. */
  readonly #ways: Uint8Array[] = [];
  readonly #layers: { depth: number; states: number; open: number }[] = [];
  #taken = 0;
  /** No state before this one is open. */
  #firstOpen = 0;

  get layers(): readonly Layer[] {
    return this.#layers.map((layer) => ({ ...layer }));
  }

  /** The pairs of different cells between which states were found. */
  get ways(): readonly (readonly [number, number])[] {
    return this.#ways.flatMap((targets, from) =>
      [...targets].flatMap((isWay, to) =>
        isWay === 1 && from !== to ? [[from, to] as const] : [],
      ),
    );
  }

  /** Counts the states that are new; cells that were there before keep their numbers. */
  take(explored: Explored, { cells, cellOf }: Grouping): void {
    this.#makeRoom(cells);
    const { stateCount, initialCount } = explored;
    for (let index = this.#taken; index < stateCount; index++) {
      const cell = cellOf[index] as number;
      const tally = this.cells[cell] as CellTally;
      const depth = explored.depth(index);
      const parent = explored.parent(index);
      if (parent >= 0) (this.#ways[cellOf[parent] as number] as Uint8Array)[cell] = 1;
      if (tally.states === 0) tally.first = index;
      tally.states += 1;
      if (depth < tally.depthMin) tally.depthMin = depth;
      if (depth > tally.depthMax) tally.depthMax = depth;
      if (index < initialCount) tally.isInitial = true;
      this.#layer(depth).states += 1;
    }
    this.#taken = stateCount;
    this.#countOpen(explored, cellOf);
  }

  #countOpen(explored: Explored, cellOf: Uint16Array): void {
    for (const tally of this.cells) tally.open = 0;
    for (const layer of this.#layers) layer.open = 0;
    let first = explored.stateCount;
    for (let index = this.#firstOpen; index < explored.stateCount; index++) {
      if (explored.isExpanded(index)) continue;
      if (index < first) first = index;
      (this.cells[cellOf[index] as number] as CellTally).open += 1;
      this.#layer(explored.depth(index)).open += 1;
    }
    this.#firstOpen = first;
  }

  #layer(depth: number) {
    const layers = this.#layers;
    while (layers.length <= depth) layers.push({ depth: layers.length, states: 0, open: 0 });
    return layers[depth] as (typeof layers)[number];
  }

  #makeRoom(cells: Grouping['cells']): void {
    for (const classes of cells.slice(this.cells.length)) this.cells.push(newTally(classes));
    for (const [from, targets] of this.#ways.entries()) {
      if (targets.length >= cells.length) continue;
      const larger = new Uint8Array(2 * cells.length);
      larger.set(targets);
      this.#ways[from] = larger;
    }
    while (this.#ways.length < cells.length) this.#ways.push(new Uint8Array(cells.length));
  }
}

function newTally(classes: readonly ClassText[]): CellTally {
  return {
    classes,
    first: -1,
    states: 0,
    open: 0,
    depthMin: Number.POSITIVE_INFINITY,
    depthMax: 0,
    isInitial: false,
  };
}
