/**
 * The representative of a state's class: its image with the least canonical text, found without
 * trying all permutations.
 *
 * A permutation sends elements to positions; at first every element may go everywhere. The blocks of
 * a state are looked at in the order of the text, and each leaves only the permutations that make its
 * text least. Where the parts of a block mention no element that can still move, this is sorting: the
 * elements of a cell take its positions in the order of their parts, and those with equal parts stay
 * together in a smaller cell. Otherwise elements that can be exchanged without a change of the block
 * stay together, all ways to give positions to such classes are tried, and those that make the text
 * of the block least go on.
 *
 * The result is exact: the same text as the least over all permutations. The cost is that of sorting
 * for as long as values mention no elements, and at worst that of trying all permutations otherwise.
 */
import type { Symmetry } from '../../symmetry/permutations.ts';
import type { Shape } from '../shape/shape.ts';
import { absent, type RowCodec } from '../shape/slot-values.ts';
import { at } from '../store/numbers.ts';
import { Arrangement, type Cell } from './arrangement.ts';
import { type Address, type Block, type Blocks, blocksOf, codeOf, type Term } from './blocks.ts';
import { Elements } from './elements.ts';
import { Images } from './images.ts';

/** Sorts after every text: an object without a key comes after those that have it. */
const afterAll = '\uffff';

/** Which element stands at each position, and where each element goes. */
type Placement = Pick<Arrangement, 'elementAt' | 'positionOf'>;

/** Finds the representatives of the states of one shape. */
export class Representatives {
  readonly #symmetry: Symmetry;
  readonly #codec: RowCodec;
  readonly #elements: Elements;
  readonly #all: Arrangement;
  readonly #identity: Int32Array;
  readonly #blocks: Blocks;
  readonly #images: Images;
  /** The texts of the state at hand, by slot. */
  readonly #texts: string[];

