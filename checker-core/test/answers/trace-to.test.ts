import { explore } from 'everyturn/internal/engine/explore';
import { definitionOf } from 'everyturn/internal/model/definition';
import { encode } from 'everyturn/internal/values/canonical';
import { expect, test } from 'vitest';
import { networks } from './models/deliveries.ts';
import { dieHard } from './models/die-hard.ts';
import { singleCopy } from './models/single-copy.ts';
import { twoPhase } from './models/two-phase.ts';
import { replayTrace } from './replay-trace.ts';

const models = {
  'two-phase commit, 3': twoPhase(3),
  jugs: dieHard(),
  'a register of one copy': singleCopy(2, 1, networks.any),
};

for (const [name, model] of Object.entries(models)) {
  for (const engine of ['compiled', 'reference'] as const) {
    test(`a shortest trace to each state of ${name} can be replayed, ${engine}`, async () => {
      const definition = definitionOf(model);
      if (!definition) throw new TypeError('no model');
      const { explored, traceTo } = await explore(definition, { engine });
      for (let state = 0; state < explored.stateCount; state += 7) {
        const { trace, states } = traceTo(state);
        expect(trace.steps).toHaveLength(explored.depth(state));
        expect(states.at(-1)).toBe(state);
        const shown = [trace.init, ...trace.steps.map((step) => step.state)];
        expect(shown.map(encode)).toEqual(states.map((index) => encode(explored.state(index))));
        replayTrace(model, 'sometimes.reached', trace);
      }
    });
  }
}
