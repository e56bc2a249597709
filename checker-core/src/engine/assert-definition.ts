import type { Definition } from '../model/definition.ts';
import { assertSystem } from './assert-system.ts';
import { assertBehavior } from './options.ts';

/** Refuses a model that cannot be explored. */
export function assertDefinition(definition: Definition): void {
  if (definition.kind === 'machine') assertBehavior(definition);
  else assertSystem(definition);
}
