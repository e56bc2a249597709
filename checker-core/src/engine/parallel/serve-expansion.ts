/**
 * Expands states for the keeper, in a thread with a memo of its own. Whatever it cannot do alone (a
 * value that has no number yet, rows that are too narrow, an exception) ends a range early: the
 * keeper then does the rest of it, so that it happens once and in the right order.
 */
import type { Watch } from '../../coverage/code-watch.ts';
import type { Definition } from '../../model/definition.ts';
import { Expander } from '../compiled/expander.ts';
import { frontOf } from '../compiled/fronts/front-of.ts';
import type { Tuning } from '../compiled/tuning.ts';
import { EventNotes } from './event-notes.ts';
import type { Expanded, FromExpander, Order, ToExpander } from './messages.ts';
import type { ThreadPort } from './thread-port.ts';

/** Serves a keeper at the other end of the port, until this thread is ended. */
export function serveExpansion(definition: Definition, port: ThreadPort, watch?: Watch): void {
  let servant: Servant | undefined;
  const hear = (message: ToExpander) => {
    if (message.kind === 'begin') {
      servant = new Servant(definition, message.tuning, new Int32Array(message.pulse), watch);
    } else if (servant) {
      const found = servant.expand(message);
      const { words, hashes, parents } = found;
      const arrays = [words, hashes, parents].map(({ buffer }) => buffer as ArrayBuffer);
      port.postMessage(found satisfies FromExpander, arrays);
    }
  };
  // The keeper says nothing else.
  port.listen(
    (message) => hear(message as ToExpander),
    () => {},
  );
  port.postMessage({ kind: 'ready' } satisfies FromExpander);
}

class Servant {
  readonly #notes = new EventNotes();
  readonly #expander: Expander;
  readonly #watch: Watch | undefined;
  #epoch = 0;

  constructor(definition: Definition, tuning: Tuning, pulse: Int32Array, watch: Watch | undefined) {
    this.#watch = watch;
    const onTurn = (keyPath: string) => {
      Atomics.add(pulse, 0, 1);
      watch?.turn(keyPath);
    };
    const front = frontOf(definition, onTurn);
    this.#expander = new Expander({
      front,
      findings: this.#notes,
      // The rows are the keeper's: none are kept here.
      tuning: { ...tuning, statesAtFirst: 1 },
      serves: true,
      symmetry: undefined,
      onTurn,
      watch,
    });
  }

  expand(order: Order): Expanded {
    this.#follow(order);
    const { from, to } = order;
    let next = from;
    try {
      next = this.#expander.expandFor(from, to);
    } catch {
      // The keeper comes to the same exception, and to everything before it.
      this.#take(order, from);
      this.#restart();
      return this.#take(order, from);
    }
    return this.#take(order, next);
  }

  #follow({ epoch, values, rows, layout }: Order): void {
    const { table, slotValues: known } = this.#expander;
    for (const { slot, texts } of values) for (const text of texts) known[slot]?.intern(text);
    if (epoch !== this.#epoch && rows && layout) {
      this.#epoch = epoch;
      this.#notes.clear();
      this.#expander.adopt({ layout, rows });
    } else if (rows) table.rows = rows;
  }

  /** Forgets what was found and not told. */
  #restart(): void {
    this.#notes.clear();
    this.#expander.restart();
  }

  /** Everything found since the last time. */
  #take({ epoch, from }: Order, next: number): Expanded {
    const { candidates, counts, table } = this.#expander;
    const { count } = candidates;
    const blocked = counts.takeBlocked();
    const found: Expanded = {
      kind: 'expanded',
      epoch,
      from,
      next,
      words: candidates.words.slice(0, count * table.width),
      hashes: candidates.hashes.slice(0, count),
      parents: candidates.parents.slice(0, count),
      tally: counts.take(),
      happened: counts.takeHappened(),
      events: this.#notes.take(),
      ...(blocked && { blocked }),
      ...(this.#watch && { ran: this.#watch.news() }),
    };
    candidates.count = 0;
    return found;
  }
}
