import { type Outcome, Stepper } from '../engine/reference/steps.ts';
import type { MachineDefinition } from '../model/definition.ts';
import { encode } from '../values/canonical.ts';
import { printValue } from '../values/print.ts';
import type { ReplayStep } from './replay-step.ts';

/** The steps of a machine, named by the key paths of its actions. */
export class ReplayableMachine {
  readonly model: Stepper;

  constructor(definition: MachineDefinition) {
    this.model = new Stepper(definition);
  }

  isNamed([by, params = {}]: ReplayStep, outcome: Outcome): boolean {
    return outcome.by === by && encode(outcome.params) === encode(params);
  }

  whyNot([by, params = {}]: ReplayStep, key: string): string {
    const { actions, instances } = this.model;
    if (!actions.includes(by)) {
      return `The model has no ${by}. There are ${actions.join(', ') || 'no actions'}.`;
    }
    const wanted = encode(params);
    const instance = instances.find((other) => other.by === by && encode(other.params) === wanted);
    if (!instance) return `${by} does not take ${printValue(params, 80)} any more.`;
    const { when } = instance.definition;
    const isBlocked = when !== undefined && !when(this.model.read(key), instance.params);
    return isBlocked ? `${by}.when is false.` : `${by}.next chooses from nothing.`;
  }
}
