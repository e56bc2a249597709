import { explore } from 'everyturn/internal/engine/explore';
import type { LevelCount } from 'everyturn/internal/model/statistics';
import { estimateOf } from 'everyturn/internal/report/estimate';
import { expect, test } from 'vitest';
import { largeModels, smallModels } from './all-models.ts';
import { largeSystems, smallSystems } from './all-systems.ts';

/** The layers of a run that a depth has cut. */
function cutAt(levels: readonly LevelCount[], depth: number): readonly LevelCount[] {
  return levels
    .slice(0, depth + 1)
    .map((level, at) => (at === depth ? { ...level, expanded: 0 } : level));
}

test('whenever a number of states is estimated, the true one lies within the range', async () => {
  let shown = 0;
  const models = new Set<string>();
  for (const [name, definition] of [
    ...smallModels,
    ...largeModels,
    ...smallSystems,
    ...largeSystems,
  ]) {
    const { report } = await explore(definition, { budget: { statesMax: 100_000 } });
    if (!report.exhausted) continue;
    const { levels } = report.statistics;
    for (let depth = 1; depth < levels.length - 1; depth += 1) {
      for (const depthMax of [depth + 1, depth + 2, 2 * depth, 10 * depth, Infinity]) {
        const range = estimateOf(cutAt(levels, depth), depthMax);
        if (!range) continue;
        shown += 1;
        models.add(name);
        const deeper = levels.slice(0, Math.min(depthMax, levels.length) + 1);
        const states = deeper.reduce((sum, level) => sum + level.states, 0);
        const what = `${name} from depth ${depth} to ${depthMax}: ${range.join('–')}`;
        expect(states, what).toBeGreaterThanOrEqual(range[0]);
        expect(states, what).toBeLessThanOrEqual(range[1]);
      }
    }
  }
  // Without any range shown, none would be wrong.
  expect(shown).toBeGreaterThan(50);
  expect(models.size).toBeGreaterThan(5);
});

test('none is shown where it would say nothing, or a layer was expanded in part', async () => {
  const [, definition] = largeModels.find(([name]) => name === 'twoPhase') ?? [];
  if (!definition) throw new Error('There is a model of that name.');
  const { levels } = (await explore(definition)).report.statistics;
  expect(estimateOf(cutAt(levels, 3), 6)).toBeUndefined();
  expect(estimateOf(cutAt(levels, 6), 60)).toBeUndefined();
  const late = cutAt(levels, 11);
  expect(estimateOf(late, 20)).toBeDefined();
  expect(
    estimateOf(
      late.map((level) => ({ ...level, expanded: 1 })),
      20,
    ),
  ).toBeUndefined();
  expect(estimateOf(levels, 20)).toBeUndefined();
});
