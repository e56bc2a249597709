import {
  type Checkable,
  type CheckOptions,
  check,
  machine,
  type Search,
  type Verdict,
} from 'everyturn';
import type { ExploreOptions } from 'everyturn/internal/engine/exploration';
import { explore } from 'everyturn/internal/engine/explore';
import { definitionOf, type MachineDefinition } from 'everyturn/internal/model/definition';
import { buildModelReport } from 'everyturn/internal/report/build-model-report';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { confirm } from './confirm.ts';
import { coffeeCan } from './models/coffee-can.ts';
import { deadlockForks } from './models/deadlock-forks.ts';
import { dieHard } from './models/die-hard.ts';
import { hanoi } from './models/hanoi.ts';
import { sliding } from './models/sliding.ts';
import { tokenRing } from './models/token-ring.ts';
import { twoPhase } from './models/two-phase.ts';

const simulate = (seed = 1, runs = 50, depthMax = 30): Search => ({
  simulate: { seed, runs, depthMax },
});
const searches = {
  'breadth-first': 'breadth-first',
  'depth-first': 'depth-first',
  simulate: simulate(),
} as const satisfies Record<string, Search>;
type SearchName = keyof typeof searches;

const twoPhaseWithClasses = twoPhase(3, { liveness: false });
const run = (options: CheckOptions) => check(twoPhaseWithClasses, options);
const aborted = new AbortController();
aborted.abort();

/** What a search makes of an option: some of its report, or the message with which it refuses. */
type Effect = { readonly report: object } | { readonly refused: string };
const stopped = (bound: string): Effect => ({ report: { exhausted: false, stopped: bound } });
const same = (effect: Effect): Record<SearchName, Effect> => ({
  'breadth-first': effect,
  'depth-first': effect,
  simulate: effect,
});

const table: readonly [CheckOptions, Record<SearchName, Effect>][] = [
  [{ budget: { statesMax: 20 } }, same(stopped('statesMax'))],
  [{ budget: { timeMs: 0 } }, same(stopped('timeMs'))],
  [{ budget: { memoryBytes: 1 } }, same(stopped('memoryBytes'))],
  [{ signal: aborted.signal }, same(stopped('stopped'))],
  [
    { budget: { depthMax: 2 } },
    {
      ...same({ report: { stopped: 'depthMax', diameter: 2, distinctStates: 10, symmetry: true } }),
      simulate: {
        report: {
          exhausted: false,
          diameter: 2,
          notes: [expect.stringMatching(/50 random runs of at most 2 steps/)],
        },
      },
    },
  ],
  [
    { symmetry: true },
    {
      ...same({ report: { symmetry: true, distinctStates: 80, exhausted: true } }),
      simulate: { refused: 'makes no use of symmetry' },
    },
  ],
  [
    { symmetry: false },
    {
      ...same({ report: { symmetry: false, distinctStates: 288, exhausted: true } }),
      simulate: { report: { symmetry: false, exhausted: false } },
    },
  ],
  [
    { engine: 'reference' },
    {
      'breadth-first': { report: { distinctStates: 80 } },
      'depth-first': { refused: 'needs the compiled engine' },
      simulate: { refused: 'needs the compiled engine' },
    },
  ],
];

describe('every option works with a search, or is refused', () => {
  for (const [options, effects] of table) {
    for (const [name, effect] of Object.entries(effects)) {
      const told = 'budget' in options ? options.budget : Object.keys(options).join();
      test(`${JSON.stringify(told)}, ${name}`, async () => {
        const search = searches[name as SearchName];
        const checked = run({ ...options, search });
        if ('refused' in effect) await expect(checked).rejects.toThrow(effect.refused);
        else expect(await checked).toMatchObject(effect.report);
      });
    }
  }

  test.each([
    ['best-first', 'There is no search "best-first"'],
    [{ simulate: 5 }, 'There is no search'],
    [{ simulate: { seed: -1, runs: 1, depthMax: 1 } }, 'simulate.seed is -1'],
    [{ simulate: { seed: 2 ** 32, runs: 1, depthMax: 1 } }, 'simulate.seed is 4294967296'],
    [{ simulate: { seed: 0, runs: 0, depthMax: 1 } }, 'simulate.runs is 0'],
    [{ simulate: { seed: 0, runs: 1 } }, 'simulate.depthMax is undefined'],
    [{ simulate: { seed: 0, runs: 1, depthMax: 1, speed: 3 } }, 'simulate.speed is not known'],
  ])('refuses %j', async (search, message) => {
    await expect(run({ search: search as Search })).rejects.toThrow(message);
  });

  test.each(['depth-first', simulate()] as const)('%j takes one thread', async (search) => {
    const definition = definitionOf(twoPhaseWithClasses) as MachineDefinition;
    const { errors } = (await explore(definition, { search, workers: 2 })).report;
    expect(errors).toMatchObject([{ code: 'EVT501', message: expect.stringContaining('workers') }]);
  });

  test('an exploration can be extended, but for a simulation', async () => {
    const budget = { statesMax: 20 };
    const definition = definitionOf(twoPhaseWithClasses) as MachineDefinition;
    for (const search of ['breadth-first', 'depth-first'] as const) {
      const cut = await explore(definition, { search, budget });
      const larger = { statesMax: 40 };
      const fresh = await explore(definition, { search, budget: larger });
      expect(cut.report.stopped).toBe('statesMax');
      expect((await cut.extend(larger)).report).toEqual(fresh.report);
      const whole = await explore(definition, { search });
      expect((await cut.extend({})).report).toEqual(whole.report);
      expect(whole.report.exhausted).toBe(true);
    }
    const simulated = await explore(definition, { search: simulate(), budget });
    const { errors } = (await simulated.extend({})).report;
    expect(errors).toMatchObject([
      { code: 'EVT501', message: expect.stringContaining('extended') },
    ]);
  });

  test('a model that must run on plain values is refused', async () => {
    const pair = z.object({ x: z.int().max(3), y: z.int() });
    const model = machine({ state: z.object({ pair }) }).define({
      init: () => ({ pair: { x: 0, y: 0 } }),
      actions: {
        inherit: {
          when: (s) => s.pair.x < 3,
          next: (s) => {
            const heir = Object.create(s.pair) as { x: number };
            heir.x = 2;
            s.pair.x += 1;
          },
        },
      },
    });
    expect((await check(model)).notes).toEqual([expect.stringContaining('cannot be followed')]);
    for (const search of ['depth-first', simulate()] as const) {
      await expect(check(model, { search })).rejects.toThrow('breadth-first only');
    }
  });
});

