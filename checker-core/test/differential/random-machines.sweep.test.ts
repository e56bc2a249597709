import { test } from 'vitest';
import { compareRandomMachines } from './compare-random-machines.ts';
import { drawsOf, freshSeed, patience } from './random-draws.ts';

const { runs, seed } = drawsOf(10_000, freshSeed());

test(`${runs} random machines are the same to both engines (seed ${seed})`, async () => {
  await compareRandomMachines(runs, seed, patience.sweep);
}, 7_200_000);
