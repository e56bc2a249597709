import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differencesBetween } from './compare.ts';
import { exploreWith } from './explore-with.ts';
import { indented } from './indented.ts';
import { machineText } from './machine-text.ts';
import { observe } from './observe.ts';
import { machineSeeds } from './random-machine.ts';
import { systemSeeds } from './random-system.ts';
import { waysUpTo } from './random-ways.ts';
import { machineFromText, systemFromText } from './run-text.ts';
import { Statistics, type Trait } from './statistics.ts';
import { systemText } from './system-text.ts';

const budget = { statesMax: 60 };

test('the same decisions write the same machine', () => {
  fc.assert(
    fc.property(machineSeeds, (seed) => {
      expect(machineText(seed)).toBe(machineText(structuredClone(seed)));
    }),
    { numRuns: 30 },
  );
});

/** Below these shares a generator would be too tame to find anything. */
const sharesMin = {
  'more than one state': 0.55,
  'more than ten states': 0.14,
  exhausted: 0.35,
  bounded: 0.08,
  'more than one initial state': 0.2,
  violated: 0.3,
  'violated after two steps or more': 0.04,
  seen: 0.15,
  holds: 0.25,
  'wrong in some turn': 0.08,
  fenced: 0.04,
  'has ends': 0.02,
  symmetric: 0.04,
  'an action that happens in some states only': 0.2,
} satisfies Record<Trait, number>;

test('machines are of every kind', async () => {
  const statistics = new Statistics();
  const sample = fc.tuple(machineSeeds, waysUpTo(100), waysUpTo(30));
  for (const [seed, way, shortWay] of fc.sample(sample, { seed: 1, numRuns: 300 })) {
    const { stops, ...atOnce } = seed.symmetric.length > 0 ? shortWay : way;
    const machine = machineFromText(machineText(seed));
    statistics.add(await exploreWith('reference', machine, atOnce));
  }
  for (const [trait, least] of Object.entries(sharesMin)) {
    expect(statistics.share(trait as Trait), `${trait}\n${statistics.text()}`).toBeGreaterThan(
      least,
    );
  }
});

/** The key path of a function of some actor. */
const turn = (name: string) => new RegExp(`^actors\\.\\w+(\\.\\d+)?\\.${name}`);

/** How many of a hundred systems take such steps at least, by key path. */
const stepsMin: readonly (readonly [number, RegExp])[] = [
  [40, turn('on\\.')],
  [18, turn('onTimer\\.')],
  [5, turn('recover$')],
  [10, /^network\.lose$/],
  [10, /^faults\.crashes$/],
  [2, /^faults\.recover$/],
];

test('in systems everything happens, and everything goes wrong', async () => {
  const steps = new Map<RegExp, number>();
  const errors = new Set<string>();
  const verdicts = new Set<string>();
  for (const seed of fc.sample(systemSeeds, { seed: 1, numRuns: 200 })) {
    const system = systemFromText(systemText(seed));
    const { report } = await exploreWith('reference', system, { budget: { statesMax: 40 } });
    const fired = [...report.actions].filter(([, count]) => count.fired > 0);
    for (const [, name] of stepsMin) {
      if (fired.some(([keyPath]) => name.test(keyPath)))
        steps.set(name, (steps.get(name) ?? 0) + 1);
    }
    for (const { code } of report.errors) errors.add(code);
    for (const [name, { kind }] of report.verdicts) verdicts.add(`${name.split('.')[0]} ${kind}`);
  }
  for (const [least, name] of stepsMin) {
    expect((steps.get(name) ?? 0) / 2, String(name)).toBeGreaterThan(least);
  }
  // A turn throws, nobody handles a message, nobody is there, a call is begun twice.
  expect([...errors]).toEqual(expect.arrayContaining(['EVT201', 'EVT205', 'EVT206', 'EVT209']));
  expect([...verdicts]).toEqual(
    expect.arrayContaining(['linearizable holds', 'linearizable violated', 'terminal violated']),
  );
});

test('the simplest machine has one state', async () => {
  const [simplest] = fc.sample(machineSeeds, 1).map((seed) => ({
    ...seed,
    symmetric: [],
    refinement: undefined,
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
