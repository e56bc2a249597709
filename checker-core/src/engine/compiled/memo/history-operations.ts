import type { AnyEnvelope } from '../../../network/medium.ts';
import type { RecordedHistory } from '../../../semantics/recorded-history.ts';
import { decode, encode } from '../../../values/canonical.ts';
import { deepFreeze } from '../../../values/freeze.ts';
import { FailedTurn } from '../../reference/actor-run.ts';
import type { HistoryEvent } from '../../reference/actor-turns.ts';
import type { SystemSteps } from '../../reference/system-steps.ts';
import type { SystemSlots } from '../fronts/system-slots.ts';
import type { Operations } from './operations.ts';

/** What is sent and delivered changes the histories of a system by operations. */
export class HistoryOperations {
  readonly #operations: Operations;
  readonly #steps: SystemSteps;
  readonly #slots: SystemSlots;

  constructor(operations: Operations, steps: SystemSteps, slots: SystemSlots) {
    this.#operations = operations;
    this.#steps = steps;
    this.#slots = slots;
  }

  /** Operations on the histories to which these events may belong. */
  of(events: readonly HistoryEvent[]): readonly number[] {
    return this.#steps.recordings.flatMap(({ recorder }, place) => {
      const calls = Object.values(recorder.calls);
      const relevant = events.filter(({ kind, envelope }) =>
        calls.some(
          ({ invoke, response }) => (kind === 'sent' ? invoke : response).kind === kindOf(envelope),
        ),
      );
      const slot = this.#slots.histories[place];
      if (relevant.length === 0 || slot === undefined) return [];
      const change = (text: string) =>
        encode(
          relevant.reduce(
            (history, event) => this.#steps.recorded(history, place, event),
            // Slots of histories hold nothing else.
            deepFreeze(decode(text)) as RecordedHistory,
          ),
        );
      return [this.#operations.add(slot, ['record', relevant], change)];
    });
  }

  /** Whether a history may fail to tell what a message says where it is the response to a call. */
  mayFail(envelope: AnyEnvelope): boolean {
    return this.#steps.recordings.some(({ recorder }, place) =>
      Object.entries(recorder.calls).some(([operation, { response }]) => {
        if (response.kind !== kindOf(envelope)) return false;
        const pending = { operation, input: null, after: {} };
        const waiting = { [envelope.to]: { completed: [], pending } };
        try {
          this.#steps.recorded(waiting, place, { kind: 'delivered', envelope });
          return false;
        } catch (error) {
          if (error instanceof FailedTurn) return true;
          throw error;
        }
      }),
    );
  }
}

function kindOf({ message }: AnyEnvelope): unknown {
  return (message as { readonly kind: unknown }).kind;
}
