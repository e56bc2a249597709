/** Counts the values of a state's fields by one pass over the rows for each slot. */
import type * as z from 'zod';
import type { FieldCount } from '../../model/statistics.ts';
import { decode } from '../../values/canonical.ts';
import { FieldCounts } from '../statistics/field-counts.ts';
import type { Place, SetPlace, Shape } from './shape/shape.ts';
import { absent } from './shape/slot-values.ts';
import type { KeptRows } from './store/kept-rows.ts';
import { at } from './store/numbers.ts';

/** What is counted. */
export type CountedRows = Pick<KeptRows, 'table' | 'layout' | 'shape' | 'codec'>;

/** The values that stand in the rows, by field. */
export function countRows(schema: z.ZodType, rows: CountedRows): readonly FieldCount[] {
  const fields = new FieldCounts(schema);
  if (rows.table.count > 0) countPlace(rows.shape.root, fields, rows);
  return fields.fields();
}

function countPlace(place: Place, fields: FieldCounts, rows: CountedRows): void {
  if (place.kind === 'leaf') countSlot(place.slot, fields, rows);
  else if (place.kind === 'set') countSet(place, fields, rows);
  else {
    for (const [key, field] of place.fields) {
      countPlace(field.place, fields.part(place.kind === 'tuple' ? field.index : key), rows);
    }
  }
}

/** Takes in the values of one slot. */
export function countSlot(slot: number, fields: FieldCounts, rows: CountedRows): void {
  const values = rows.codec.slot(slot);
  const times = timesOf(slot, values.texts.length, rows);
  for (const [id, text] of values.texts.entries()) {
    const states = at(times, id);
    if (states > 0 && text !== absent) fields.add(decode(text), states);
  }
}

/**
 * How many rows have each value of a unit. The loops here and below take numbers from their arrays
 * themselves: `at` has seen arrays of all kinds, and took ten times as long.
 */
export function timesOf(unit: number, values: number, { table, layout }: CountedRows): Int32Array {
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
  return times;
}

function countSet(place: SetPlace, fields: FieldCounts, rows: CountedRows): void {
  const { shape } = rows;
  const members = new Map<number, number>();
  const [first, ...others] = place.clusters.map((cluster) => {
    const { slots } = shape.clusters[cluster] as Shape['clusters'][number];
    const times = timesOf(shape.slots.length + cluster, 2 ** slots.length, rows);
    for (const [bit, slot] of slots.entries()) {
      members.set(
        slot,
        timesWhere(times, (value) => ((value >>> bit) & 1) === 1),
      );
    }
    return times;
  });
  const sizes =
    first !== undefined && others.length === 0
      ? Int32Array.from({ length: place.elements.length + 1 }, (_, size) =>
          timesWhere(first, (value) => bitCount(value) === size),
        )
      : sizesOf(place, rows);
  for (const [size, states] of sizes.entries()) {
    if (states > 0) fields.addSize(size, states);
  }
  for (const [element, slot] of place.slots) {
    const states = members.get(slot) ?? 0;
    if (states > 0) fields.addMember(element, states);
  }
}

function timesWhere(times: Int32Array, isCounted: (value: number) => boolean): number {
  let sum = 0;
  for (const [value, states] of times.entries()) if (isCounted(value)) sum += states;
  return sum;
}

/** How many rows have each number of elements of a set that lies in several clusters. */
function sizesOf(place: SetPlace, { table, layout, shape }: CountedRows): Int32Array {
  const { rows, count } = table;
  const width = layout.words;
  const ones = new Uint8Array(count);
  for (const cluster of place.clusters) {
    const unit = shape.slots.length + cluster;
    const word = at(layout.word, unit);
    const bits = at(layout.mask, unit) << at(layout.shift, unit);
    for (let row = 0; row < count; row += 1) {
      const bitsSet = bitCount((rows[row * width + word] as number) & bits);
      ones[row] = (ones[row] as number) + bitsSet;
    }
  }
  const sizes = new Int32Array(place.elements.length + 1);
  for (let row = 0; row < count; row += 1) {
    const size = ones[row] as number;
    sizes[size] = (sizes[size] as number) + 1;
  }
  return sizes;
}

/** Ones in a word, counted side by side. */
function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
