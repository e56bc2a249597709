import type { FieldCount } from '../../../model/statistics.ts';
import type { SystemModel } from '../../reference/system-model.ts';
import { FieldCounts } from '../../statistics/field-counts.ts';
import { countSlot } from '../row-counts.ts';
import type { RowTimes } from '../row-times.ts';
import { at } from '../store/numbers.ts';
import type { SystemSlots } from './system-slots.ts';

/** Counts the values of a system's states by one pass over the rows for each slot that is counted. */
export function countSystemRows(
  { steps, countedSchema }: SystemModel,
  slots: SystemSlots,
  rows: RowTimes,
): readonly FieldCount[] {
  const counts = new FieldCounts(countedSchema);
  if (rows.of.table.count === 0) return [];
  for (const { index, role, member, address, declaration } of steps.cast.actors) {
    const own = slots.actors[index];
    if (!own) continue;
    const place = counts.part(role);
    countSlot(own.fields, member === undefined ? place : place.part(member), rows);
    if (Object.keys(declaration.timers ?? {}).length === 0) continue;
    countSlot(own.timers, counts.part('timers').part(address), rows);
  }
  if (steps.mayHappen('crash')) countCrashed(steps, slots, rows, counts.part('crashed'));
  for (const [budget, slot] of Object.entries(slots.left)) {
    countSlot(slot, counts.part('left').part(budget), rows);
  }
  return counts.fields();
}

/** Who is crashed lies in one slot for each actor; how many are takes a pass over them together. */
function countCrashed(
  { cast }: SystemModel['steps'],
  { actors }: SystemSlots,
  rows: RowTimes,
  counts: FieldCounts,
): void {
  const { table, layout, codec } = rows.of;
  const { count, width } = table;
  const crashed = new Uint8Array(count);
  for (const [index, { address }] of cast.actors.entries()) {
    const slot = actors[index]?.crashed ?? 0;
    const yes = codec.slot(slot).find('t');
    const times = rows.slot(slot);
    if (yes < 0 || at(times, yes) === 0) continue;
    counts.addMember(address, at(times, yes));
    const word = at(layout.word, slot);
    const shift = at(layout.shift, slot);
    const mask = at(layout.mask, slot);
    for (let row = 0; row < count; row += 1) {
      const value = ((table.rows[row * width + word] as number) >>> shift) & mask;
      if (value === yes) crashed[row] = (crashed[row] as number) + 1;
    }
  }
  const sizes = new Int32Array(cast.actors.length + 1);
  for (const size of crashed) sizes[size] = at(sizes, size) + 1;
  for (const [size, states] of sizes.entries()) if (states > 0) counts.addSize(size, states);
}
