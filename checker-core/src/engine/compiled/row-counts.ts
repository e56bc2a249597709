/** Counts the values of a state's fields, slot by slot. */
import type * as z from 'zod';
import type { FieldCount } from '../../model/statistics.ts';
import { decode } from '../../values/canonical.ts';
import { FieldCounts } from '../statistics/field-counts.ts';
import type { RowTimes } from './row-times.ts';
import type { Place, SetPlace } from './shape/shape.ts';
import { absent } from './shape/slot-values.ts';
import { at } from './store/numbers.ts';

/** The values that stand in the rows, by field. */
export function countRows(schema: z.ZodType, times: RowTimes): readonly FieldCount[] {
  const fields = new FieldCounts(schema);
  if (times.of.table.count > 0) countPlace(times.of.shape.root, fields, times);
  return fields.fields();
}

function countPlace(place: Place, fields: FieldCounts, times: RowTimes): void {
  if (place.kind === 'leaf') countSlot(place.slot, fields, times);
  else if (place.kind === 'set') countSet(place, fields, times);
  else {
    for (const [key, field] of place.fields) {
      countPlace(field.place, fields.part(place.kind === 'tuple' ? field.index : key), times);
    }
  }
}

/** Takes in the values of one slot. */
export function countSlot(slot: number, fields: FieldCounts, times: RowTimes): void {
  const counts = times.slot(slot);
  for (const [id, text] of times.of.codec.slot(slot).texts.entries()) {
    const states = at(counts, id);
    if (states > 0 && text !== absent) fields.add(decode(text), states);
  }
}

function countSet(place: SetPlace, fields: FieldCounts, times: RowTimes): void {
  for (const [size, states] of times.sizes(place).entries()) {
    if (states > 0) fields.addSize(size, states);
  }
  for (const [element, slot] of place.slots) {
    const states = at(times.slot(slot), 1);
    if (states > 0) fields.addMember(element, states);
  }
}
