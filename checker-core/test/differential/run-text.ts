import {
  actor,
  addresses,
  history,
  machine,
  messages,
  objects,
  seen,
  sequential,
  system,
} from 'everyturn';
import { machineOf, modelOf } from 'everyturn/internal/engine/check';
import type { MachineDefinition, SystemDefinition } from 'everyturn/internal/model/definition';
import * as z from 'zod';

/** The machine that the text of a module defines as `model`. */
export function machineFromText(text: string): MachineDefinition {
  return machineOf(run(text, { z, machine }));
}

/** The system that the text of a module defines as `model`. */
export function systemFromText(text: string): SystemDefinition {
  const names = { actor, addresses, history, messages, objects, seen, sequential, system };
  const definition = modelOf(run(text, { z, ...names }));
  if (definition.kind === 'system') return definition;
  throw new Error('This is a machine, where a system is needed.');
}

function run(text: string, imported: Readonly<Record<string, unknown>>): unknown {
  const body = text.replace('export const model =', 'return');
  // The text comes from the generators beside this file.
  const load = new Function(...Object.keys(imported), `'use strict';\n${body}`);
  return load(...Object.values(imported));
}
