import { explore } from 'everyturn/internal/engine/explore';
import { type Outcome, Stepper } from 'everyturn/internal/engine/reference/steps';
import { SystemModel } from 'everyturn/internal/engine/reference/system-model';
import {
  definitionOf,
  type MachineDefinition,
  type SystemDefinition,
} from 'everyturn/internal/model/definition';
import { domain } from 'everyturn/internal/model/domain';
import type { FieldCount } from 'everyturn/internal/model/statistics';
import { systemEvents } from 'everyturn/internal/model/system-event';
import { encode } from 'everyturn/internal/values/canonical';
import { describe, expect, test } from 'vitest';
import { abd } from './models/abd.ts';
import { coffeeCan } from './models/coffee-can.ts';
import { crashing, networks, recovering } from './models/deliveries.ts';
import { dieHard } from './models/die-hard.ts';
import { graph } from './models/graph.ts';
import { keyValueStore } from './models/key-value-store.ts';
import { pingPong } from './models/ping-pong.ts';
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

const repeating = { order: 'any', lose: 1, duplicate: 1 } as const;
const systems = {
  'ping-pong with losses and repetitions': pingPong(repeating, 3),
  'ABD on a network in order': abd(2, 2, networks.fifo),
  'an actor that crashes and recovers': recovering(2),
  'actors that crash for good': crashing(2, false),
};

/** A step of a system, and how many there were of its kind. */
const kindOf = ({ by, event, params: { message, ...params } }: Outcome) => {
  const kind = (message as { readonly kind: string } | undefined)?.kind;
  return encode({ by, event, params: kind === undefined ? params : { ...params, kind } });
};

describe.each(['compiled', 'reference'] as const)('of systems: %s', (engine) => {
  describe.each(Object.entries(systems))('%s', (_, model) => {
    test.each([{}, { depthMax: 3 }])('steps are counted by kind, within %j', async (budget) => {
      const definition = definitionOf(model) as SystemDefinition;
      const { report, explored } = await explore(definition, { engine, budget });
      const steps = new SystemModel(definition);
      const byHand = new Map<string, number>();
      for (const key of expandedKeys(steps, explored)) {
        for (const step of steps.successors(key)) {
          byHand.set(kindOf(step), (byHand.get(kindOf(step)) ?? 0) + 1);
        }
      }
      const { instances } = report.statistics;
      const counted = instances.map(({ fired, ...step }) => [encode(step), fired] as const);
      expect(new Map(counted)).toEqual(byHand);
      const events = instances.map(({ event = 'deliver' }) => systemEvents.indexOf(event));
      expect(events).toEqual(events.toSorted((a, b) => a - b));
    });
  });

  test('the fields of each actor, its timers, crashes and budgets are counted', async () => {
    const { report, explored } = await explore(definitionOf(recovering(2)) as SystemDefinition, {
      engine,
    });
    interface World {
      readonly counter: { readonly d: number; readonly v: number };
      readonly timers: { readonly a: ReadonlySet<string> };
      readonly crashed: ReadonlySet<string>;
      readonly left: { readonly crashes: number };
    }
    const states = Array.from(
      { length: explored.stateCount },
      (_, index) => explored.state(index) as World,
    );
    const field = (path: string) => report.statistics.fields.find((known) => known.path === path);
    expect(timesOf(field('counter.d'))).toEqual(countOf(states.map(({ counter }) => counter.d)));
    expect(timesOf(field('counter.v'))).toEqual(countOf(states.map(({ counter }) => counter.v)));
    expect(timesOf(field('timers.a.size'))).toEqual(countOf(states.map((s) => s.timers.a.size)));
    expect(timesOf(field('crashed.size'))).toEqual(countOf(states.map((s) => s.crashed.size)));
    expect(timesOf(field('crashed[*]'))).toEqual(countOf(states.flatMap((s) => [...s.crashed])));
    expect(timesOf(field('left.crashes'))).toEqual(countOf(states.map((s) => s.left.crashes)));
  });

  test('the members of a team are counted one by one, and messages not at all', async () => {
    const { report, explored } = await explore(
      definitionOf(pingPong(repeating, 3)) as SystemDefinition,
      { engine },
    );
    interface World {
      readonly players: readonly { readonly count: number }[];
    }
    const { fields } = report.statistics;
    expect(fields.map(({ path }) => path)).toEqual([
      ...['left.duplicate', 'left.lose', 'players[0].count', 'players[1].count'],
    ]);
    const states = Array.from({ length: explored.stateCount }, (_, index) => explored.state(index));
    const counts = states.map((state) => (state as World).players[1]?.count);
    expect(timesOf(fields[3])).toEqual(countOf(counts));
  });
});

/** The canonical texts of the expanded states, found once more by the steps of the plain model. */
function expandedKeys(model: SystemModel, explored: Explored): readonly string[] {
  const keys: string[] = [];
  const known = new Set<string>();
  const kept = new Set<string>();
  for (let i = 0; i < explored.stateCount; i += 1) kept.add(encode(explored.state(i)));
  const keep = (key = '') => {
    if (known.has(key) || !kept.has(encode(model.show(key)))) return;
    known.add(key);
    keys.push(key);
  };
  for (const { key } of model.initial()) keep(key);
  for (let index = 0; index < explored.expandedCount; index += 1) {
    for (const { key } of model.successors(keys[index] ?? '')) keep(key);
  }
  return keys.slice(0, explored.expandedCount);
}

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
