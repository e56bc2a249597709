/** Thrown for events that are no history of the reference object, so that nothing can be said of them. */
export class MalformedHistory extends Error {
  /** The event to blame, counted from 0 in the order in which the events were given. */
  readonly index: number;

  constructor(index: number, message: string) {
    super(`Event ${index} of the history: ${message}`);
    this.name = 'MalformedHistory';
    this.index = index;
  }
}
