import type { SystemDefinition } from '../../../model/definition.ts';
import type { FieldCount } from '../../../model/statistics.ts';
import { SystemModel } from '../../reference/system-model.ts';
import { SystemTrie } from '../memo/system-trie.ts';
import type { ShownPlace } from '../row-parts.ts';
import type { RowTimes } from '../row-times.ts';
import type { Shape } from '../shape/shape.ts';
import type { Tracking } from '../turns/tracked-state.ts';
import type { Front, TurnSurroundings, Turns } from './front.ts';
import { shownSystem } from './shown-system.ts';
import { countSystemRows } from './system-row-counts.ts';
import { type SystemSlots, systemSlots } from './system-slots.ts';
import { SystemView } from './system-view.ts';

/** Systems of actors: handlers run on plain values, and what they send becomes operations. */
export class SystemFront implements Front {
  readonly model: SystemModel;
  readonly shape: Shape;
  /** Most inboxes are met by few states of their actor: dense tables would be nearly empty. */
  readonly tuning = { denseBits: 6 };
  readonly hasOperations = true;
  readonly #slots: SystemSlots;
  readonly #view: SystemView;

  constructor(definition: SystemDefinition, onTurn: ((keyPath: string) => void) | undefined) {
    this.model = new SystemModel(definition, onTurn);
    const { cast, recordings, budgets } = this.model.steps;
    this.#slots = systemSlots(cast, recordings.length, budgets);
    this.#view = new SystemView(cast, this.#slots);
    this.shape = this.#slots.shape;
  }

  get shown(): ShownPlace {
    return shownSystem(this.model.steps.cast, this.model.steps.recordings, this.#slots);
  }

  turns(around: TurnSurroundings): Turns {
    return new SystemTrie(around, this.model.steps, this.#slots);
  }

  fields(times: RowTimes): readonly FieldCount[] {
    return countSystemRows(this.model, this.#slots, times);
  }

  reading(tracking: Tracking, byViews: boolean): unknown {
    return this.#view.reading(tracking, byViews);
  }
}
