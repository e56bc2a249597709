import { machine } from 'everyturn';
import { machineOf } from 'everyturn/internal/engine/check';
import type { MachineDefinition } from 'everyturn/internal/model/definition';
import * as z from 'zod';

/** The machine that the text of a module defines as `model`. */
export function machineFromText(text: string): MachineDefinition {
  const body = text.replace('export const model =', 'return');
  // The text comes from the generator beside this file.
  const load = new Function('z', 'machine', `'use strict';\n${body}`);
  return machineOf(load(z, machine));
}
