import type { Explorable } from '../engine/explorable.ts';
import type { Outcome } from '../engine/reference/steps.ts';
import type { Definition } from '../model/definition.ts';
import type { ReplayStep } from './replay-step.ts';
import { ReplayableMachine } from './replayable-machine.ts';
import { ReplayableSystem } from './replayable-system.ts';

/** A model whose steps can be named one by one. */
export interface Replayable {
  readonly model: Explorable;
  /** Whether a step of the model is the one that is named, whatever was chosen in it. */
  isNamed(step: ReplayStep, outcome: Outcome): boolean;
  /** A sentence that says why a state has no step of this name. */
  whyNot(step: ReplayStep, key: string): string;
}

/** The steps of a model by name. */
export function replayableOf(definition: Definition): Replayable {
  return definition.kind === 'machine'
    ? new ReplayableMachine(definition)
    : new ReplayableSystem(definition);
}
