import { explore } from 'everyturn/internal/engine/explore';
import type { Definition } from 'everyturn/internal/model/definition';
import type { Report, Verdict } from 'everyturn/internal/model/report';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleModels, smallModels } from './all-models.ts';
import { begunSystems, sampleSystems, smallSystems } from './all-systems.ts';
import { differencesBetween } from './compare.ts';
import type { Way } from './explore-with.ts';
import { machineText } from './machine-text.ts';
import { observe } from './observe.ts';
import { drawsOf, patience, seedOfTests } from './random-draws.ts';
import { machineSeeds } from './random-machine.ts';
import { systemSeeds } from './random-system.ts';
import { waysUpTo } from './random-ways.ts';
import { machineFromText, systemFromText } from './run-text.ts';
import { systemText } from './system-text.ts';

const { runs, seed } = drawsOf(120, seedOfTests);
const timeout = 7_200_000;
const within = (ms: number) => fc.interruptAfterTimeLimit(ms, { failOnInterrupt: true });

/**
 * Explores breadth-first and depth-first, and compares everything that can be seen at the end; false
 * where a bound on states cut the depth-first search in its own order.
 */
async function compareSearches(definition: Definition, way: Way, source: string) {
  const breadthFirst = await observe('compiled', definition, way);
  const depthFirst = await observe('compiled', definition, { ...way, search: 'depth-first' });
  const { report } = depthFirst.exploration ?? {};
  if (report?.stopped === 'statesMax') return false;
  if (report?.errors.some(({ message }) => message.includes('breadth-first only'))) {
    expect(breadthFirst.observations.get('notes')).toContain('cannot be followed');
    return false;
  }
  const differences = differencesBetween(breadthFirst.observations, depthFirst.observations)
    // Verdicts are told as they are found, which depends on the order of the search.
    .filter(({ about }) => about !== 'announced')
    .map(({ about, reference, compiled }) => ({ about, breadth: reference, depth: compiled }));
  expect(differences, `${source}\n${JSON.stringify(way)}`).toEqual([]);
  return true;
}

const ways: readonly Way[] = [
  { budget: {} },
  { budget: {}, stops: [{ depthMax: 1 }, { statesMax: 10 }] },
  ...[0, 2, 5].map((depthMax) => ({ budget: { depthMax } })),
];

test.each([...smallModels, ...(await sampleModels())])(
  'depth-first search says of %s what breadth-first search says',
  async (name, definition) => {
    for (const way of ways) expect(await compareSearches(definition, way, name)).toBe(true);
  },
);

test(
  `${runs} random machines are the same depth-first and breadth-first (seed ${seed})`,
  async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(machineSeeds, waysUpTo(200), waysUpTo(40), async (seeds, way, shortWay) => {
        const text = machineText(seeds);
        const chosen = seeds.symmetric.length > 0 ? shortWay : way;
        if (await compareSearches(machineFromText(text), chosen, text)) compared += 1;
      }),
      { seed, numRuns: runs, plugins: [within(patience.test)] },
    );
    expect(compared).toBeGreaterThan(runs / 3);
  },
  timeout,
);

const systemWays: readonly Way[] = [
  { budget: {} },
  { budget: {}, stops: [{ depthMax: 1 }, { statesMax: 10 }] },
  { budget: { depthMax: 3 } },
];

test.each(smallSystems)(
  'depth-first search says of the system %s what breadth-first search says',
  async (name, definition) => {
    for (const way of systemWays) expect(await compareSearches(definition, way, name)).toBe(true);
  },
);

test.each([...begunSystems, ...(await sampleSystems())])(
  'depth-first search says of the beginning of the system %s what breadth-first search says',
  async (name, definition) => {
    const way = { budget: { depthMax: 2 } };
    expect(await compareSearches(definition, way, name)).toBe(true);
  },
);

test(
  `${runs} random systems are the same depth-first and breadth-first (seed ${seed})`,
  async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(systemSeeds, waysUpTo(100), async (seeds, way) => {
        const text = systemText(seeds);
        if (await compareSearches(systemFromText(text), way, text)) compared += 1;
      }),
      { seed, numRuns: runs, plugins: [within(patience.test)] },
    );
    expect(compared).toBeGreaterThan(runs / 3);
  },
  timeout,
);

/** The length of the trace that decided a property; undefined where none did. */
function lengthOf(verdict: Verdict<unknown> | undefined): number | undefined {
  if (verdict?.kind === 'violated') return verdict.counterexample.steps.length;
  return verdict?.kind === 'seen' ? verdict.witness.steps.length : undefined;
}

/** Every property that random runs decided, with the length of its trace. */
function decided({ verdicts }: Report<unknown>): readonly (readonly [string, string, number])[] {
  return [...verdicts].flatMap(([property, verdict]) => {
    const length = lengthOf(verdict);
    return length === undefined ? [] : [[property, verdict.kind, length] as const];
  });
}

test(
  `what random runs of ${runs} machines find is there, and nothing shorter (seed ${seed})`,
  async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(machineSeeds, fc.nat(), fc.nat(12), async (seeds, dice, depthMax) => {
        const text = machineText(seeds);
        const definition = machineFromText(text);
        const simulate = { seed: dice, runs: 3, depthMax };
        const { report } = await explore(definition, { search: { simulate } });
        const [error] = report.errors;
        if (error?.code === 'EVT501') {
          expect(error.message).toContain('breadth-first only');
          return;
        }
        const deepest = Math.max(0, ...decided(report).map(([, , length]) => length));
        const budget = { depthMax: deepest + 1 };
        const known = await explore(definition, { engine: 'reference', symmetry: false, budget });
        for (const [property, kind, length] of decided(report)) {
          const verdict = known.report.verdicts.get(property);
          expect([verdict?.kind, lengthOf(verdict)], `${property}\n${text}`).toEqual([
            kind,
            length,
          ]);
          found += 1;
        }
        const kinds = [...report.verdicts.values()].map((verdict) => verdict.kind);
        expect(kinds.filter((kind) => kind === 'holds' || kind === 'unreachable')).toEqual([]);
        expect(report.exhausted).toBe(false);
      }),
      { seed, numRuns: runs, plugins: [within(patience.test)] },
    );
    expect(found).toBeGreaterThan(runs / 4);
  },
  timeout,
);
