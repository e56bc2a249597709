import type { Exploration, ExploreOptions } from 'everyturn/internal/engine/exploration';
import { explore } from 'everyturn/internal/engine/explore';
import { Stepper } from 'everyturn/internal/engine/reference/steps';
import { definitionOf, type MachineDefinition } from 'everyturn/internal/model/definition';
import { encode } from 'everyturn/internal/values/canonical';
import { describe, expect, test } from 'vitest';
import { networks } from './models/deliveries.ts';
import { dieHard } from './models/die-hard.ts';
import { singleCopy } from './models/single-copy.ts';
import { twoPhase } from './models/two-phase.ts';

const machines = {
  'two-phase commit, 3': twoPhase(3),
  'two-phase commit that waits for two promises': twoPhase(3, { promises: 2 }),
  jugs: dieHard(),
};

/** The states of an exploration by canonical text, with what is said of each. */
function statesOf({ explored }: Exploration): ReadonlyMap<string, string> {
  return new Map(
    Array.from({ length: explored.stateCount }, (_, i) => [
      encode(explored.state(i)),
      `${explored.depth(i)} ${explored.isExpanded(i)}`,
    ]),
  );
}

/** The states whose text is chosen, of those that were not expanded. */
const open = (run: Exploration, isChosen: (index: number) => boolean) =>
  new Set(
    Array.from({ length: run.explored.stateCount }, (_, i) => i)
      .filter((i) => !run.explored.isExpanded(i) && isChosen(i))
      .map((i) => encode(run.explored.state(i))),
  );

/** Searches breadth-first and expands only what it is told to, on plain values. */
function naively(definition: MachineDefinition, isExpanded: (key: string) => boolean) {
  const stepper = new Stepper(definition);
  const depths = new Map<string, number>();
  let generated = 0;
  const reach = (keys: readonly (string | undefined)[], depth: number) => {
    for (const key of keys) {
      if (key === undefined) continue;
      generated += 1;
      if (!depths.has(key)) depths.set(key, depth);
    }
  };
  reach(
    stepper.initial().map(({ key }) => key),
    0,
  );
  for (const [key, depth] of depths) {
    if (isExpanded(key))
      reach(
        stepper.successors(key).map((outcome) => outcome.key),
        depth + 1,
      );
  }
  const states = [...depths].map(([key, depth]) => [key, `${depth} ${isExpanded(key)}`] as const);
  return { states: new Map(states), generated, diameter: Math.max(...depths.values()) };
}

describe.each(Object.entries(machines))('%s', (_, model) => {
  const definition = definitionOf(model) as MachineDefinition;

  test.each([2, 3, 4])(
    'whatever is chosen of the frontier at depth %i is expanded, and nothing else',
    async (depthMax) => {
      let run = await explore(definition, { symmetry: false, budget: { depthMax } });
      const expanded = new Set(
        [...statesOf(run)].filter(([, said]) => said.endsWith('true')).map(([key]) => key),
      );
      for (let round = 0; round < 4; round += 1) {
        const isChosen = (index: number) => index % 3 === round % 3;
        const chosen = open(run, isChosen);
        for (const key of chosen) expanded.add(key);
        run = (await run.extendFrom?.(isChosen)) ?? run;
        const expected = naively(definition, (key) => expanded.has(key));
        expect(statesOf(run)).toEqual(expected.states);
        expect(run.report).toMatchObject({
          distinctStates: expected.states.size,
          generatedStates: expected.generated,
          diameter: expected.diameter,
          frontier: [...expected.states.values()].filter((said) => said.endsWith('false')).length,
        });
      }
    },
  );

  test('a run that is extended by chosen states, then to its end, says what a whole one says', async () => {
    const options: ExploreOptions = { symmetry: false };
    const cut = await explore(definition, { ...options, budget: { depthMax: 2 } });
    const chosen = await cut.extendFrom?.((index) => index % 2 === 0);
    const whole = await chosen?.extend({});
    const fresh = await explore(definition, options);
    expect(whole?.report).toEqual(fresh.report);
  });

  test('when all of the frontier is chosen again and again, the run ends exhausted', async () => {
    let run = await explore(definition, { budget: { depthMax: 1 } });
    while (run.report.frontier > 0) run = (await run.extendFrom?.(() => true)) ?? run;
    const fresh = await explore(definition);
    expect(run.report).toMatchObject({
      exhausted: true,
      distinctStates: fresh.report.distinctStates,
      generatedStates: fresh.report.generatedStates,
      diameter: fresh.report.diameter,
      notes: fresh.report.notes,
    });
    expect(run.report.stopped).toBeUndefined();
    const kinds = ({ report }: Exploration) =>
      [...report.verdicts].map(([name, { kind }]) => [name, kind]);
    expect(kinds(run)).toEqual(kinds(fresh));
  });
});

test('a violation that lies beyond the bound is found where it was looked for', async () => {
  const definition = definitionOf(twoPhase(3, { promises: 2 })) as MachineDefinition;
  const whole = await explore(definition);
  const violation = whole.report.verdicts.get('always.consistent');
  const length = violation?.kind === 'violated' ? violation.counterexample.steps.length : 0;
  const cut = await explore(definition, { budget: { depthMax: length - 1 } });
  expect(cut.report.verdicts.get('always.consistent')?.kind).toBe('unknown');
  const nothing = await cut.extendFrom?.(() => false);
  expect(nothing?.report.verdicts.get('always.consistent')?.kind).toBe('unknown');
  expect(nothing?.report.frontier).toBe(cut.report.frontier);
  const all = await nothing?.extendFrom?.(() => true);
  expect(all?.report.verdicts.get('always.consistent')).toMatchObject({ kind: 'violated' });
});

test('states of a system can be chosen, too; and a run by other threads', async () => {
  const definition = definitionOf(singleCopy(2, 1, networks.any));
  if (!definition) throw new Error('This is a system.');
  let run = await explore(definition, { budget: { depthMax: 2 }, workers: 1 });
  while (run.report.frontier > 0) run = (await run.extendFrom?.(() => true)) ?? run;
  expect(run.report).toMatchObject({ exhausted: true, distinctStates: 93 });
});

test('an extension that is stopped keeps what was known before', async () => {
  const definition = definitionOf(twoPhase(3)) as MachineDefinition;
  let isStopping = false;
  const options = { budget: { depthMax: 5 }, symmetry: false, shouldStop: () => isStopping };
  const cut = await explore(definition, options);
  isStopping = true;
  const stopped = await cut.extendFrom?.(() => true);
  expect(stopped?.report).toMatchObject({
    exhausted: false,
    stopped: 'stopped',
    distinctStates: cut.report.distinctStates,
    generatedStates: cut.report.generatedStates,
    frontier: cut.report.frontier,
  });
});
