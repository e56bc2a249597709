import { test } from 'vitest';
import { compareRandomSystems } from './compare-random-systems.ts';
import { drawsOf, freshSeed, patience } from './random-draws.ts';

const { runs, seed } = drawsOf(5_000, freshSeed());

test(`${runs} random systems are the same to both engines (seed ${seed})`, async () => {
  await compareRandomSystems(runs, seed, patience.sweep);
}, 7_200_000);