  constructor(symmetry: Symmetry, shape: Shape, codec: RowCodec, imageBytesMax = 64 * 2 ** 20) {
    this.#symmetry = symmetry;
    this.#codec = codec;
    this.#elements = new Elements(symmetry);
    this.#all = Arrangement.all(this.#elements);
    this.#identity = Int32Array.from({ length: this.#elements.count }, (_, element) => element);
    this.#blocks = blocksOf(shape, symmetry, this.#elements);
    this.#images = new Images(this.#elements, imageBytesMax);
    this.#texts = shape.slots.map(() => absent);
    const needsOnlySorting = this.#blocks.blocks.every(
      ({ isFlat, mentioning }) => isFlat && mentioning.length === 0,
    );
    if (!needsOnlySorting) symmetry.assertFew();
  }

  /** Bytes in use, about. */
  get bytes(): number {
    return this.#images.bytes;
  }

  /** Tells each slot in which the representative differs from a state, and the text it has there. */
  represent(text: (slot: number) => string, visit: (slot: number, text: string) => void): void {
    const { moving } = this.#blocks;
    for (const slot of moving) this.#texts[slot] = text(slot);
    const least = this.#least();
    for (const slot of moving) {
      const image = this.#image(slot, least);
      if (image !== this.#text(slot)) visit(slot, image);
    }
  }

  /** The canonical text of the representative; a state of another shape stands for itself. */
  representative(key: string): string {
    const fits = this.#codec.split(key, (slot, text) => {
      this.#texts[slot] = text;
    });
    if (!fits) return key;
    return this.#symmetry.apply(this.#elements.permutation(this.#least().positionOf), key);
  }

  /** A permutation that makes the text of the state at hand least. */
  #least(): Arrangement {
    let candidates: readonly Arrangement[] = [this.#all];
    for (const block of this.#blocks.blocks) {
      if (candidates.length === 1 && candidates[0]?.cells.length === 0) break;
      candidates = this.#refine(candidates, block);
    }
    const [first = this.#all] = candidates;
    return first.cells.length === 0 ? first : first.settled();
  }

  /** The permutations among the candidates that make the text of a block least. */
  #refine(candidates: readonly Arrangement[], block: Block): readonly Arrangement[] {
    let classes: readonly number[] | undefined;
    const refined = candidates.flatMap((candidate) => {
      if (candidate.cells.length === 0) return [candidate];
      if (this.#isSortable(block, candidate)) {
        return [candidate.split((cell) => this.#sort(cell, block, candidate))];
      }
      classes ??= this.#classes(block);
      const classOf = classes;
      return candidate.distributions(({ elements }) => groupBy(elements, classOf));
    });
    if (refined.length === 1) return refined;
    let best = refined.map((candidate) => ({ candidate, example: candidate.settled() }));
    for (const term of block.terms) {
      if (best.length === 1) break;
      best = leastBy(best, ({ example }) => termText(term, (slot) => this.#image(slot, example)));
    }
    return best.map(({ candidate }) => candidate);
  }

  /** Whether no part of a block depends on where another element goes. */
  #isSortable({ isFlat, mentioning }: Block, { positionOf }: Arrangement): boolean {
    return (
      isFlat &&
      mentioning.every((slot) =>
        this.#images
          .mentioned(this.#address(slot).family, this.#text(slot))
          .every((element) => at(positionOf, element) >= 0),
      )
    );
  }

  /** Numbers the elements such that those that a block does not tell apart have the same number. */
  #classes({ slots }: Block): readonly number[] {
    const swapped = Int32Array.from(this.#identity);
    const swap = { elementAt: swapped, positionOf: swapped };
    const isSame = (a: number, b: number) => {
      swapped[a] = b;
      swapped[b] = a;
      const same = slots.every((slot) => this.#image(slot, swap) === this.#text(slot));
      swapped[a] = a;
      swapped[b] = b;
      return same;
    };
    const classes: number[] = [];
    for (const { from, values } of this.#elements.domains) {
      for (let element = from; element < from + values.length; element += 1) {
        let other = from;
        while (other < element && (classes[other] !== other || !isSame(other, element))) other += 1;
        classes.push(other);
      }
    }
    return classes;
  }

  /** Gives the positions of a cell to its elements in the order of their parts in a block. */
  #sort(cell: Cell, { parts }: Block, { positionOf }: Arrangement): readonly Cell[] {
    if (!parts.has(at(cell.elements, 0))) return [cell];
    const textOf = (slot: number) =>
      this.#images.image(this.#address(slot).family, this.#text(slot), positionOf);
    const sorted = cell.elements.map((element) => {
      const terms = parts.get(element) ?? [];
      return { element, text: terms.map((term) => termText(term, textOf)).join('') };
    });
    sorted.sort((a, b) => (a.text < b.text ? -1 : a.text === b.text ? 0 : 1));
    const positions = [...parts.keys()].filter((position) => cell.positions.includes(position));
    const cells: Cell[] = [];
    for (let from = 0; from < sorted.length; ) {
      const text = sorted[from]?.text;
      let to = from + 1;
      while (to < sorted.length && sorted[to]?.text === text) to += 1;
      const elements = sorted.slice(from, to).map(({ element }) => element);
      cells.push({ elements, positions: positions.slice(from, to) });
      from = to;
    }
    return cells;
  }

  /** The text that the image of the state has in a slot. */
  #image(slot: number, { elementAt, positionOf }: Placement): string {
    const { family, elements } = this.#address(slot);
    const source = at(family.slots, codeOf(elements, elementAt, this.#elements.count));
    return this.#images.image(family, this.#text(source), positionOf);
  }

  #address(slot: number): Address {
    return this.#blocks.addresses[slot] as Address;
  }

  #text(slot: number): string {
    return this.#texts[slot] as string;
  }
}

/** Groups items with the same number. */
function groupBy(items: readonly number[], numberOf: readonly number[]): readonly number[][] {
  const groups = new Map<number, number[]>();
  for (const item of items) {
    const group = groups.get(at(numberOf, item));
    if (group) group.push(item);
    else groups.set(at(numberOf, item), [item]);
  }
  return [...groups.values()];
}

/** All items with the least text. */
function leastBy<T>(items: readonly T[], textOf: (item: T) => string): T[] {
  let best: T[] = [];
  let least: string | undefined;
  for (const item of items) {
    const text = textOf(item);
    if (least === undefined || text < least) {
      best = [item];
      least = text;
    } else if (text === least) best.push(item);
  }
  return best;
}

/** A text that compares as the term does within the canonical text of a state. */
function termText(term: Term, textOf: (slot: number) => string): string {
  switch (term.kind) {
    case 'value':
      return textOf(term.slot) || afterAll;
    case 'member':
      return textOf(term.slot) === 't' ? '0' : '1';
    case 'set': {
      let text = '';
      for (const [i, slot] of term.slots.entries()) if (textOf(slot) === 't') text += term.texts[i];
      return `${text}>`;
    }
  }
}
