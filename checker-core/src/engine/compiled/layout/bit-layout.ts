/**
 * Where each slot lies in a row of 32-bit words. Slots are packed first-fit decreasing; a slot never
 * crosses words, the bits of a cluster lie side by side. Spare bits of a word go to its open slots, so
 * that new values seldom need a new layout.
 */
import { bitsFor, type Shape } from '../shape/shape.ts';
import { at } from '../store/numbers.ts';
import { firstView, unitCount } from '../turns/reads.ts';

const wordBits = 32;
const slotBitsMax = 30;

/** Places of all units: slots first, then clusters, then views, each where its slot is. */
export interface BitLayout {
  /** Words in a row. */
  readonly words: number;
  readonly word: Int32Array;
  readonly shift: Int32Array;
  readonly mask: Int32Array;
}

interface Item {
  readonly unit: number;
  bits: number;
  /** Whether more values than these bits can tell may appear. */
  readonly isOpen: boolean;
}

/** Plans rows for slots that have had `counts` values so far. */
export function planLayout(shape: Shape, counts: readonly number[], slackBits: number): BitLayout {
  const units = unitCount(shape);
  const layout = {
    word: new Int32Array(units),
    shift: new Int32Array(units),
    mask: new Int32Array(units),
  };
  const words = pack(itemsOf(shape, counts, slackBits));
  for (const [word, items] of words.entries()) {
    widen(items);
    let shift = 0;
    for (const { unit, bits } of items) {
      layout.word[unit] = word;
      layout.shift[unit] = shift;
      layout.mask[unit] = 2 ** bits - 1;
      shift += bits;
    }
  }
  for (const [cluster, { slots }] of shape.clusters.entries()) {
    const unit = shape.slots.length + cluster;
    for (const [bit, slot] of slots.entries()) {
      layout.word[slot] = at(layout.word, unit);
      layout.shift[slot] = at(layout.shift, unit) + bit;
      layout.mask[slot] = 1;
    }
  }
  for (const [view, { slot }] of shape.views.entries()) {
    for (const of of [layout.word, layout.shift, layout.mask]) {
      of[firstView(shape) + view] = at(of, slot);
    }
  }
  return { words: Math.max(1, words.length), ...layout };
}

function itemsOf(shape: Shape, counts: readonly number[], slackBits: number): Item[] {
  const items: Item[] = shape.clusters.map(({ slots }, cluster) => ({
    unit: shape.slots.length + cluster,
    bits: slots.length,
    isOpen: false,
  }));
  for (const [slot, { kind, bits }] of shape.slots.entries()) {
    if (kind === 'bit') continue;
    const isOpen = bits === 0;
    const needed = bitsFor(counts[slot] ?? 0) + (isOpen ? slackBits : 0);
    items.push({ unit: slot, bits: Math.min(slotBitsMax, Math.max(bits, needed)), isOpen });
  }
  return items.sort((a, b) => b.bits - a.bits || a.unit - b.unit);
}

function pack(items: readonly Item[]): Item[][] {
  const words: { items: Item[]; free: number }[] = [];
  for (const item of items) {
    let word = words.find(({ free }) => free >= item.bits);
    if (!word) {
      word = { items: [], free: wordBits };
      words.push(word);
    }
    word.items.push(item);
    word.free -= item.bits;
  }
  return words.map((word) => word.items);
}

/** Gives the spare bits of a word to its open slots in turn. */
function widen(items: readonly Item[]): void {
  const open = items.filter(({ isOpen }) => isOpen);
  let spare = wordBits - items.reduce((sum, { bits }) => sum + bits, 0);
  for (let widened = true; widened && spare > 0; ) {
    widened = false;
    for (const item of open) {
      if (spare === 0 || item.bits >= slotBitsMax) continue;
      item.bits += 1;
      spare -= 1;
      widened = true;
    }
  }
}

/** The value of a unit in a row. */
export function readUnit(
  layout: BitLayout,
  words: Int32Array,
  offset: number,
  unit: number,
): number {
  return (
    (at(words, offset + at(layout.word, unit)) >>> at(layout.shift, unit)) & at(layout.mask, unit)
  );
}

/** Writes the value of a slot into a row. */
export function writeSlot(
  layout: BitLayout,
  words: Int32Array,
  offset: number,
  slot: number,
  value: number,
): void {
  const shift = at(layout.shift, slot);
  const place = offset + at(layout.word, slot);
  words[place] = (at(words, place) & ~(at(layout.mask, slot) << shift)) | (value << shift);
}

/** A row as the source of the numbers of its values. */
export class Row {
  readonly #layout: BitLayout;
  readonly #words: Int32Array;
  readonly #offset: number;

  constructor(layout: BitLayout, words: Int32Array, offset: number) {
    this.#layout = layout;
    this.#words = words;
    this.#offset = offset;
  }

  id(slot: number): number {
    return readUnit(this.#layout, this.#words, this.#offset, slot);
  }
}
