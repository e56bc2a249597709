import type { ExploreOptions } from 'everyturn/internal/engine/exploration';
import { explore } from 'everyturn/internal/engine/explore';
import type { ModelReport } from 'everyturn/internal/report/model-report';
import { expect, test } from 'vitest';
import { watchedModels, watchedReport } from './watched.ts';

const samples = ['two-phase/two-phase', 'order/order.model', 'undo-redo/undo-redo.model'];
const systems = ['link/link.model', 'register/single-copy', 'commit/commit.model'];
const fileOf = (name: string) => `../../../samples/${name}.ts`;

async function firstModel(file: string) {
  const [model] = await watchedModels(file);
  if (!model) throw new Error(`${file} has no model.`);
  return model;
}

test.each([...samples, ...systems])(
  'depth-first search of all states of %s has seen what breadth-first search has seen',
  async (name) => {
    const wide = await watchedReport(await firstModel(fileOf(name)));
    const deep = await watchedReport(await firstModel(fileOf(name)), { search: 'depth-first' });
    expect([wide.exhausted, deep.exhausted]).toEqual([true, true]);
    expect(deep.coverage?.domain).toEqual(wide.coverage?.domain);
    expect(deep.coverage?.guards).toEqual(wide.coverage?.guards);
    expect(deep.coverage?.code).toEqual(wide.coverage?.code);
    expect(deep.coverage?.hints).toEqual(wide.coverage?.hints);
  },
);

const cuts: readonly ExploreOptions[] = [
  { search: 'depth-first', budget: { statesMax: 40 } },
  { search: 'depth-first', budget: { depthMax: 4 } },
  { search: { simulate: { seed: 7, runs: 3, depthMax: 6 } } },
  { search: { simulate: { seed: 8, runs: 20, depthMax: 40 } } },
];

test.each(samples.flatMap((name) => cuts.map((options) => [name, options] as const)))(
  'the coverage of %s cut by %j counts the states that were kept and the steps that were taken',
  async (name, options) => {
    const model = await firstModel(fileOf(name));
    const report = await watchedReport(model, options);
    const { explored } = await explore(model.definition, options);
    expect(report.distinctStates).toBe(explored.stateCount);
    comparesFields(report, explored);
    comparesSteps(report, explored);
    const final = report.coverage?.hints.filter(({ code }) => /EVT30/.test(code));
    expect(report.exhausted ? [] : final).toEqual([]);
  },
);

type Explored = Awaited<ReturnType<typeof explore>>['explored'];

function comparesFields({ coverage }: ModelReport, { stateCount, state }: Explored): void {
  for (const { path, kind, values } of coverage?.domain.fields ?? []) {
    if (kind !== 'value' || /[.[]/.test(path)) continue;
    for (const { value, times } of values) {
      const states = Array.from({ length: stateCount }, (_, index) => state(index));
      const having = states.filter((one) => Reflect.get(Object(one), path) === value);
      expect(times, `${path} = ${String(value)}`).toBe(having.length);
    }
  }
}

function comparesSteps(
  { actions, coverage, statistics }: ModelReport,
  { stateCount, isExpanded, forEachStep, actions: names }: Explored,
): void {
  const fired = new Map<string, number>();
  let expanded = 0;
  for (let index = 0; index < stateCount; index += 1) {
    if (!isExpanded(index)) continue;
    expanded += 1;
    forEachStep(index, (action) => {
      const name = names[action] ?? '';
      fired.set(name, (fired.get(name) ?? 0) + 1);
    });
  }
  for (const [keyPath, action] of Object.entries(actions)) {
    expect(action.fired, keyPath).toBe(fired.get(keyPath) ?? 0);
  }
  for (const [keyPath, guard] of Object.entries(coverage?.guards ?? {})) {
    const combinations = statistics.instances.filter(({ by }) => by === keyPath).length;
    const { asked, enabled, clauses, otherwise } = guard;
    expect(asked, keyPath).toBe(expanded * combinations);
    const blocked = clauses.reduce((sum, clause) => sum + clause.blocked, 0);
    expect(enabled + blocked + otherwise, keyPath).toBe(asked);
  }
}

/** What is said of the code of the reference object, by what is written at its place. */
async function saidOfAccount(index: number, options: ExploreOptions = {}) {
  const models = await watchedModels('./coverage/ledger.ts');
  const model = models[index];
  if (!model) throw new Error('The file has two models.');
  const { coverage, verdicts } = await watchedReport(model, options);
  const lines = (coverage?.hints ?? []).filter(({ at }) => at && at.line > 8 && at.line < 24);
  return {
    kind: verdicts['linearizable.account']?.kind,
    hints: lines.map(({ code, at }) => `${code} ${at?.line}`),
  };
}

test('of the reference object of a history what was never asked is told, and final only in the end', async () => {
  expect(await saidOfAccount(0)).toEqual({ kind: 'holds', hints: ['EVT308 17'] });
  expect(await saidOfAccount(0, { engine: 'reference' })).toEqual(await saidOfAccount(0));
  expect(await saidOfAccount(0, { budget: { depthMax: 3 } })).toEqual({
    kind: 'unknown',
    hints: ['EVT404 17'],
  });
});

test('nothing is concluded from what a history did not ask that was found to be wrong', async () => {
  expect(await saidOfAccount(1)).toEqual({ kind: 'violated', hints: [] });
});
