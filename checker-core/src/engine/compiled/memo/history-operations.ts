import type { AnyEnvelope } from '../../../network/medium.ts';
import type { RecordedHistory } from '../../../semantics/recorded-history.ts';
import { encode } from '../../../values/canonical.ts';
import { FailedTurn } from '../../reference/actor-run.ts';
import type { HistoryEvent } from '../../reference/actor-turns.ts';
import type { SystemSteps } from '../../reference/system-steps.ts';
import type { TurnSurroundings } from '../fronts/front.ts';
import type { SystemSlots } from '../fronts/system-slots.ts';
import type { Message } from './messages.ts';
import { numberOf, type Operations } from './operations.ts';

/** What may be an event of a history. */
export interface Noted {
  readonly kind: HistoryEvent['kind'];
  readonly message: Message;
}

/** What is sent and delivered changes the histories of a system by operations. */
export class HistoryOperations {
  readonly #operations: Operations;
  readonly #around: TurnSurroundings;
  readonly #steps: SystemSteps;
  readonly #slots: SystemSlots;

  constructor(
    operations: Operations,
    around: TurnSurroundings,
    steps: SystemSteps,
    slots: SystemSlots,
  ) {
    this.#operations = operations;
    this.#around = around;
    this.#steps = steps;
    this.#slots = slots;
  }

  /** Operations on the histories to which these events may belong. */
  of(events: readonly Noted[]): readonly number[] {
    return this.#steps.recordings.flatMap(({ recorder }, place) => {
      const calls = Object.values(recorder.calls);
      const relevant = events.filter(({ kind, message }) =>
        calls.some(
          ({ invoke, response }) =>
            (kind === 'sent' ? invoke : response).kind === kindOf(message.envelope),
        ),
      );
      const slot = this.#slots.histories[place];
      if (relevant.length === 0 || slot === undefined) return [];
      const names = relevant.map(({ kind, message }) => `${kind} ${message.number}`);
      return [
        this.#operations.add(slot, `record ${names}`, (value) => {
          const after = relevant.reduce(
            (history, { kind, message: { envelope } }) =>
              this.#steps.recorded(history, place, { kind, envelope }),
            // Slots of histories hold nothing else.
            this.#around.codec.slot(slot).frozen(value, 0) as RecordedHistory,
          );
          return numberOf(this.#around, slot, encode(after));
        }),
      ];
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
