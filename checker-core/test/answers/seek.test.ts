/** Searches from the frontier of a run that was cut, against the reference engine's whole exploration. */
import type { Checkable } from 'everyturn';
import { stateMap } from 'everyturn/internal/coverage/state-map';
import type { UnseenCell, View } from 'everyturn/internal/coverage/view';
import type { Exploration } from 'everyturn/internal/engine/exploration';
import { explore } from 'everyturn/internal/engine/explore';
import type { Goal, SeekLimits } from 'everyturn/internal/engine/seek';
import { definitionOf } from 'everyturn/internal/model/definition';
import { encode } from 'everyturn/internal/values/canonical';
import { describe, expect, test } from 'vitest';
import { networks } from './models/deliveries.ts';
import { dieHard } from './models/die-hard.ts';
import { singleCopy } from './models/single-copy.ts';
import { twoPhase } from './models/two-phase.ts';
import { replayTrace } from './replay-trace.ts';

const unlimited: SeekLimits = { timeMs: Number.POSITIVE_INFINITY, statesMax: 1_000_000 };

const cases: readonly {
  readonly name: string;
  readonly model: Checkable<unknown>;
  readonly depths: readonly number[];
  readonly groupBy?: readonly string[];
}[] = [
  { name: 'two-phase commit', model: twoPhase(3), depths: [0, 3, 5] },
  {
    name: 'two-phase commit that waits for two promises',
    model: twoPhase(3, { promises: 2 }),
    depths: [2, 4],
  },
  { name: 'two-phase commit by symmetry', model: twoPhase(3, { liveness: false }), depths: [3, 5] },
  { name: 'jugs', model: dieHard(), depths: [1, 3] },
  {
    name: 'a register of one copy',
    model: singleCopy(2, 1, networks.any),
    depths: [1, 3],
  },
];

function define(model: Checkable<unknown>) {
  const definition = definitionOf(model);
  if (!definition) throw new TypeError('no model');
  return definition;
}

function ghostsOf(view: View): readonly UnseenCell[] {
  return view.unseen.kind === 'listed' ? view.unseen.cells : [];
}

/** Looks for a goal, and goes on with the run as the checker does. */
async function search(run: Exploration, goal: Goal, limits = unlimited) {
  const sought = await run.seek?.(goal, limits);
  if (!sought) throw new TypeError('no search');
  const { found } = sought;
  const after =
    found.kind === 'way'
      ? await run.take?.(found.way)
      : found.kind === 'nothing'
        ? await run.extend({})
        : run;
  return { sought, after: after ?? run };
}

/** All states, as the reference engine knows them. */
async function allStates(model: Checkable<unknown>) {
  const { explored } = await explore(define(model), { engine: 'reference', symmetry: false });
  return Array.from({ length: explored.stateCount }, (_, index) => explored.state(index));
}

describe.each(cases)('$name', ({ model, depths, groupBy }) => {
  test.each(depths)('cut at depth %i: finds what is there, and only that', async (depthMax) => {
    const states = await allStates(model);
    const cut = () => explore(define(model), { budget: { depthMax } });
    const first = await cut();
    const view = stateMap(first.explored).view(groupBy ? { groupBy } : {}, []);
    if (view.kind !== 'view') throw new TypeError('too large');
    const answers = new Set<string>();
    for (const { key: cell } of ghostsOf(view)) {
      const run = await cut();
      const goal = stateMap(run.explored).goal({ groupBy: view.groupBy, cell });
      if (!goal) throw new TypeError(`no goal ${cell}`);
      const isReachable = states.some((state) => goal.distance(state) === 0);
      const { sought, after } = await search(run, { kind: 'state', ...goal });
      answers.add(sought.found.kind);
      expect(sought.found.kind, cell).toBe(isReachable ? 'way' : 'nothing');
      const there = stateMap(after.explored).firstIn(view.groupBy, cell);
      expect(there !== undefined, cell).toBe(isReachable);
      if (!isReachable) expect(after.report.exhausted, cell).toBe(true);
      if (there === undefined) continue;
      expect(goal.distance(after.explored.state(there))).toBe(0);
      const { trace } = after.traceTo(there);
      replayTrace(model, 'sometimes.reached', trace);
      expect(goal.distance(trace.steps.at(-1)?.state)).toBe(0);
    }
    if (depthMax > 1 && ghostsOf(view).length > 0) expect(answers).toContain('nothing');
  });
});

