import { test } from 'vitest';
import { compareRandomMachines } from './compare-random-machines.ts';
import { drawsOf, patience, seedOfTests } from './random-draws.ts';

const { runs, seed } = drawsOf(150, seedOfTests);

test(`${runs} random machines are the same to both engines (seed ${seed})`, async () => {
  await compareRandomMachines(runs, seed, patience.test);
}, 7_200_000);
