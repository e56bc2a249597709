import type { MachineDefinition } from '../../../model/definition.ts';
import type { FieldCount } from '../../../model/statistics.ts';
import { Stepper } from '../../reference/steps.ts';
import { TurnTrie } from '../memo/turn-trie.ts';
import { countRows } from '../row-counts.ts';
import type { ShownPlace } from '../row-parts.ts';
import type { RowTimes } from '../row-times.ts';
import { openShape, type Shape } from '../shape/shape.ts';
import { TrackedState, type Tracking } from '../turns/tracked-state.ts';
import type { Front, TurnSurroundings, Turns } from './front.ts';

/** Machines: the slots are the leaves of the schema, and turns run on tracked states. */
export class MachineFront implements Front {
  readonly model: Stepper;
  readonly shape: Shape;
  readonly tuning = {};
  readonly hasOperations = false;
  readonly #onTurn: ((keyPath: string) => void) | undefined;

  constructor(definition: MachineDefinition, onTurn: ((keyPath: string) => void) | undefined) {
    this.model = new Stepper(definition, onTurn);
    this.shape = openShape(definition.state);
    this.#onTurn = onTurn;
  }

  get shown(): ShownPlace {
    return this.shape.root;
  }

  turns(around: TurnSurroundings): Turns {
    const { model, shape } = this;
    return new TurnTrie({ ...around, shape, stepper: model, onTurn: this.#onTurn });
  }

  fields(times: RowTimes): readonly FieldCount[] {
    return countRows(this.model.schema, times);
  }

  reading(tracking: Tracking): unknown {
    return new TrackedState(this.shape.root, tracking).value;
  }
}
