import type { Search } from '../model/check-options.ts';
import type { Definition } from '../model/definition.ts';
import { ModelError, refused } from './errors.ts';
import type { ExploreOptions } from './exploration.ts';
import { livenessOf } from './options.ts';
import { Symmetry } from './symmetry/permutations.ts';

/** Whether states are counted as classes, and what is to be said of it. */
export interface SymmetryInForce {
  readonly symmetry: Symmetry | undefined;
  readonly notes: readonly string[];
}

const none: SymmetryInForce = { symmetry: undefined, notes: [] };

/** The symmetry of a run; throws where one is asked for and cannot be used. */
export function symmetryInForce(
  definition: Definition,
  { symmetry: asked }: ExploreOptions,
  search: Search,
): SymmetryInForce {
  const refuse = (reason: string): never => {
    throw new ModelError(refused('symmetry', reason));
  };
  if (asked === false || typeof search === 'object') return none;
  if (definition.kind === 'system') {
    if (asked !== true) return none;
    return refuse('A system of actors cannot declare a symmetry. Leave the option symmetry out.');
  }
  if (definition.symmetry.length === 0) {
    if (asked !== true) return none;
    const advice = 'List schemas whose values are interchangeable in symmetry of machine({ … })';
    return refuse(`The model declares no symmetry. ${advice}, or leave the option symmetry out.`);
  }
  const [liveness] = livenessOf(definition.behavior);
  if (liveness !== undefined) {
    const reason = `The model has liveness properties (${liveness}), for which symmetry would be unsound`;
    if (asked === true) refuse(`${reason}.`);
    return { symmetry: undefined, notes: [`${reason}: states are counted one by one.`] };
  }
  return { symmetry: new Symmetry(definition.state, definition.symmetry), notes: [] };
}