/** A long way to 15 that is taken first, and a short one. */
const detour = machine({ state: z.object({ at: z.int().min(0).max(20) }) }).define({
  init: () => ({ at: 0 }),
  actions: {
    go: {
      when: (s) => s.at < 15,
      next: (s, _, turn) => {
        const ways = s.at === 0 ? [1, 10] : [s.at === 10 || s.at === 6 ? 15 : s.at + 1];
        s.at = turn.choose(new Set(ways));
      },
    },
  },
  always: { notFifteen: (s) => s.at !== 15 },
  terminal: (s) => s.at > 15,
});

const lengthOf = (verdict: Verdict<unknown> | undefined) =>
  verdict?.kind === 'violated' ? verdict.counterexample.steps.length : undefined;
const notShortest = expect.stringContaining('always.notFifteen');

describe('depth-first search', () => {
  test('gives shortest traces when nothing is left', async () => {
    const report = await check(detour, { search: 'depth-first' });
    expect(report).toMatchObject({ exhausted: true, distinctStates: 9, notes: [] });
    expect(lengthOf(report.verdicts.get('always.notFifteen'))).toBe(2);
    expect(lengthOf(report.verdicts.get('terminal'))).toBe(2);
  });

  test('says that a trace may not be shortest when it was cut', async () => {
    const options = { search: 'depth-first', budget: { statesMax: 9 } } as const;
    const report = await check(detour, options);
    expect(report).toMatchObject({
      stopped: 'statesMax',
      distinctStates: 9,
      frontier: 2,
      notes: [notShortest],
    });
    expect(lengthOf(report.verdicts.get('always.notFifteen'))).toBe(7);
    expect(report.verdicts.get('terminal')).toMatchObject({ kind: 'unknown' });
  });

  test('says nothing of traces that are shortest although it was cut', async () => {
    const {
      stopped: bound,
      notes,
      verdicts,
    } = await check(detour, {
      search: 'depth-first',
      budget: { depthMax: 2 },
    });
    expect(bound).toBe('depthMax');
    expect(lengthOf(verdicts.get('always.notFifteen'))).toBe(2);
    expect(notes).toEqual([]);
  });

  test('tells what lies deep before it has looked for something shorter', async () => {
    const told: (number | undefined)[] = [];
    const onVerdict: ExploreOptions['onVerdict'] = (property, verdict) => {
      if (property === 'always.notFifteen') told.push(lengthOf(verdict));
    };
    await explore(definitionOf(detour) as MachineDefinition, { search: 'depth-first', onVerdict });
    expect(told).toEqual([7, 2]);
  });

  test('explores 181,440 states of the sliding puzzle and tells how far it is', async () => {
    const seen: number[] = [];
    const report = await check(sliding([1, 4, 2, 3, 5, 8, 6, 7, 0]), {
      search: 'depth-first',
      onProgress: ({ states, frontier }) => {
        expect(frontier).toBeLessThanOrEqual(states);
        seen.push(states);
      },
    });
    expect(report).toMatchObject({ exhausted: true, distinctStates: 181_440, diameter: 31 });
    expect(seen.length).toBeGreaterThan(0);
  });

  test('bounded, it finds every state that lies within the bound', async () => {
    const model = sliding([1, 4, 2, 3, 5, 8, 6, 7, 0]);
    for (const depthMax of [4, 11, 17]) {
      const [broad, deep] = await Promise.all([
        check(model, { budget: { depthMax } }),
        check(model, { budget: { depthMax }, search: 'depth-first' }),
      ]);
      expect(deep).toEqual(broad);
      expect(deep).toMatchObject({ stopped: 'depthMax', diameter: depthMax });
    }
  });
});