test('a search that is cut short says nothing, and changes nothing', async () => {
  const model = twoPhase(3);
  const run = await explore(define(model), { budget: { depthMax: 3 } });
  const cell = "'committed' · 3 'committed'";
  const goal = stateMap(run.explored).goal({ groupBy: ['tm', 'rms'], cell });
  if (!goal) throw new TypeError('no goal');
  const before = run.report;
  for (const statesMax of [0, 1, 5, 20]) {
    const sought = await run.seek?.({ kind: 'state', ...goal }, { ...unlimited, statesMax });
    expect(sought?.found).toEqual({ kind: 'stopped', why: 'statesMax' });
    expect(sought?.tried).toBe(statesMax);
  }
  const late = await run.seek?.({ kind: 'state', ...goal }, { ...unlimited, timeMs: 0 });
  expect(late?.found).toEqual({ kind: 'stopped', why: 'timeMs' });
  const after = await run.extend({ depthMax: 3 });
  expect(after.report.distinctStates).toBe(before.distinctStates);
  expect(after.report.frontier).toBe(before.frontier);
});

test('goes straight to what it looks for: fewer states than there are', async () => {
  const run = await explore(define(twoPhase(5)), { budget: { depthMax: 2 } });
  const cell = "'init' · 5 'prepared'";
  const goal = stateMap(run.explored).goal({ groupBy: ['tm', 'rms'], cell });
  if (!goal) throw new TypeError('no goal');
  const { sought } = await search(run, { kind: 'state', ...goal });
  expect(sought.found.kind).toBe('way');
  // Breadth-first it is at depth 5, after more than 1,200 states (170 at depth 3 alone).
  expect(sought.tried).toBeLessThan(100);
});

test('looks for a property and for an action; both are then said of the run', async () => {
  const definition = define(twoPhase(3));
  const run = await explore(definition, { budget: { depthMax: 4 } });
  expect(run.report.actions.get('actions.tmCommit')?.states).toBe(0);
  const committed = await search(run, { kind: 'action', action: 'actions.tmCommit' });
  expect(committed.sought.found.kind).toBe('way');
  expect(committed.after.report.actions.get('actions.tmCommit')?.states).toBeGreaterThan(0);
  const all = await search(committed.after, { kind: 'sometimes', name: 'allCommit' });
  expect(all.after.report.verdicts.get('sometimes.allCommit')?.kind).toBe('seen');
  expect(all.after.report.exhausted).toBe(false);
});

test('what a faulty turn hides is not said to be nowhere', async () => {
  const { machine } = await import('everyturn');
  const z = await import('zod');
  const faulty = machine({ state: z.object({ n: z.int().min(0).max(9) }) }).define({
    init: () => ({ n: 0 }),
    actions: {
      add: {
        when: (s) => s.n < 9,
        next: (s) => {
          if (s.n === 3) throw new Error('stuck');
          s.n += 1;
        },
      },
    },
  });
  const run = await explore(define(faulty), { budget: { depthMax: 1 } });
  const goal = stateMap(run.explored).goal({ field: 'n', value: '7' });
  if (!goal) throw new TypeError('no goal');
  const sought = await run.seek?.({ kind: 'state', ...goal }, unlimited);
  expect(sought?.found).toEqual({ kind: 'stopped', why: 'error' });
});

test('what lies outside the fence is nowhere, and nothing beyond it is found', async () => {
  const { machine } = await import('everyturn');
  const z = await import('zod');
  const fenced = machine({ state: z.object({ n: z.int().min(0).max(9) }) }).define({
    init: () => ({ n: 0 }),
    actions: {
      add: {
        when: (s) => s.n < 9,
        next: (s) => {
          s.n += 1;
        },
      },
    },
    within: (s) => s.n !== 5,
  });
  for (const [value, kind] of [
    ['4', 'way'],
    ['5', 'nothing'],
    ['7', 'nothing'],
  ] as const) {
    const run = await explore(define(fenced), { budget: { depthMax: 1 } });
    const goal = stateMap(run.explored).goal({ field: 'n', value });
    if (!goal) throw new TypeError('no goal');
    const { sought, after } = await search(run, { kind: 'state', ...goal });
    expect(sought.found.kind, value).toBe(kind);
    expect(after.report.exhausted, value).toBe(kind === 'nothing');
  }
});

test('states are found again in the run by the same text', async () => {
  const run = await explore(define(twoPhase(3)), { budget: { depthMax: 4 } });
  const cell = "'committed' · 3 'prepared'";
  const goal = stateMap(run.explored).goal({ groupBy: ['tm', 'rms'], cell });
  if (!goal) throw new TypeError('no goal');
  const { after } = await search(run, { kind: 'state', ...goal });
  const texts = Array.from({ length: after.explored.stateCount }, (_, i) =>
    encode(after.explored.state(i)),
  );
  expect(new Set(texts).size).toBe(texts.length);
  expect(after.report.distinctStates).toBe(texts.length);
});
