import { encode } from '../../../values/canonical.ts';
import { countedAs } from '../../statistics/event-counts.ts';
import type { Origin } from '../fronts/front.ts';

/** What leads to the steps of a system, each origin once. */
export class Origins {
  readonly all: Origin[] = [];
  readonly #numbers = new Map<string, number>();

  /** The number of an origin; of one that concerns a message, known by the number of that. */
  number({ action, by, event, params }: Origin, message: number | undefined): number {
    const name = message === undefined ? encode([by, event, params]) : `${event} ${by} ${message}`;
    return this.#number(name, { action, by, params, ...(event && { event }) });
  }

  /** The number of one that stands for all that are counted with an origin. */
  countedWith(origin: Origin): number {
    return this.#number(`counted ${countedAs(origin)}`, origin);
  }

  #number(name: string, origin: Origin): number {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.all.length;
      this.#numbers.set(name, number);
      this.all.push(origin);
    }
    return number;
  }
}
