import { expect, test } from 'vitest';
import * as z from 'zod';
import * as old from 'zod/v3';
import { actor } from '../model/actor.ts';
import { address } from '../model/address.ts';
import type { CheckOptions } from '../model/check-options.ts';
import { type AnyAction, definitionOf, type MachineDefinition } from '../model/definition.ts';
import { machine } from '../model/machine.ts';
import { messages } from '../model/messages.ts';
import { system } from '../model/system.ts';
import { check } from './check.ts';
import { ModelError } from './errors.ts';
import { assertBehavior } from './options.ts';

const toggle: AnyAction = { next: () => {} };

/** A lamp as somebody without types may define it. */
function lamp(declaration: object, action: object = toggle): MachineDefinition {
  // What the types forbid is what is tried here.
  const model = machine(declaration as never).define({
    init: () => ({ on: false }),
    actions: { toggle: action as never },
  });
  const definition = definitionOf(model);
  if (definition?.kind !== 'machine') throw new Error('A machine was defined.');
  return definition;
}

function refusalOf(definition: MachineDefinition) {
  try {
    assertBehavior(definition);
  } catch (error) {
    if (error instanceof ModelError) return error.report;
    throw error;
  }
  return undefined;
}

const state = z.object({ on: z.boolean() });

test('schemas of zod 4 are accepted', () => {
  const by = z.enum(['ann', 'bob']);
  expect(refusalOf(lamp({ state, symmetry: [by] }, { ...toggle, params: { by } }))).toBe(undefined);
});

test('a state of zod 3 is refused, and what to install is said', () => {
  expect(refusalOf(lamp({ state: old.object({ on: old.boolean() }) }))).toEqual({
    code: 'EVT501',
    keyPath: 'state',
    message:
      'state is a schema of zod 3; everyturn needs a schema of zod 4. ' +
      "Try: npm install zod@4, and import * as z from 'zod'.",
  });
});

test('parameters and symmetries of zod 3 are refused where they stand', () => {
  const by = old.enum(['ann', 'bob']);
  expect(refusalOf(lamp({ state }, { ...toggle, params: { by } }))).toMatchObject({
    code: 'EVT501',
    keyPath: 'actions.toggle.params.by',
  });
  expect(refusalOf(lamp({ state, symmetry: [by] }))?.keyPath).toBe('symmetry');
});

test.each([
  [undefined, 'undefined'],
  [null, 'null'],
  ['on', 'a string'],
  [[true], 'an array'],
  [{ on: true }, 'an object'],
])('a state that is no schema is refused: %s', (value, what) => {
  expect(refusalOf(lamp({ state: value }))?.message).toContain(`state is ${what}; `);
});

test('threads for a model in memory are refused, and what to do is said', async () => {
  const model = machine({ state }).define({ init: () => ({ on: false }), actions: {} });
  // The types do not know the option.
  const checking = check(model, { workers: 2 } as CheckOptions);
  await expect(checking).rejects.toThrow(ModelError);
  await expect(checking).rejects.toThrow(
    'EVT501 Other threads cannot see a model that is an object in memory. ' +
      'Leave workers out, or use `everyturn check --workers n` with its file.',
  );
});

test('a symmetry that is asked for and not declared is refused, and what to do is said', async () => {
  const model = machine({ state }).define({ init: () => ({ on: false }), actions: {} });
  await expect(check(model, { symmetry: true })).rejects.toThrow(
    'EVT501 The model declares no symmetry. List schemas whose values are interchangeable in ' +
      'symmetry of machine({ … }), or leave the option symmetry out.',
  );
  expect(await check(model, { symmetry: false })).toMatchObject({ distinctStates: 1 });
});

test('a symmetry of a system of actors is refused, in every order of search', async () => {
  const Alone = actor({ messages: messages({}) }).define({ init: () => ({}), on: {} });
  const network = { order: 'any', lose: 0, duplicate: 0 } as const;
  const model = system({ actors: { alone: Alone.at(address('alone')) }, network }).define({});
  for (const search of ['breadth-first', 'depth-first'] as const) {
    await expect(check(model, { search, symmetry: true })).rejects.toThrow(
      'EVT501 A system of actors cannot declare a symmetry. Leave the option symmetry out.',
    );
  }
  expect(await check(model, { symmetry: false })).toMatchObject({ distinctStates: 1 });
});
