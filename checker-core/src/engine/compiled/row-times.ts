/** Counts in how many rows each unit has each of its values, by one pass for each unit. */
import type { SetPlace } from './shape/shape.ts';
import type { KeptRows } from './store/kept-rows.ts';
import { at } from './store/numbers.ts';

/** What is counted. */
export type CountedRows = Pick<KeptRows, 'table' | 'layout' | 'shape' | 'codec'>;

/** A slot whose values fall into classes. */
export interface ClassedSlot {
  readonly slot: number;
  /** By the number of the value. */
  readonly classOf: Int32Array;
  readonly count: number;
}

/** How often values stand in rows that do not change meanwhile: nothing is counted twice. */
export class RowTimes {
  readonly of: CountedRows;
  readonly #units = new Map<number, Int32Array>();
  readonly #sizes = new Map<SetPlace, Int32Array>();
  /** By slot of one bit: its cluster, and its place there. */
  readonly #bits: ReadonlyMap<number, readonly [unit: number, bit: number]>;

  constructor(of: CountedRows) {
    this.of = of;
    const { slots, clusters } = of.shape;
    this.#bits = new Map(
      clusters.flatMap((cluster, number) =>
        cluster.slots.map((slot, bit) => [slot, [slots.length + number, bit]] as const),
      ),
    );
  }

  /** In how many rows a slot has each of its values, by their numbers. */
  slot(slot: number): Int32Array {
    const place = this.#bits.get(slot);
    if (!place) return this.#unit(slot, this.of.codec.slot(slot).texts.length);
    const [unit, bit] = place;
    const ones = timesWhere(this.#cluster(unit), (value) => ((value >>> bit) & 1) === 1);
    return Int32Array.of(this.of.table.count - ones, ones);
  }

  /** How many rows have each number of elements of an opened set. */
  sizes(place: SetPlace): Int32Array {
    const known = this.#sizes.get(place) ?? this.#sizesOf(place);
    this.#sizes.set(place, known);
    return known;
  }

  /** In how many rows two slots have values of two classes; by the first class, then by the second. */
  together(first: ClassedSlot, second: ClassedSlot): Int32Array {
    const { layout, table } = this.of;
    const { rows, count } = table;
    const columns = second.count;
    const times = new Int32Array(first.count * columns);
    const [classA, classB] = [first.classOf, second.classOf];
    const [shiftA, maskA] = [at(layout.shift, first.slot), at(layout.mask, first.slot)];
    const [shiftB, maskB] = [at(layout.shift, second.slot), at(layout.mask, second.slot)];
    const width = layout.words;
    const ahead = at(layout.word, second.slot) - at(layout.word, first.slot);
    const end = count * width;
    for (let place = at(layout.word, first.slot); place < end; place += width) {
      const a = ((rows[place] as number) >>> shiftA) & maskA;
      const b = ((rows[place + ahead] as number) >>> shiftB) & maskB;
      const pair = (classA[a] as number) * columns + (classB[b] as number);
      times[pair] = (times[pair] as number) + 1;
    }
    return times;
  }

  /** How many rows have each sum of what values of some slots count for. */
  sums(slots: readonly number[], countsFor: (slot: number, value: number) => number): Int32Array {
    const { layout, codec, table } = this.of;
    const { rows, count } = table;
    const width = layout.words;
    const weights = slots.map((slot) =>
      Int32Array.from(codec.slot(slot).texts, (_, value) => countsFor(slot, value)),
    );
    const [word, shift, mask] = [layout.word, layout.shift, layout.mask].map((of) =>
      Int32Array.from(slots, (slot) => at(of, slot)),
    ) as [Int32Array, Int32Array, Int32Array];
    const most = weights.reduce((sum, each) => sum + each.reduce((a, b) => Math.max(a, b), 0), 0);
    const times = new Int32Array(most + 1);
    for (let row = 0; row < count * width; row += width) {
      let sum = 0;
      for (let i = 0; i < slots.length; i += 1) {
        const bits = rows[row + (word[i] as number)] as number;
        const value = (bits >>> (shift[i] as number)) & (mask[i] as number);
        sum += (weights[i] as Int32Array)[value] as number;
      }
      times[sum] = (times[sum] as number) + 1;
    }
    return times;
  }

  #cluster(unit: number): Int32Array {
    const cluster = this.of.shape.clusters[unit - this.of.shape.slots.length];
    return this.#unit(unit, 2 ** (cluster?.slots.length ?? 0));
  }

  /** The loops take numbers from their arrays themselves: `at` has seen arrays of all kinds. */
  #unit(unit: number, values: number): Int32Array {
    const known = this.#units.get(unit);
    if (known) return known;
    const { layout, table } = this.of;
    const { rows, count } = table;
    const times = new Int32Array(values);
    const shift = at(layout.shift, unit);
    const mask = at(layout.mask, unit);
    const width = layout.words;
    const end = count * width;
    for (let place = at(layout.word, unit); place < end; place += width) {
      const value = ((rows[place] as number) >>> shift) & mask;
      times[value] = (times[value] as number) + 1;
    }
    this.#units.set(unit, times);
    return times;
  }

  #sizesOf({ clusters, elements, slots }: SetPlace): Int32Array {
    const [first, ...others] = clusters;
    if (first === undefined) return Int32Array.of(this.of.table.count);
    if (others.length > 0) return this.sums([...slots.values()], (_, value) => value);
    const times = this.#cluster(this.of.shape.slots.length + first);
    return Int32Array.from({ length: elements.length + 1 }, (_, size) =>
      timesWhere(times, (value) => bitCount(value) === size),
    );
  }
}

function timesWhere(times: Int32Array, isCounted: (value: number) => boolean): number {
  let sum = 0;
  for (const [value, states] of times.entries()) if (isCounted(value)) sum += states;
  return sum;
}

/** Ones in a word, counted side by side. */
function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
