import type { InstanceCount } from '../../model/statistics.ts';
import { systemEvents } from '../../model/system-event.ts';
import { decode, encode } from '../../values/canonical.ts';
import type { Outcome } from '../reference/steps.ts';

type Step = Pick<Outcome, 'by' | 'event' | 'params'>;

/** The text by which a step of a system is counted: with the kind of its message, not the message. */
export function countedAs({ by, event, params }: Step): string {
  const { message, ...others } = params;
  if (message === undefined) return encode([event, by, params]);
  // Messages are made by kinds of messages.
  const { kind } = message as { readonly kind: string };
  return encode([event, by, { ...others, kind }]);
}

/** The key path that took the steps counted by a text. */
export function countedBy(text: string): string {
  return partsOf(text)[1];
}

/** What is told of the steps of a system: as its steps are ordered, then by parameters. */
export function eventCounts(
  fired: ReadonlyMap<string, number>,
  actions: readonly string[],
): readonly InstanceCount[] {
  const place = new Map(actions.map((by, index) => [by, index]));
  const counts = [...fired].map(([text, times]) => {
    const [event, by, params] = partsOf(text);
    const order = [systemEvents.indexOf(event), place.get(by) ?? -1] as const;
    return { order, text, count: { by, event, params, fired: times } };
  });
  return counts
    .sort((a, b) => {
      const byPlace = a.order[0] - b.order[0] || a.order[1] - b.order[1];
      return byPlace || (a.text < b.text ? -1 : 1);
    })
    .map(({ count }) => count);
}

/** Only `countedAs` makes these texts. */
function partsOf(text: string) {
  return decode(text) as [NonNullable<Step['event']>, string, Step['params']];
}
