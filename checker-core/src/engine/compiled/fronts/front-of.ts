import type { Definition } from '../../../model/definition.ts';
import type { Front } from './front.ts';
import { MachineFront } from './machine-front.ts';
import { SystemFront } from './system-front.ts';

/** The front of a model. */
export function frontOf(
  definition: Definition,
  onTurn: ((keyPath: string) => void) | undefined,
): Front {
  return definition.kind === 'machine'
    ? new MachineFront(definition, onTurn)
    : new SystemFront(definition, onTurn);
}
