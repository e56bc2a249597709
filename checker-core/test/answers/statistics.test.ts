import { explore } from 'everyturn/internal/engine/explore';
import { Stepper } from 'everyturn/internal/engine/reference/steps';
import { definitionOf, type MachineDefinition } from 'everyturn/internal/model/definition';
import { domain } from 'everyturn/internal/model/domain';
import type { FieldCount } from 'everyturn/internal/model/statistics';
import { encode } from 'everyturn/internal/values/canonical';
import { describe, expect, test } from 'vitest';
import { coffeeCan } from './models/coffee-can.ts';
import { dieHard } from './models/die-hard.ts';
import { graph } from './models/graph.ts';
import { keyValueStore } from './models/key-value-store.ts';
import { twoPhase } from './models/two-phase.ts';

const models = {
  'two-phase commit': twoPhase(3),
  jugs: dieHard(),
  'a can of beans': coffeeCan(12),
  'a graph with a fence': graph('0-2-4-6-9; 0-1-8-9', { starts: [0, 4], fence: 8 }),
  'a key-value store': keyValueStore(1, 2, 2),
};

describe.each(['compiled', 'reference'] as const)('%s', (engine) => {
  describe.each(Object.entries(models))('%s', (_, model) => {
    test.each([{}, { depthMax: 3 }, { statesMax: 9 }])(
      'steps, levels and the frontier are counted as one counts them by hand, within %j',
      async (budget) => {
        const definition = definitionOf(model) as MachineDefinition;
        const { report, explored } = await explore(definition, { engine, budget });
        const { instances, levels, frontier } = report.statistics;
        const byHand = byHandOf(definition, explored);
        expect(instances).toEqual(byHand.instances);
        expect(levels).toEqual(byHand.levels);
        expect(frontier).toEqual(byHand.frontier(report.stopped ?? 'sample'));
        const sum = (part: keyof (typeof levels)[number]) =>
          levels.reduce((total, level) => total + level[part], 0);
        expect(sum('states')).toBe(report.distinctStates);
        expect(sum('generated')).toBe(report.generatedStates - byHand.initial);
        expect(sum('terminal')).toBe(report.terminalStates);
      },
    );
  });

  test('values are counted as one counts them by hand', async () => {
    const definition = definitionOf(twoPhase(3)) as MachineDefinition;
    const { report, explored } = await explore(definition, { engine });
    interface State {
      readonly rms: Readonly<Record<string, string>>;
      readonly tm: string;
      readonly prepared: ReadonlySet<string>;
    }
    const states = Array.from({ length: 288 }, (_, index) => explored.state(index) as State);
    const field = (path: string) => report.statistics.fields.find((known) => known.path === path);
    expect(report.distinctStates).toBe(288);
    expect(timesOf(field('tm'))).toEqual(countOf(states.map(({ tm }) => tm)));
    expect(timesOf(field('rms.rm2'))).toEqual(countOf(states.map(({ rms }) => rms['rm2'])));
    expect(timesOf(field('prepared.size'))).toEqual(countOf(states.map((s) => s.prepared.size)));
    expect(timesOf(field('prepared[*]'))).toEqual(countOf(states.flatMap((s) => [...s.prepared])));
    expect(report.statistics.fields.map(({ path }) => path)).toEqual([
      ...['decided.size', 'decided[*]', 'prepared.size', 'prepared[*]'],
      ...['rms.rm1', 'rms.rm2', 'rms.rm3', 'tm', 'tmPrepared.size', 'tmPrepared[*]'],
    ]);
  });
});

type Explored = Awaited<ReturnType<typeof explore>>['explored'];

/** Everything once more, by trying every action with all its parameters on every expanded state. */
function byHandOf(definition: MachineDefinition, explored: Explored) {
  const stepper = new Stepper(definition);
  const kept = new Map<string, number>();
  for (let i = 0; i < explored.stateCount; i += 1) kept.set(encode(explored.state(i)), i);
  const levels = Array.from({ length: explored.depth(explored.stateCount - 1) + 1 }, () => {
    return {
      states: 0,
      expanded: 0,
      generated: 0,
      duplicates: 0,
      fenced: 0,
      terminal: 0,
      errors: 0,
    };
  });
  const instances = Object.entries(definition.behavior.actions).flatMap(([name, { params = {} }]) =>
    combinations(Object.entries(params).map(([key, schema]) => [key, domain(schema)])).map(
      (values) => ({ by: `actions.${name}`, params: values, fired: 0, blocked: 0 }),
    ),
  );
  const found = new Set<number>();
  for (let i = 0; i < explored.initialCount; i += 1) found.add(i);
  for (let i = 0; i < explored.stateCount; i += 1) {
    const level = levels[explored.depth(i)];
    if (!level) throw new Error('There is such a level.');
    level.states += 1;
    if (!explored.isExpanded(i)) continue;
    level.expanded += 1;
    const steps = stepper.successors(encode(explored.state(i)));
    if (steps.length === 0) level.terminal += 1;
    for (const instance of instances) {
      const mine = steps.filter(
        ({ by, params }) => by === instance.by && encode(params) === encode(instance.params),
      );
      instance.fired += mine.length;
      if (mine.length === 0) instance.blocked += 1;
    }
    for (const { key = '' } of steps) {
      level.generated += 1;
      const target = kept.get(key);
      if (target === undefined) level.fenced += 1;
      else if (found.has(target)) level.duplicates += 1;
      else found.add(target);
    }
  }
  return {
    instances,
    levels,
    initial: stepper.initial().length,
    frontier: (reason: string) =>
      levels.flatMap(({ states, expanded }, depth) =>
        states > expanded ? [{ reason, depth, states: states - expanded }] : [],
      ),
  };
}

function combinations(
  of: readonly (readonly [string, readonly unknown[]])[],
): Readonly<Record<string, unknown>>[] {
  const [first, ...rest] = of;
  if (!first) return [{}];
  const [key, values] = first;
  return values.flatMap((value) => combinations(rest).map((more) => ({ [key]: value, ...more })));
}

function timesOf(field: FieldCount | undefined): ReadonlyMap<unknown, number> {
  return new Map(field?.values.map(({ value, times }) => [value, times]));
}

function countOf(values: readonly unknown[]): ReadonlyMap<unknown, number> {
  const counts = new Map<unknown, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
