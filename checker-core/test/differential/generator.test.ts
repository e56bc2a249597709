import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differencesBetween } from './compare.ts';
import { indented } from './indented.ts';
import { machineText } from './machine-text.ts';
import { observe } from './observe.ts';
import { machineSeeds } from './random-machine.ts';
import { machineFromText } from './run-text.ts';

const budget = { statesMax: 60 };

test('the same decisions write the same machine', () => {
  fc.assert(
    fc.property(machineSeeds, (seed) => {
      expect(machineText(seed)).toBe(machineText(structuredClone(seed)));
    }),
    { numRuns: 30 },
  );
});

test('the simplest machine has one state', async () => {
  const [simplest] = fc.sample(machineSeeds, 1).map((seed) => ({
    ...seed,
    symmetric: undefined,
    root: undefined,
    fields: [[], []],
    init: [],
    actions: [],
    within: undefined,
    terminal: undefined,
    always: [],
    sometimes: [],
    alwaysStep: [],
    eventually: undefined,
  }));
  if (!simplest) throw new Error('There is no seed.');
  const text = machineText(simplest);
  expect(text).toContain('init: (turn) => ({ f0: 0, f1: 0 }),');
  const { exploration } = await observe('reference', machineFromText(text), { budget });
  expect(exploration?.report.distinctStates).toBe(1);
});

const counter = (to: number, property: string) => `
export const model = machine({ state: z.object({ n: z.int() }) }).define({
  init: () => ({ n: 0 }),
  actions: { count: { when: (s) => s.n < ${to}, next: (s) => { s.n += 1; } } },
  always: { small: (s) => ${property} },
});`;

const differing = async (left: string, right: string) => {
  const [one, other] = [left, right].map((text) =>
    observe('reference', machineFromText(text), { budget }),
  );
  if (!one || !other) throw new Error('Two machines are compared.');
  return differencesBetween((await one).observations, (await other).observations).map(
    ({ about }) => about,
  );
};

test('a comparison finds nothing between a machine and itself', async () => {
  expect(await differing(counter(3, 's.n < 2'), counter(3, 's.n < 2'))).toEqual([]);
});

test('a comparison finds another number of states', async () => {
  const found = await differing(counter(3, 'true'), counter(4, 'true'));
  expect(found).toEqual(
    expect.arrayContaining(['distinctStates', 'generatedStates', 'diameter', 'state 4', 'actions']),
  );
});

test('a comparison finds another verdict, another trace and another error', async () => {
  const verdict = await differing(counter(3, 's.n < 2'), counter(3, 's.n < 9'));
  expect(verdict).toEqual(expect.arrayContaining(['verdict always.small', 'announced']));
  const trace = await differing(counter(3, 's.n < 2'), counter(3, 's.n < 3'));
  expect(trace).toEqual(
    expect.arrayContaining(['verdict always.small', 'states on the trace of always.small']),
  );
  const error = await differing(counter(3, 's.n.x.y'), counter(3, 's.n.x.z'));
  expect(error).toEqual(['error EVT201 always.small', 'report errors']);
});

test('what ends with an exception is told by its message', async () => {
  const broken = machineFromText(counter(3, 'true'));
  const behavior = { ...broken.behavior, init: 'none' as never };
  const { observations } = await observe('reference', { ...broken, behavior }, { budget });
  expect(observations.get('errors')).toBe('EVT501 init');
});

test('lines are set in as far as brackets are open', () => {
  expect(indented('a({\nb: [\n1,\n],\n});\nc')).toBe('a({\n  b: [\n    1,\n  ],\n});\nc');
});
