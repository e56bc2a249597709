import type { Exploration } from 'everyturn/internal/engine/exploration';
import { explore } from 'everyturn/internal/engine/explore';
import type { Goal, Sought } from 'everyturn/internal/engine/seek';
import type { Budget } from 'everyturn/internal/model/budget';
import type { Definition } from 'everyturn/internal/model/definition';
import { encode } from 'everyturn/internal/values/canonical';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { machineText } from './machine-text.ts';
import { drawsOf, patience, seedOfTests } from './random-draws.ts';
import { machineSeeds } from './random-machine.ts';
import { systemSeeds } from './random-system.ts';
import { machineFromText, systemFromText } from './run-text.ts';
import { systemText } from './system-text.ts';

/** Larger models than this are left out: the reference engine must see them whole. */
const statesMax = 400;

const bounds: fc.Arbitrary<Budget> = fc.oneof(
  fc.record({ statesMax: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ depthMax: fc.integer({ min: 0, max: 3 }) }),
);

const models: fc.Arbitrary<readonly [string, () => Definition]> = fc.oneof(
  machineSeeds.map(machineText).map((text) => [text, () => machineFromText(text)] as const),
  systemSeeds.map(systemText).map((text) => [text, () => systemFromText(text)] as const),
);

/** What a search may look for, with what the whole model says of it. */
function goalsOf(
  { report, explored }: Exploration,
  { report: whole, explored: all }: Exploration,
): readonly (readonly [Goal, boolean])[] {
  const texts = (of: Exploration['explored']) =>
    Array.from({ length: of.stateCount }, (_, index) => encode(of.state(index)));
  const known = new Set(texts(explored));
  const missing = texts(all).filter((text) => !known.has(text));
  // The first, the last and one between; and one that is nowhere.
  const wanted = [missing[0], missing[missing.length >> 1], missing.at(-1)];
  const states = [...new Set(wanted), 'nowhere'].flatMap((text): (readonly [Goal, boolean])[] => {
    if (text === undefined) return [];
    const distance = (shown: unknown) => (encode(shown) === text ? 0 : 1);
    return [[{ kind: 'state', known: () => 1, distance }, text !== 'nowhere']];
  });
  const properties = [...report.verdicts]
    .filter(([keyPath, { kind }]) => keyPath.startsWith('sometimes.') && kind === 'unknown')
    .map(([keyPath]): readonly [Goal, boolean] => [
      { kind: 'sometimes', name: keyPath.slice('sometimes.'.length) },
      whole.verdicts.get(keyPath)?.kind === 'seen',
    ]);
  const actions = [...report.actions]
    .filter(([, { fired }]) => fired === 0)
    .map(([action]): readonly [Goal, boolean] => [
      { kind: 'action', action },
      (whole.actions.get(action)?.fired ?? 0) > 0,
    ]);
  return [...states, ...properties, ...actions];
}

test('a search from the open states of a random model finds what is there, and says nothing else', async () => {
  const { runs, seed } = drawsOf(120, seedOfTests);
  const counts: Record<Sought['found']['kind'], number> = { way: 0, nothing: 0, stopped: 0 };
  await fc.assert(
    fc.asyncProperty(models, bounds, async ([text, definitionOf], budget) => {
      const whole = await explore(definitionOf(), {
        engine: 'reference',
        symmetry: false,
        budget: { statesMax },
      });
      const cut = () => explore(definitionOf(), { budget, symmetry: false });
      const first = await cut();
      if (!whole.report.exhausted || first.report.exhausted || !first.seek) return;
      for (const [goal, isThere] of goalsOf(first, whole)) {
        const run = await cut();
        const sought = await run.seek?.(goal, { timeMs: 60_000, statesMax: 10_000 });
        if (!sought) throw new TypeError('no search');
        const { found } = sought;
        counts[found.kind] += 1;
        expect(found.kind, `${JSON.stringify(goal)} of ${text}`).toBe(isThere ? 'way' : 'nothing');
        if (found.kind !== 'way') continue;
        const after = await run.take?.(found.way);
        if (goal.kind === 'state') {
          const { stateCount = 0, state } = after?.explored ?? {};
          const shown = Array.from({ length: stateCount }, (_, index) => state?.(index));
          expect(
            shown.some((one) => goal.distance(one) === 0),
            text,
          ).toBe(true);
        }
        if (goal.kind === 'sometimes') {
          expect(after?.report.verdicts.get(`sometimes.${goal.name}`)?.kind, text).toBe('seen');
        }
        if (goal.kind === 'action') {
          expect(after?.report.actions.get(goal.action)?.fired, text).toBeGreaterThan(0);
        }
      }
    }),
    {
      seed,
      numRuns: runs,
      plugins: [fc.interruptAfterTimeLimit(patience.test, { failOnInterrupt: true })],
    },
  );
  // Where nothing is there, or everything, nothing was tried.
  expect(counts.way).toBeGreaterThan(runs / 10);
  expect(counts.nothing).toBeGreaterThan(runs / 10);
  expect(counts.stopped).toBe(0);
});
