import type { Exploration, ExploreOptions } from 'everyturn/internal/engine/exploration';
import { explore } from 'everyturn/internal/engine/explore';
import {
  type AnyActor,
  type AnyInstance,
  type AnyPlacement,
  type AnyProperties,
  type Definition,
  instanceKey,
} from 'everyturn/internal/model/definition';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleModels, smallModels } from './all-models.ts';
import { smallSystems } from './all-systems.ts';
import { differencesBetween } from './compare.ts';
import { machineText } from './machine-text.ts';
import { observationsOf } from './observe.ts';
import { drawsOf, patience, seedOfTests } from './random-draws.ts';
import { type MachineSeed, machineSeeds } from './random-machine.ts';
import { type SystemSeed, systemSeeds } from './random-system.ts';
import { waysUpTo } from './random-ways.ts';
import { machineFromText, systemFromText } from './run-text.ts';
import { systemText } from './system-text.ts';
import { threadOf } from './thread-of.ts';

const sections = ['always', 'sometimes', 'alwaysStep'] as const;

/** Other properties of a model, by a few numbers: some are gone, some turned round, some new. */
function edited<D extends Definition>(definition: D, numbers: readonly number[]): D {
  const given: AnyProperties =
    definition.kind === 'machine' ? definition.behavior : definition.properties;
  let next = 0;
  const draw = () => numbers[next++ % numbers.length] ?? 0;
  const other = (name: string, ask: (...states: never[]) => unknown) => {
    const not = (...states: never[]) => ask(...states) !== true;
    const either = [[], [[name, ask]], [[`not ${name}`, not]], [[name, not]]] as const;
    return either[draw() % 4] ?? [];
  };
  const entries = sections.map((section) => {
    const all = Object.entries(given[section] ?? {});
    const turned = draw() % 2 === 0 ? all : all.reverse();
    return [section, Object.fromEntries(turned.flatMap(([name, ask]) => [...other(name, ask)]))];
  });
  // They are properties of the kinds from which they were made.
  const properties = { ...given, ...Object.fromEntries(entries) } as never;
  return definition.kind === 'machine'
    ? { ...definition, behavior: properties }
    : { ...definition, properties };
}

const edits = [[1], [0], [2, 1, 3], [3], [1, 2, 2, 0, 1], [1]];

/** Judges by one definition after the other; compares each time with a search. */
async function expectSame(
  definition: Definition,
  numbers: readonly (readonly number[])[],
  options: ExploreOptions,
): Promise<number> {
  let judged: Exploration | undefined;
  let times = 0;
  for (const drawn of numbers) {
    const changed = edited(definition, drawn);
    const fresh = await explore(changed, options);
    judged = await judged?.rejudge?.(changed);
    if (judged) {
      times += 1;
      expect(differencesBetween(observationsOf(fresh), observationsOf(judged))).toEqual([]);
    }
    judged ??= fresh;
  }
  return times;
}

const models: readonly (readonly [string, Definition])[] = [
  ...smallModels,
  ...(await sampleModels()),
  ...smallSystems,
];

describe.each(models)('%s', (_, definition) => {
  test('is judged by other properties as a search judges it', async () => {
    const times = await expectSame(definition, edits, {});
    const { report } = await explore(definition, {});
    if (report.exhausted) expect(times).toBe(edits.length - 1);
  });

  test('is judged by other properties after threads have expanded its states', async () => {
    const tuning = { recruitAt: 2, levelLeast: 1, range: 7, waitsForThreads: true };
    const recruit = () => threadOf(definition);
    await expectSame(definition, edits, { tuning, workers: 2, recruit, symmetry: false });
  });
});

test('turns that do something else leave it to a search', async () => {
  const [, definition] = smallModels.find(([name]) => name === 'twoPhase') ?? [];
  if (!definition) throw new Error('There is such a model.');
  const { behavior } = definition;
  const [name, action] = Object.entries(behavior.actions)[0] ?? [];
  if (name === undefined || !action) throw new Error('It has an action.');
  const never = { ...action, when: () => false };
  const other = { ...behavior, actions: { ...behavior.actions, [name]: never } };
  const exploration = await explore(definition, {});
  expect(await exploration.rejudge?.({ ...definition, behavior: other })).toBe(undefined);
  const elsewhere = { ...behavior, init: () => ({ rms: {} }) };
  expect(await exploration.rejudge?.({ ...definition, behavior: elsewhere })).toBe(undefined);
  expect(await exploration.rejudge?.(definition)).not.toBe(undefined);
});

test('handlers that do something else leave it to a search', async () => {
  const [, definition] = smallSystems.find(([name]) => name === 'counting, any') ?? [];
  if (!definition) throw new Error('There is such a system.');
  const exploration = await explore(definition, {});
  const { declaration } = definition;
  const lossy = { ...declaration, network: { ...declaration.network, lose: 1 } };
  expect(await exploration.rejudge?.({ ...definition, declaration: lossy })).toBe(undefined);
  const other = instancesOf(declaration.actors, (actor) => {
    const on = Object.fromEntries(Object.keys(actor.behavior.on).map((kind) => [kind, () => {}]));
    return { ...actor, behavior: { ...actor.behavior, on } };
  });
  const deaf = { ...definition, declaration: { ...declaration, actors: other } };
  expect(await exploration.rejudge?.(deaf)).toBe(undefined);
  const [, machine] = smallModels[0] ?? [];
  expect(machine && (await exploration.rejudge?.(machine))).toBe(undefined);
  expect(await exploration.rejudge?.(definition)).not.toBe(undefined);
});

/** The same actors at the same addresses, changed. */
function instancesOf(placement: AnyPlacement, change: (actor: AnyActor) => AnyActor): AnyPlacement {
  const one = (instance: AnyInstance): AnyInstance => ({
    ...instance,
    [instanceKey]: change(instance[instanceKey]),
  });
  return Object.fromEntries(
    Object.entries(placement).map(([role, placed]) => [
      role,
      Array.isArray(placed) ? placed.map(one) : one(placed as AnyInstance),
    ]),
  );
}

const { runs, seed } = drawsOf(150, seedOfTests);

const kinds = {
  machines: [machineSeeds, (drawn: MachineSeed) => machineFromText(machineText(drawn))],
  systems: [systemSeeds, (drawn: SystemSeed) => systemFromText(systemText(drawn))],
} as const;

test.each(Object.entries(kinds))(
  `${runs} random %s are judged as a search judges them (seed ${seed})`,
  async (_, [seeds, modelOf]) => {
    let times = 0;
    const numbers = fc.array(fc.array(fc.nat(3), { minLength: 5, maxLength: 9 }), {
      minLength: 3,
      maxLength: 3,
    });
    // What is drawn is a seed of the kind that its model is made of.
    const models = (seeds as fc.Arbitrary<unknown>).map((drawn) => modelOf(drawn as never));
    await fc.assert(
      fc.asyncProperty(models, waysUpTo(200), numbers, async (definition, way, drawn) => {
        const { stops: _, workers: __, ...options } = way;
        times += await expectSame(definition, drawn, options);
      }),
      {
        seed,
        numRuns: runs,
        plugins: [fc.interruptAfterTimeLimit(patience.test, { failOnInterrupt: true })],
      },
    );
    expect(times).toBeGreaterThan(runs / 3);
  },
  7_200_000,
);