describe('a simulation finds', () => {
  const wrong = [
    ['always.bigIsNotFour', dieHard()],
    ['always.consistent', twoPhase(3, { promises: 1, liveness: false })],
    ['sometimes.allMoved', hanoi(2)],
    ['alwaysStep.parityIsKept', coffeeCan(20, { keepsOneWhite: true })],
    ['alwaysStep.onePrivilegeStays', tokenRing(4, 4, { skips: true })],
    ['terminal', deadlockForks(3)],
  ] as const satisfies readonly (readonly [string, Checkable<unknown>])[];

  test.each<readonly [string, Checkable<unknown>]>(wrong)(
    '%s, by a shortest trace',
    async (keyPath, model) => {
      const known = (await check(model)).verdicts.get(keyPath);
      const report = await check(model, { search: simulate(1, 200, 40) });
      const found = report.verdicts.get(keyPath);
      const traceOf = (verdict = found) =>
        verdict?.kind === 'violated'
          ? verdict.counterexample
          : verdict?.kind === 'seen'
            ? verdict.witness
            : undefined;
      const trace = traceOf();
      if (!trace) throw new Error(`${keyPath} was not found`);
      confirm(model, keyPath, trace);
      expect(trace.steps).toHaveLength(traceOf(known)?.steps.length ?? -1);
      expect(report.notes).toEqual([expect.stringContaining('200 random runs')]);
    },
  );

  test('a turn that throws, and the way there', async () => {
    const model = machine({ state: z.object({ n: z.int() }) }).define({
      init: () => ({ n: 0 }),
      actions: {
        count: {
          next: (s) => {
            if (s.n === 5) throw new Error('five');
            s.n += 1;
          },
        },
      },
    });
    const { errors, stopped: bound } = await check(model, { search: simulate(1, 1, 20) });
    expect(bound).toBe('error');
    expect(errors).toMatchObject([{ code: 'EVT201', keyPath: 'actions.count.next' }]);
    expect(errors[0]?.trace?.steps).toHaveLength(6);
  });
});

describe('a simulation', () => {
  test('never says that something holds, is unreachable or exhausted', async () => {
    const model = twoPhase(2, { liveness: true });
    const report = await check(model, { search: simulate(1, 500, 60) });
    const whole = await check(model);
    expect(report.distinctStates).toBe(whole.distinctStates);
    expect(report).toMatchObject({ exhausted: false, frontier: 0 });
    expect(report).not.toHaveProperty('stopped');
    for (const { kind } of report.verdicts.values()) expect(['seen', 'unknown']).toContain(kind);
    const built = buildModelReport({ file: 'model.ts', name: 'model', report });
    expect(built.unknown.map(({ code }) => code)).toEqual(['U5']);
    expect(built.verdicts['always.consistent']).toMatchObject({
      sentence: expect.stringContaining('Only 500 random runs'),
    });
  });

  test('counts every state that it comes to, as often as it does', async () => {
    const counter = machine({ state: z.object({ n: z.int().min(0).max(1_000) }) }).define({
      init: () => ({ n: 0 }),
      actions: {
        count: {
          next: (s) => {
            s.n += 1;
          },
        },
      },
    });
    const states = async (statesMax: number) =>
      (await check(counter, { search: simulate(1, 2, 10), budget: { statesMax } })).distinctStates;
    expect(await states(5)).toBe(6);
    // The second run of eleven states sees nothing new.
    expect(await states(22)).toBe(11);
  });

  test('makes the same report of the same seed, and others of other seeds', async () => {
    const model = twoPhase(5, { liveness: false });
    const textOf = async (seed: number) => {
      const report = await check(model, { search: simulate(seed, 3, 12) });
      return JSON.stringify(buildModelReport({ file: 'model.ts', name: 'model', report }));
    };
    const texts = await Promise.all([1, 2, 3, 4].map(textOf));
    expect(await textOf(1)).toBe(texts[0]);
    expect(texts[0]).toContain('seed 1');
    const counts = texts.map((text) => JSON.parse(text).distinctStates);
    expect(new Set(counts).size).toBeGreaterThan(1);
  });

  test('says that a trace may not be shortest when the budget was used up', async () => {
    const reports = await Promise.all(
      Array.from({ length: 12 }, (_, seed) =>
        check(detour, { search: simulate(seed, 1, 20), budget: { statesMax: 7 } }),
      ),
    );
    const found = reports.map((report) => lengthOf(report.verdicts.get('always.notFifteen')));
    expect(new Set(found)).toEqual(new Set([2, 7]));
    for (const [i, { notes }] of reports.entries()) {
      expect(notes.slice(1)).toEqual(found[i] === 7 ? [notShortest] : []);
    }
    const unbounded = await Promise.all(
      Array.from({ length: 12 }, (_, seed) => check(detour, { search: simulate(seed, 1, 20) })),
    );
    for (const { verdicts, notes } of unbounded) {
      expect(lengthOf(verdicts.get('always.notFifteen'))).toBe(2);
      expect(notes).toHaveLength(1);
    }
  });
});
