import { test } from 'vitest';
import { compareRandomSystems } from './compare-random-systems.ts';
import { drawsOf, patience, seedOfTests } from './random-draws.ts';

const { runs, seed } = drawsOf(150, seedOfTests);

test(`${runs} random systems are the same to both engines (seed ${seed})`, async () => {
  await compareRandomSystems(runs, seed, patience.test);
}, 7_200_000);
