import { RealTimeAgenda } from './agenda.ts';
import type { Call } from './call.ts';
import type { Placed } from './search.ts';

/**
 * One order of all calls that keeps real time and the order of each part. There always is one, as
 * real time and orders that each obey it make no cycle (locality, theorem 1 of Herlihy and Wing): so
 * at least one call that may come next in real time also comes next in its part.
 */
export function mergeOrders(orders: readonly (readonly Placed[])[]): readonly Placed[] {
  const parts = orders.map((order) => ({ order, next: 0 }));
  const partOf = new Map<Call, (typeof parts)[number]>();
  for (const part of parts) for (const { call } of part.order) partOf.set(call, part);
  const agenda = new RealTimeAgenda([...partOf.keys()]);
  return Array.from(partOf, () => {
    for (const call of agenda.candidates()) {
      const part = partOf.get(call);
      const placed = part?.order[part.next];
      if (part === undefined || placed?.call !== call) continue;
      part.next += 1;
      agenda.take(call);
      return placed;
    }
    throw new Error('Internal error: linearizations of the keys of a history make a cycle.');
  });
}
