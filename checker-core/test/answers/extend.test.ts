import type { ExploreOptions } from 'everyturn/internal/engine/exploration';
import { explore } from 'everyturn/internal/engine/explore';
import { definitionOf, type MachineDefinition } from 'everyturn/internal/model/definition';
import { buildModelReport } from 'everyturn/internal/report/build-model-report';
import { describe, expect, test } from 'vitest';
import { dieHard } from './models/die-hard.ts';
import { twoPhase } from './models/two-phase.ts';

const engines = ['compiled', 'reference'] as const;
const models = {
  'two-phase commit, 3': twoPhase(3),
  'two-phase commit, 4, with classes': twoPhase(4, { liveness: false }),
  'two-phase commit that waits for two promises': twoPhase(3, { promises: 2 }),
  jugs: dieHard(),
};

/** Everything that a person reads of an exploration. */
async function textOf(exploring: ReturnType<typeof explore>): Promise<string> {
  const { report, explored } = await exploring;
  const model = buildModelReport({
    file: 'model.ts',
    name: 'model',
    locate: () => undefined,
    locateError: () => undefined,

    report,
  });
  const states = Array.from({ length: explored.stateCount }, (_, i) => explored.parent(i));
  return JSON.stringify([model, states]);
}

describe.each(engines)('%s', (engine) => {
  for (const [name, model] of Object.entries(models)) {
    test(`${name}: a run that is cut and extended says what an uncut one says`, async () => {
      const definition = definitionOf(model) as MachineDefinition;
      const options: ExploreOptions = { engine };
      const whole = await explore(definition, options);
      const half = Math.ceil(whole.report.distinctStates / 2);
      const cut = await explore(definition, { ...options, budget: { statesMax: half } });
      expect(cut.report).toMatchObject({ exhausted: false, stopped: 'statesMax' });
      expect(await textOf(cut.extend({}))).toBe(await textOf(explore(definition, options)));
    });

    test(`${name}: a run can be extended level by level`, async () => {
      const definition = definitionOf(model) as MachineDefinition;
      let run = await explore(definition, { engine, budget: { depthMax: 1 } });
      for (let depthMax = 2; !run.report.exhausted; depthMax += 1) {
        run = await run.extend({ depthMax });
        const fresh = explore(definition, { engine, budget: { depthMax } });
        expect(await textOf(Promise.resolve(run))).toBe(await textOf(fresh));
      }
      expect(run.report.frontier).toBe(0);
    });
  }
});
